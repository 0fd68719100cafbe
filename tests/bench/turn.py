#!/usr/bin/env python3
"""Our own part of a turn, from the end of an utterance to the first frame of the answer: ./dev bench turn, or
tests/bench/turn.py.

Callers say the same recorded sentence again and again, each when the answer to the one before has been played, beside
others who are on the line and silent. Providers take no time: a recognizer of Deepgram's kind within the load generator
(callscope_turns) has its text ready as soon as it is asked to finish, and the answer of the agent `echo` is a recorded
prompt. Each call is recorded to disk. The utterance ends when the gateway says so (SPEECH_END in its log); the answer is
there when its first frame has been read from the caller's socket. Both are on the same clock. What lies between is told
by stages: until the final text (the recognizer's two messages over the network are in it), until the first frame leaves
(PING_PONG_TX), and until the caller has it. A run takes three minutes.
"""

import argparse
import bisect
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable

import servers
from servers import HOST, Kind, NotHeld, Result

ASKED = 10  # ms at the 99th percentile
SENTENCE = "go forward ten meters"  # as callscope_turns hears it, whatever is said
ANSWER = f"You said: {SENTENCE}"
ANSWER_BYTES = 4800  # 0.6 s
SPEECH = Path("/usr/share/pocketsphinx/test/data/goforward.raw")
LOG_WITHIN = 1  # seconds, in which the last events reach the log
STAGES = ["SPEECH_END", "STT_FINAL", "PING_PONG_TX"]
CONFIG = """
greeting = "none"
recognizer = ["ear"]
synthesizer = ["prompts"]
agent = ["echo"]
[[provider]]
name = "ear"
type = "deepgram"
url = "ws://{host}:{port}"
key = "none"
[[provider]]
name = "prompts"
type = "prompts"
folder = "{folder}/prompts"
"""


# --- the gateway ------------------------------------------------------------------------------------------------------


def gateway(options: argparse.Namespace, ear_port: int) -> Kind:
    def command(port: int, folder: Path) -> list:
        settings = folder / "callscope.toml"
        settings.write_text(CONFIG.format(host=HOST, port=ear_port, folder=folder))
        write_prompts(folder / "prompts")
        where = ["--config", settings, "--host", HOST, "--port", str(port), "--records-folder", folder / "records"]
        limits = ["--maximum-calls", "20000", "--limits-connections", "20000"]
        return [options.gateway, "serve", *where, *limits, "--log-format", "json"]

    fault = "" if options.gateway.exists() else f"{options.gateway} is missing: ./dev build release"
    return Kind("callscope", command, [str(options.gateway), "--version"], fault)


def write_prompts(folder: Path) -> None:
    folder.mkdir()
    (folder / "prompts.tsv").write_text(f"answer\t{ANSWER}\n")
    (folder / "answer.ulaw").write_bytes(bytes(0x20 + number % 16 * 8 for number in range(ANSWER_BYTES)))


# --- what is told of a turn -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """In ms."""

    whole: float  # from the end of the utterance to the first frame in the caller's hands
    hearing: float
    answering: float
    sending: float


def events(log: Iterable[str]) -> dict[str, dict[str, list[int]]]:
    """When each of STAGES happened, in microseconds, by call and name."""
    found: dict[str, dict[str, list[int]]] = {}
    for line in log:
        if line.startswith("{") and any(f'"event":"{name}"' in line for name in STAGES):
            event = json.loads(line)
            times = found.setdefault(event["call_sid"], {name: [] for name in STAGES})
            times[event["event"]].append(event["mono_us"])
    return found


def last_before(times: list[int], moment: int) -> int:
    """The last that is not after it; 0: there is none."""
    place = bisect.bisect_right(times, moment)
    return times[place - 1] if place else 0


def turn_of(told: dict[str, list[int]], arrived: int, before: int) -> Turn | None:
    """`before`: when the answer before that one came. Nothing: no such turn was told of since."""
    left = last_before(told["PING_PONG_TX"], arrived)
    final = last_before(told["STT_FINAL"], left)
    ended = last_before(told["SPEECH_END"], final)
    if ended <= before:
        return None
    return Turn((arrived - ended) / 1e3, (final - ended) / 1e3, (left - final) / 1e3, (arrived - left) / 1e3)


def turns_of(answers: list[tuple[str, int]], log: Iterable[str]) -> list[Turn]:
    """Of answers in the order in which they came."""
    told, before = events(log), {}
    found = []
    for call, arrived in answers:
        turn = turn_of(told[call], arrived, before.get(call, 0)) if call in told else None
        before[call] = arrived
        found += [turn] if turn else []
    return found


def percentile(values: Iterable[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)] if ordered else float("inf")


# --- measuring --------------------------------------------------------------------------------------------------------


