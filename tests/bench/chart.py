"""Line charts as SVG text, without a library: white ground, axes with labels, a legend; to be read in light and dark.

The same points give the same bytes, so that a chart under git changes only when a figure does.
"""

import math
from dataclasses import dataclass, field
from html import escape
from typing import Iterable

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 24, 48, 58  # margins of the plot
ROW = 19  # of the legend, which stands below the plot
INK, FAINT, GRID = "#222222", "#555555", "#dddddd"
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#5b4a9e", "#7a5c00"]  # told apart by the colour-blind as well
DASHES = ["", "7 4", "2 3", "9 3 2 3"]


@dataclass
class Line:
    """Points in order of x; hollow ones stand for figures that come with a reservation."""

    name: str
    points: list[tuple[float, float]]
    hollow: set[float] = field(default_factory=set)  # of x


@dataclass
class Chart:
    title: str
    x_label: str
    y_label: str
    lines: list[Line]
    is_log: bool = False  # upwards; sideways it always is
    limit: tuple[float, str] | None = None  # a level to stay below, and what it is called
    note: str = ""


@dataclass
class Axis:
    low: float
    high: float
    is_log: bool
    begin: float  # pixels
    end: float

    def place(self, value: float) -> float:
        at = (self.scaled(value) - self.scaled(self.low)) / (self.scaled(self.high) - self.scaled(self.low))
        return self.begin + min(max(at, 0), 1) * (self.end - self.begin)

    def scaled(self, value: float) -> float:
        return math.log10(max(value, self.low)) if self.is_log else value

    def marks(self) -> list[float]:
        """Round values along it."""
        if self.is_log:
            powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            all_marks = [factor * 10.0**power for power in powers for factor in (1, 2, 5)]
            within = [mark for mark in all_marks if self.low * 0.999 <= mark <= self.high * 1.001]
            return within if len(within) <= 8 else [mark for mark in within if math.log10(mark) % 1 < 1e-9]
        width = nice(self.high / 5)
        return [width * number for number in range(math.floor(self.high / width + 1e-9) + 1)]


def nice(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= value * 0.999)


def svg(chart: Chart) -> str:
    x, y = axes(chart)
    height = HEIGHT + ROW * math.ceil(len(chart.lines) / 2) + (ROW if chart.note else 0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" font-family="DejaVu Sans, Verdana, sans-serif" font-size="12">',
        f"<title>{escape(chart.title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        text(WIDTH / 2, 26, chart.title, size=15),
        *frame(chart, x, y),
        *limit(chart, x, y),
    ]
    for number, line in enumerate(chart.lines):
        parts += drawn(line, number, x, y) if line.points else []
    parts += legend_rows(chart)
    return "\n".join([*parts, "</svg>"]) + "\n"


def axes(chart: Chart) -> tuple[Axis, Axis]:
    xs = [x for line in chart.lines for x, _ in line.points] or [1]
    ys = [y for line in chart.lines for _, y in line.points if y > 0]
    ys = ys + ([chart.limit[0]] if chart.limit else []) or [1]
    low = 10 ** math.floor(math.log10(min(ys))) if chart.is_log else 0.0
    high = 10 ** math.ceil(math.log10(max(ys) * 1.01)) if chart.is_log else nice(max(ys) * 1.05 / 5) * 5
    sideways = Axis(min(xs) / 1.1, max(xs) * 1.1, True, LEFT, WIDTH - RIGHT)
    return sideways, Axis(low, high, chart.is_log, HEIGHT - BOTTOM, TOP)


def text(x: float, y: float, words: str, anchor: str = "middle", size: int = 12, more: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{size}" fill="{INK}"{more}>{escape(words)}</text>'


def stroke(x1: float, y1: float, x2: float, y2: float, colour: str, dash: str = "", width: float = 1) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def frame(chart: Chart, x: Axis, y: Axis) -> Iterable[str]:
    """Grid, axes and their labels. Sideways the marks are the values that were measured."""
    for mark in y.marks():
        yield stroke(x.begin, y.place(mark), x.end, y.place(mark), GRID)
        yield text(x.begin - 8, y.place(mark) + 4, f"{mark:,g}", "end")
    for mark in spaced(sorted({at for line in chart.lines for at, _ in line.points}), x):
        yield stroke(x.place(mark), y.begin, x.place(mark), y.begin + 5, INK)
        yield text(x.place(mark), y.begin + 19, f"{mark:,.0f}")
    yield stroke(x.begin, y.begin, x.end, y.begin, INK)
    yield stroke(x.begin, y.begin, x.begin, y.end, INK)
    yield text((x.begin + x.end) / 2, y.begin + 40, chart.x_label)
    middle = (y.begin + y.end) / 2
    yield text(18, middle, chart.y_label, more=f' transform="rotate(-90 18 {middle:.1f})"')


def spaced(marks: list[float], axis: Axis) -> list[float]:
    """Those whose labels do not run into each other; the last one stays."""
    kept: list[float] = []
    for mark in reversed(marks):
        if not kept or axis.place(kept[-1]) - axis.place(mark) >= 38:
            kept.append(mark)
    return kept


def limit(chart: Chart, x: Axis, y: Axis) -> Iterable[str]:
    if chart.limit:
        level, name = chart.limit
        yield stroke(x.begin, y.place(level), x.end, y.place(level), FAINT, "4 4")
        yield text(x.begin + 6, y.place(level) - 5, name, "start")


def drawn(line: Line, number: int, x: Axis, y: Axis) -> Iterable[str]:
    colour, dash = look(number)
    places = [(x.place(at), y.place(value), at in line.hollow) for at, value in line.points]
    way = "L".join(f"{at:.1f} {value:.1f}" for at, value, _ in places)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    yield f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
    for at, value, is_hollow in places:
        yield dot(at, value, colour, is_hollow)


def look(number: int) -> tuple[str, str]:
    return COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]


def dot(x: float, y: float, colour: str, is_hollow: bool) -> str:
    fill = "#ffffff" if is_hollow else colour
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" stroke="{colour}" stroke-width="2" fill="{fill}"/>'


def legend_rows(chart: Chart) -> Iterable[str]:
    """Two columns, and the note below them."""
    for number, line in enumerate(chart.lines):
        x, y = LEFT + (number % 2) * (WIDTH - LEFT - RIGHT) / 2, HEIGHT + ROW * (number // 2)
        colour, dash = look(number)
        yield stroke(x, y, x + 34, y, colour, dash, 2)
        yield dot(x + 17, y, colour, False)
        yield text(x + 42, y + 4, line.name, "start")
    if chart.note:
        yield text(LEFT, HEIGHT + ROW * math.ceil(len(chart.lines) / 2) + 4, chart.note, "start")
