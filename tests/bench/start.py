#!/usr/bin/env python3
"""How soon callscope serves, and what it takes while nobody calls: ./dev bench start, or tests/bench/start.py.

Each of several settings is started again and again on the first core and asked for /healthz from the last one, until it
says 200: from before its process exists to the answer in hand. Then it is left alone, and what it takes of a core, how
often it wakes and what it holds in memory is read from /proc. What an ear on board has to load goes on behind /healthz,
on a thread of its own; /readyz tells its end. A run takes three minutes.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

import processes
import servers
from servers import HOST, START_WITHIN, Result

SERVER_CORE, OWN_CORE = servers.cores()  # before this process moves itself to one of them
ASKED = {"starts_ms": 50, "server_cores": 0.001, "resident": 25 * 1024}
PAUSE = 0.0002  # seconds between two tries to connect
SETTLES = 2  # seconds before the idle gateway is measured
# Nobody is there, and nobody is asked before the first call.
REMOTE = f"""
[[provider]]
name = "ear"
type = "deepgram"
url = "ws://{HOST}:9"
key = "none"
[[provider]]
name = "mind"
type = "openai"
url = "http://{HOST}:9"
model = "none"
[[provider]]
name = "voice"
type = "openai"
url = "http://{HOST}:9"
"""


@dataclass
class Case:
    title: str
    arguments: list[str]
    config: str = ""
    starts: list[Result] = field(default_factory=list)
    idle: Result = field(default_factory=dict)

    def command(self, gateway: Path, port: int, folder: Path) -> list[str]:
        settings = folder / "callscope.toml"
        settings.write_text(self.config)
        where = ["--config", str(settings), "--host", HOST, "--port", str(port)]
        return [str(gateway), "serve", *where, "--records-folder", str(folder / "records"), *self.arguments]

    def median_start(self) -> float:
        return statistics.median(start["milliseconds"] for start in self.starts)

    def cells(self) -> list[str]:
        slowest = max(start["milliseconds"] for start in self.starts)
        cpu = statistics.median(start["cpu_milliseconds"] for start in self.starts)
        return [
            self.title,
            *(f"{value:.1f}" for value in (self.median_start(), slowest, cpu)),
            f"{self.idle['server_cores'] * 100:.3f}",
            f"{self.idle['wakeups_per_second']:.1f}",
            *(f"{self.idle[part] / 1024:.1f}" for part in ("resident", "anonymous", "proportional")),
        ]

    def misses(self) -> list[str]:
        found = []
        if self.median_start() > ASKED["starts_ms"]:
            found.append(f"{self.title}: /healthz after {self.median_start():.1f} ms, asked for {ASKED['starts_ms']}")
        if self.idle["server_cores"] > ASKED["server_cores"]:
            found.append(f"{self.title}: {self.idle['server_cores'] * 100:.3f} % of a core, asked for 0.1")
        if self.idle["resident"] > ASKED["resident"]:
            found.append(f"{self.title}: {self.idle['resident'] / 1024:.1f} MB, asked for 25")
        return found


def cases() -> dict[str, Case]:
    remote = ["--recognizer", "ear", "--synthesizer", "voice", "--agent", "mind"]
    return {
        "remote": Case("providers by network", remote, REMOTE),
        "english": Case("on board, en-US", ["--language", "en-US"]),
        "hebrew": Case("on board, he-IL", ["--language", "he-IL"]),
        "loopback": Case("line test (loopback)", ["--agent", "loopback"]),
    }


# --- measuring --------------------------------------------------------------------------------------------------------


class Started:
    """A gateway that has answered, until the block ends. It leads a session of its own, which is ended as a whole."""

    def __init__(self, case: Case, options: argparse.Namespace, folder: Path) -> None:
        self.port = servers.free_port()
        command = case.command(options.gateway, self.port, folder)
        os.sched_setaffinity(0, {int(SERVER_CORE)})  # which the new process keeps, without another program before it
        begin = time.monotonic()
        with (folder / "gateway.log").open("w") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, env=servers.environment(), cwd=folder, start_new_session=True
            )
        os.sched_setaffinity(0, {int(OWN_CORE)})
        try:
            self.await_status("/healthz", PAUSE)
            self.milliseconds = (time.monotonic() - begin) * 1000
            self.cpu_milliseconds = processes.taken(self.process.pid).cpu * 1000
        except BaseException:
            self.__exit__()
            raise

    def await_status(self, path: str, pause: float) -> None:
        until = time.monotonic() + START_WITHIN
        while not self.says_ok(path):
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"no 200 for {path}: {' '.join(map(str, self.process.args))}")
            time.sleep(pause)

    def says_ok(self, path: str) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=5) as asked:
                asked.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
                return asked.recv(64).startswith(b"HTTP/1.1 200")
        except ConnectionError:
            return False

    def __enter__(self) -> "Started":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()


def start_once(case: Case, options: argparse.Namespace, folder: Path) -> None:
    with Started(case, options, folder) as started:
        case.starts.append({"milliseconds": started.milliseconds, "cpu_milliseconds": started.cpu_milliseconds})


def idle_once(case: Case, options: argparse.Namespace, folder: Path) -> None:
    with Started(case, options, folder) as started:
        started.await_status("/readyz", 0.05)
        time.sleep(SETTLES)
        before, own = processes.taken(started.process.pid), time.process_time()
        time.sleep(options.seconds)
        after = processes.taken(started.process.pid)
        case.idle = processes.used(before, after, time.process_time() - own) | processes.memory(started.process.pid)


def measure(case: Case, options: argparse.Namespace, work: Callable[..., None]) -> None:
    """In a folder of its own each time: records of the gateway before would have to be looked through."""
    with tempfile.TemporaryDirectory() as folder:
        work(case, options, Path(folder))


# --- all of it --------------------------------------------------------------------------------------------------------


def table(found: list[Case]) -> str:
    columns = ["settings", "to /healthz, ms", "slowest", "its CPU, ms", "idle: % of a core", "wake-ups/s"]
    columns += ["resident MB", "of it anonymous", "shared out (Pss)"]
    asked = ["asked for", "50", "", "", "0.1", "", "25", "", ""]
    return servers.table(columns, [asked, *(case.cells() for case in found)])


def kept(found: dict[str, Case]) -> dict[str, Any]:
    return {name: {"starts": case.starts, "idle": case.idle} for name, case in found.items()}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = cases()
    parser.add_argument("--starts", type=servers.positive, default=21, help="of each settings (%(default)s)")
    parser.add_argument("--seconds", type=float, default=30, help="that the idle gateway is watched (%(default)s)")
    parser.add_argument("--only", nargs="+", choices=known, default=list(known), metavar="SETTINGS", help=", ".join(known))
    gateway = servers.ROOT / "build/release/callscope"
    parser.add_argument("--gateway", type=servers.path, default=gateway, help="the program (%(default)s)")
    results = servers.ROOT / "build/bench/start.json"
    parser.add_argument("--json", type=servers.path, default=results, help="everything that was measured (%(default)s)")
    return parser.parse_args()


def main() -> int:
    asked = options()
    found = {name: case for name, case in cases().items() if name in asked.only}
    try:
        for _ in range(asked.starts):
            for case in found.values():
                measure(case, asked, start_once)
        for case in found.values():
            measure(case, asked, idle_once)
    finally:
        servers.keep(kept(found), asked.json)
    print(f"Medians of {asked.starts} starts; idle for {asked.seconds:g} s:", table(list(found.values())), sep="\n\n")
    print("", *(f"missed: {text}" for case in found.values() for text in case.misses()), sep="\n")
    print("", servers.machine((case.idle for case in found.values()), (SERVER_CORE, OWN_CORE)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(servers.interruptible(main))