@dataclass
class Row:
    """With so many silent calls beside."""

    beside: int
    turns: list[Turn] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    def cells(self) -> list[str]:
        whole = [turn.whole for turn in self.turns]
        stages = [[getattr(turn, name) for turn in self.turns] for name in ("hearing", "answering", "sending")]
        figures = [percentile(whole, part) for part in (0.5, 0.95, 0.99, 1)] + [percentile(s, 0.99) for s in stages]
        last = ["server_cores", "generator_cores", "other_cores", "stolen_cores"]
        return [
            f"{self.beside:,}",
            f"{len(self.turns):,}",
            *(f"{figure:.2f}" for figure in figures),
            f"{sum(map(faults, self.results))}",
            f"{servers.median(self.results, lambda result: result['late_ms']['p99']):.2f}",
            *(f"{servers.median(self.results, lambda result, name=name: result[name]):.2f}" for name in last),
        ]


COLUMNS = ["silent calls beside", "turns", "p50 ms", "p95", "p99", "max", "p99 to the final text", "to the frame's leave"]
COLUMNS += ["to the caller", "faults", "generator late, p99 ms", "server cores", "generator cores", "others' cores"]
COLUMNS += ["stolen cores"]


def faults(result: Result) -> int:
    return result["closed"] + result["unanswered"] + result["untold"]


def once(row: Row, options: argparse.Namespace, folder: Path) -> tuple[Result, list[Turn]]:
    ear_port = servers.free_port()
    with servers.Server(gateway(options, ear_port), folder) as server:
        command = ["taskset", "-c", servers.cores()[1], options.programs / "callscope_turns", str(server.port)]
        command += [str(ear_port), str(server.process.pid), str(options.talkers), str(row.beside)]
        command += [str(options.turns), str(options.seconds), "30", SPEECH]
        done = subprocess.run(command, capture_output=True, text=True, timeout=options.seconds + 90, check=False)
        if done.returncode != 0:
            raise NotHeld(f"{done.stderr.strip()}; the gateway said:\n{server.log.read_text()[-2000:]}")
        time.sleep(LOG_WITHIN)
    result = json.loads(done.stdout)
    answers = result.pop("turns")
    with server.log.open() as log:
        found = turns_of(answers, log)
    return result | {"untold": len(answers) - len(found)}, found


def quietest(row: Row, options: argparse.Namespace) -> None:
    """Measured again while other programs take more than BUSY of a core, a few times at most."""
    measured: list[tuple[Result, list[Turn]]] = []
    while not measured or (measured[-1][0]["other_cores"] > servers.BUSY and len(measured) < options.tries):
        with tempfile.TemporaryDirectory() as folder:
            measured.append(once(row, options, Path(folder)))
        result, turns = measured[-1]
        p99 = percentile((turn.whole for turn in turns), 0.99)
        print(
            f"beside {row.beside}: {len(turns)} turns, p99 {p99:.2f} ms, faults {faults(result)}, server "
            f"{result['server_cores']:.2f}, others {result['other_cores']:.2f} cores",
            file=sys.stderr,
            flush=True,
        )
    result, turns = min(measured, key=lambda one: one[0]["other_cores"])
    row.results.append(result)
    row.turns += turns


# --- all of it --------------------------------------------------------------------------------------------------------


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    servers.add_options(parser, seconds=120)
    parser.add_argument("--turns", type=servers.positive, default=320, help="of each run (%(default)s)")
    parser.add_argument("--talkers", type=servers.positive, default=20, help="callers who speak (%(default)s)")
    parser.add_argument(
        "--beside", type=int, nargs="+", default=[0, 400], help="callers beside them who are silent (%(default)s)"
    )
    results = servers.ROOT / "build/bench/turn.json"
    parser.add_argument("--json", type=servers.path, default=results, help="everything that was measured (%(default)s)")
    return parser.parse_args()


def kept(rows: list[Row]) -> list[dict[str, Any]]:
    return [{"beside": row.beside, "results": row.results, "turns": [vars(turn) for turn in row.turns]} for row in rows]


def main() -> int:
    asked = options()
    rows = [Row(beside) for beside in asked.beside]
    servers.need_descriptors(2 * (asked.talkers + max(asked.beside)))
    try:
        for _ in range(asked.runs):
            for row in rows:
                quietest(row, asked)
    finally:
        servers.keep(kept(rows), asked.json)
    print(f"From the end of an utterance to the first frame, {asked.talkers} callers talking; asked for: p99 {ASKED} ms")
    print("", servers.table(COLUMNS, [row.cells() for row in rows]), sep="\n")
    print("", servers.machine(result for row in rows for result in row.results), sep="\n")
    return 0 if all(row.turns and not any(map(faults, row.results)) for row in rows) else 1


if __name__ == "__main__":
    sys.exit(servers.interruptible(main))
