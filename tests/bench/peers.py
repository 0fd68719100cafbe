#!/usr/bin/env python3
"""Callscope beside what people answer Twilio's media streams with today: ./dev bench peers, or tests/bench/peers.py.

Each server gives each caller's frame back: it parses the message, decodes base64 and µ-law, takes the level, encodes
all again. Callscope does so as a whole gateway (`serve --agent loopback`: checks, tracks, events, log), the others as
the few lines of tests/bench/peers. A run measures every server once, so that what else the machine does strikes all
alike: CPU for each frame in real time and as fast as the server can, then, by doubling and halving, the most calls
whose frames all come back with 99 of 100 within 20 ms. Figures are medians of the runs. A run takes about ten minutes.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable

import servers
from servers import IN_TIME, Kind, Load, NotHeld, Result

OURS = "callscope"
ALSO_OURS = "recording"
LEAST = 10  # calls; a server that cannot hold so many holds none
PROBE_SECONDS = 3
PROBE_CONNECT = 15  # seconds for all calls of a probe to be open
DETAILS: list[tuple[str, Callable[[Result], float], str]] = [
    ("µs a frame", servers.cpu, "{:.1f}"),
    ("frames/s", lambda r: r["frames_per_second"], "{:,.0f}"),
    ("p50 ms", lambda r: servers.round_trip(r, "p50"), "{:.2f}"),
    ("p95 ms", lambda r: servers.round_trip(r, "p95"), "{:.2f}"),
    ("p99 ms", lambda r: servers.round_trip(r, "p99"), "{:.2f}"),
    ("lost", servers.faults, "{:.0f}"),
    ("server cores", lambda r: r["server_cores"], "{:.2f}"),
    ("KiB/call", lambda r: r["kib_per_call"], "{:.0f}"),
    ("others' cores", lambda r: r["other_cores"], "{:.2f}"),
    ("stolen cores", lambda r: r["stolen_cores"], "{:.2f}"),
]


# --- the most calls ---------------------------------------------------------------------------------------------------


def step(calls: int) -> int:
    """How finely the search looks there."""
    return 10 if calls < 200 else 25 if calls < 1000 else 50


def rounded(calls: float) -> int:
    return round(calls / step(int(calls))) * step(int(calls))


def next_probe(held: int, failed: int, most: int, factor: float) -> int:
    """How many calls to try after the most that were held and the fewest that were not (0: none yet); 0: found."""
    if not failed:
        return 0 if held >= most else min(max(rounded(held * factor), held + step(held)), most)
    if not held:
        fewer = min(rounded(failed / factor), failed - step(failed))
        return fewer if fewer >= LEAST else 0
    return 0 if failed - held <= step(held) else rounded((held + failed) / 2)


def most_calls(holds: Callable[[int], bool], first: int, most: int, factor: float, until: float) -> int:
    """The most that `holds` is true for, tried from `first` on; when the time `until` comes first, the most so far."""
    held = failed = 0
    calls = min(first, most)
    while calls and time.monotonic() < until:
        if holds(calls):
            held = calls
        else:
            failed = calls
        probe = next_probe(held, failed, most, factor)
        calls = probe if probe not in (held, failed) else 0
    return held


class Search:
    """The most calls of one server, run after run; each begins where the one before ended."""

    def __init__(self, kind: Kind, folder: Path, options: argparse.Namespace) -> None:
        self.kind, self.folder, self.options = kind, folder, options
        self.found: list[int] = []
        self.was_busy = self.generator_was_full = False  # in the last probe

    def run(self) -> None:
        first, factor = (self.found[-1] or LEAST, 1.25) if self.found else (100, 2)
        until = time.monotonic() + self.options.search_seconds
        self.found.append(most_calls(self.holds, first, self.options.most, factor, until))

    def holds(self, calls: int) -> bool:
        """Tried once more when frames are late or lost, and again while other programs are in the way."""
        load = Load(calls, min(PROBE_SECONDS, self.options.seconds), connect=PROBE_CONNECT)
        try:
            for number in range(max(2, self.options.tries)):
                if number >= 2 and not self.was_busy:
                    break
                if self.in_time(load):
                    return True
            return False
        except NotHeld as reason:
            print(f"{self.kind.title}, {load.title()}: {reason}", file=sys.stderr)
            return False

    def in_time(self, load: Load) -> bool:
        result = servers.once(self.kind, load, self.folder, self.options)
        held = servers.faults(result) == 0 and servers.round_trip(result, "p99") < IN_TIME
        self.was_busy = result["other_cores"] > servers.BUSY
        self.generator_was_full = not held and result["generator_cores"] > 0.95 and not servers.is_full(result)
        return held

    def value(self) -> float:
        return statistics.median(self.found) if self.found else 0

    def cell(self) -> str:
        if not self.found:
            return "–"
        is_bound = self.generator_was_full or self.value() >= self.options.most
        return f"{'≥ ' if is_bound else ''}{self.value():,.0f}"


# --- all of it --------------------------------------------------------------------------------------------------------


class Comparison:
    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options, self.folder = options, folder
        self.kinds = servers.runnable(options.only, options)
        self.loads = [Load(calls, options.seconds) for calls in options.calls]
        self.loads += [Load(options.flood, options.seconds, is_flood=True)] if options.flood else []
        self.results: dict[str, dict[Load, list[Result]]] = {name: {} for name in self.kinds}
        self.searches = {name: Search(kind, folder, options) for name, kind in self.kinds.items()}

    def run(self) -> None:
        for name, kind in self.kinds.items():
            for load in self.loads:
                self.measure(name, kind, load)
            if self.options.most:
                self.searches[name].run()

    def measure(self, name: str, kind: Kind, load: Load) -> None:
        try:
            result = servers.quietest(kind, load, self.folder, self.options)
        except NotHeld as reason:
            print(f"{kind.title}, {load.title()}: {reason}", file=sys.stderr)
        else:
            self.results[name].setdefault(load, []).append(result)

    def columns(self) -> list[str]:
        named = [
            f"as fast as it can, {load.calls} sockets" if load.is_flood else f"{load.calls:,} calls in real time"
            for load in self.loads
        ]
        return named + [f"most calls, p99 < {IN_TIME} ms"] * bool(self.options.most)

    def cost(self, name: str, load: Load) -> float:
        """µs of CPU a frame; 0: not measured."""
        found = self.results[name].get(load)
        return servers.median(found, servers.cpu) if found else 0

    def peers(self) -> list[str]:
        return [name for name in self.kinds if name not in (OURS, ALSO_OURS)]

    def ratios(self) -> str:
        """How many times better we are; under 1 the peer is."""
        rows = []
        for name in self.peers():
            pairs = [(self.cost(name, load), self.cost(OURS, load)) for load in self.loads]
            if self.options.most:
                pairs.append((self.searches[OURS].value(), self.searches[name].value()))
            cells = [f"{above / below:.1f} ×" if above and below else "–" for above, below in pairs]
            rows.append([self.kinds[name].title, *cells])
        return servers.table(["callscope against", *self.columns()], rows)

    def figures(self) -> str:
        rows = []
        for name, kind in self.kinds.items():
            cells = [self.figure(name, load) for load in self.loads]
            cells += [self.searches[name].cell()] * bool(self.options.most)
            rows.append([kind.title, *cells])
        return servers.table(["server", *self.columns()], rows)

    def figure(self, name: str, load: Load) -> str:
        found = self.results[name].get(load)
        if not found:
            return "not held"
        notes = [] if load.is_flood else self.strain(found)
        if lost := sum(map(servers.faults, found)):
            notes.append(f"{lost:,} lost")
        return f"{self.cost(name, load):.1f}" + (f" ({', '.join(notes)})" if notes else "")

    def strain(self, found: list[Result]) -> list[str]:
        """A server that reads many frames at once because it is late takes less for each of them."""
        if servers.median(found, servers.is_full):
            return ["core full"]
        is_late = servers.median(found, lambda result: servers.round_trip(result, "p99")) >= IN_TIME
        return ["late"] if is_late else []

    def details(self) -> str:
        rows = []
        for name, loads in self.results.items():
            for load, found in loads.items():
                cells = [form.format(servers.median(found, value)) for _, value, form in DETAILS]
                rows.append([self.kinds[name].title, load.title(), *cells])
        return servers.table(["server", "load", *(title for title, _, _ in DETAILS)], rows)

    def all_results(self) -> list[Result]:
        return [result for loads in self.results.values() for found in loads.values() for result in found]

    def kept(self) -> dict:
        return {
            name: {
                "measured": [result for found in self.results[name].values() for result in found],
                "most_calls": self.searches[name].found,
            }
            for name in self.kinds
        }

    def report(self) -> str:
        parts = []
        if OURS in self.kinds and self.peers():
            parts += ["How many times less CPU a frame takes in callscope, and how many times as many calls it holds:"]
            parts += [self.ratios()]
        parts += [f"µs of server CPU a frame, and most calls; medians of {self.options.runs}:", self.figures()]
        parts += ["In detail:", self.details()] if self.all_results() else []
        parts += [servers.machine(self.all_results())] if self.all_results() else []
        return "\n\n".join([*parts, servers.versions(self.kinds.values())])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    servers.add_options(parser, seconds=5)
    parser.add_argument("--calls", type=int, nargs="*", default=[100, 400], help="in real time (%(default)s)")
    parser.add_argument("--flood", type=int, default=64, help="sockets, as fast as they can; 0: none (%(default)s)")
    parser.add_argument(
        "--most", type=int, default=6400, help="calls, where the search for the most ends; 0: no search (%(default)s)"
    )
    parser.add_argument("--search-seconds", type=int, default=180, help="for one search (%(default)s)")
    names = ["eventlet", "fastapi", "node", "rawepoll", OURS, ALSO_OURS]
    parser.add_argument(
        "--only",
        nargs="+",
        choices=names,
        default=names[:-1],
        metavar="SERVER",
        help=f"{', '.join(names)} (all but the last)",
    )
    results = servers.ROOT / "build/bench/peers.json"
    parser.add_argument("--json", type=servers.path, default=results, help="everything that was measured (%(default)s)")
    return parser.parse_args()


def main() -> int:
    asked = options()
    servers.need_descriptors(max([*asked.calls, asked.flood, asked.most]))
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(asked, Path(folder))
        try:
            for _ in range(asked.runs):
                comparison.run()
        finally:
            servers.keep(comparison.kept(), asked.json)
    print(comparison.report())
    return 0 if comparison.kinds and all(comparison.results.values()) else 1


if __name__ == "__main__":
    sys.exit(servers.interruptible(main))
