#!/usr/bin/env python3
"""How callscope grows with calls and threads: ./dev bench scale, or tests/bench/scale.py.

50 to 4,000 calls in real time, a frame every 20 ms each, which `serve --agent loopback` gives back: CPU, round trips,
lost frames and memory for each call, as a table and as curves (SVG). Figures are medians of the runs; each measurement
has a gateway of its own on the first core, or on as many as it has threads, and the generator is on the last core. With
two threads on two cores it shares one with the gateway, which makes round trips longer; CPU is counted for the gateway
alone. A run takes about two minutes for each curve.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import servers
from chart import Chart, Line, svg
from servers import IN_TIME, Kind, Load, NotHeld, Result

CALLS = [50, 100, 200, 400, 800, 1600, 2400, 3200, 4000]
COLUMNS: list[tuple[str, Callable[[Result], float], str]] = [
    ("CPU µs per call and 20 ms", servers.cpu, "{:.1f}"),
    ("RTT p50 ms", lambda r: servers.round_trip(r, "p50"), "{:.2f}"),
    ("p99", lambda r: servers.round_trip(r, "p99"), "{:.2f}"),
    ("lost", servers.faults, "{:,.0f}"),
    ("KiB/call", lambda r: r["kib_per_call"], "{:.1f}"),
    ("server cores", lambda r: r["server_cores"], "{:.2f}"),
    ("generator cores", lambda r: r["generator_cores"], "{:.2f}"),
    ("others' cores", lambda r: r["other_cores"], "{:.2f}"),
    ("stolen cores", lambda r: r["stolen_cores"], "{:.2f}"),
]


@dataclass
class Series:
    """One server, from few calls to many."""

    kind: Kind
    threads: int
    results: dict[int, list[Result]]

    def figure(self, calls: int, value: Callable[[Result], float]) -> float:
        return servers.median(self.results[calls], value)

    def cells(self, calls: int) -> list[str]:
        if calls not in self.results:
            return ["not held", *["–"] * (len(COLUMNS) - 1)]
        return [form.format(self.figure(calls, value)) for _, value, form in COLUMNS]

    def points(self, value: Callable[[Result], float]) -> list[tuple[float, float]]:
        found = [(float(calls), self.figure(calls, value)) for calls in sorted(self.results)]
        return [(calls, figure) for calls, figure in found if figure != float("inf")]

    def strained(self) -> set[float]:
        """Where frames were lost or late."""

        def failed(calls: int) -> bool:
            late = self.figure(calls, lambda result: servers.round_trip(result, "p99")) >= IN_TIME
            return late or self.figure(calls, servers.faults) > 0

        return {float(calls) for calls in self.results if failed(calls)}

    def line(self, value: Callable[[Result], float], name: str = "") -> Line:
        return Line(f"{self.kind.title}{name}", self.points(value), self.strained())


# --- measuring --------------------------------------------------------------------------------------------------------


def has_threads(gateway: Path) -> bool:
    """Whether `serve` can be told how many threads hold its calls."""
    told = subprocess.run([gateway, "serve", "--help"], capture_output=True, text=True, check=False)
    return "  --threads " in told.stdout


def all_series(asked: argparse.Namespace) -> list[Series]:
    found = [Series(of_threads(asked, count), count, {}) for count in thread_counts(asked)]
    return found + [Series(kind, 1, {}) for kind in servers.runnable(asked.beside, asked).values()]


def thread_counts(asked: argparse.Namespace) -> list[int]:
    if has_threads(asked.gateway):
        return asked.threads or [1, 2]
    if asked.threads:
        print(f"{asked.gateway} has no --threads: it is measured as it is, on one core", file=sys.stderr)
    return [0]


def of_threads(asked: argparse.Namespace, threads: int) -> Kind:
    """0: as many as it takes by itself."""
    title = "callscope" + (", recording" if asked.recording else "")
    if not threads:
        return servers.callscope(asked, title, asked.recording)
    named = f"{title}, {threads} thread{'s' * (threads > 1)}"
    return servers.callscope(asked, named, asked.recording, "--threads", str(threads))


def measure(series: Series, calls: int, folder: Path, asked: argparse.Namespace) -> None:
    load = Load(calls, asked.seconds)
    try:
        result = servers.quietest(series.kind, load, folder, asked, max(series.threads, 1))
    except NotHeld as reason:
        print(f"{series.kind.title}, {load.title()}: {reason}", file=sys.stderr)
    else:
        series.results.setdefault(calls, []).append(result)


# --- what is shown ----------------------------------------------------------------------------------------------------


def table(found: list[Series], asked: list[int]) -> str:
    rows = [[series.kind.title, f"{calls:,}", *series.cells(calls)] for series in found for calls in asked]
    return servers.table(["server", "calls", *(title for title, _, _ in COLUMNS)], rows)


def charts(found: list[Series]) -> dict[str, Chart]:
    """By the name of the file."""
    reservation = f"Hollow: frames were lost, or 1 of 100 took {IN_TIME} ms or more."
    note = reservation if any(series.strained() for series in found) else ""
    x = "calls at a time, each a frame in and a frame out every 20 ms"
    round_trips = [
        series.line(lambda result, part=part: servers.round_trip(result, part), f", {part}")
        for series in found
        for part in ("p50", "p99")
    ]
    cpu = [series.line(servers.cpu) for series in found]
    memory = [series.line(lambda result: result["kib_per_call"]) for series in found]
    return {
        "scale-cpu.svg": Chart("CPU of the server for each call", x, "µs per call and 20 ms", cpu, note=note),
        "scale-roundtrip.svg": Chart(
            "Round trip of a frame", x, "ms", round_trips, True, (IN_TIME, "the next frame is due"), note
        ),
        "scale-memory.svg": Chart("Memory of the server for each call", x, "KiB per call", memory, note=note),
    }


def draw(found: list[Series], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, chart in charts(found).items():
        (folder / name).write_text(svg(chart), encoding="utf-8")
        print(f"written: {folder / name}", file=sys.stderr)


# --- all of it --------------------------------------------------------------------------------------------------------


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    servers.add_options(parser, seconds=5)
    parser.add_argument("--calls", type=servers.positive, nargs="+", default=CALLS, help="at a time (%(default)s)")
    parser.add_argument(
        "--threads", type=servers.positive, nargs="+", help="of the gateway, if it can be told (1 2)", metavar="COUNT"
    )
    parser.add_argument("--recording", action="store_true", help="every call is written to disk as well")
    parser.add_argument(
        "--beside", nargs="+", default=[], choices=["eventlet", "fastapi", "node", "rawepoll"], help="more curves"
    )
    parser.add_argument(
        "--images", type=servers.path, default=servers.ROOT / "docs/images", help="where the curves go (%(default)s)"
    )
    results = servers.ROOT / "build/bench/scale.json"
    parser.add_argument("--json", type=servers.path, default=results, help="everything that was measured (%(default)s)")
    return parser.parse_args()


def main() -> int:
    asked = options()
    servers.need_descriptors(max(asked.calls))
    found = all_series(asked)
    with tempfile.TemporaryDirectory() as folder:
        try:
            for _ in range(asked.runs):
                for calls in asked.calls:
                    for series in found:
                        measure(series, calls, Path(folder), asked)
        finally:
            servers.keep({series.kind.title: series.results for series in found}, asked.json)
    results = [result for series in found for measured in series.results.values() for result in measured]
    if not results:
        return 1
    print(table(found, asked.calls), servers.machine(results), servers.versions(s.kind for s in found), sep="\n\n")
    draw(found, asked.images)
    return 0


if __name__ == "__main__":
    sys.exit(servers.interruptible(main))
