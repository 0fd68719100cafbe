"""Servers under a load of calls, each as a process: what peers.py and scale.py share.

A server has the first cores, the load generator the last one. Both are programs of their own: this script only starts
them, waits and reads the generator's figures.
"""

import argparse
import itertools
import json
import os
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterable

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).resolve().parent / "peers"
HOST = "127.0.0.1"
PYTHON = "/usr/bin/python3"  # that of Debian's packages, whichever comes first in PATH
NODE_MODULES = "/usr/share/nodejs"
START_WITHIN = 20  # seconds
IN_TIME = 20  # ms of round trip at the 99th percentile
SPARE_DESCRIPTORS = 256  # beside a socket for each call; callscope refuses the last 64
BUSY = 0.3  # of a core, taken by other programs: a measurement beside them says little

# No limit of callscope's may be reached: a flood is 64 streams with thousands of frames a second each.
SERVE = [
    *("serve", "--host", HOST, "--agent", "loopback", "--maximum-calls", "20000", "--limits-connections", "20000"),
    *("--limits-messages-per-second", "100000", "--limits-message-burst", "1000000"),
]

Result = dict[str, Any]  # what callscope_loadgen prints


class NotHeld(Exception):
    """The server could not take the calls at all; the text says what happened."""


# --- what is measured -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """A program that gives each frame back."""

    title: str
    command: Callable[[int, Path], list]  # of the port, and of a folder for what it writes
    versions: list[str] = field(default_factory=list)  # a command that prints them
    fault: str = ""  # why it cannot run here


@dataclass(frozen=True)
class Load:
    """In real time, a frame every 20 ms for each call, or as fast as frames come back."""

    calls: int
    seconds: float
    is_flood: bool = False
    connect: float = 30  # seconds for all calls to be open

    def warm_up(self) -> float:
        return min(2, self.seconds)

    def title(self) -> str:
        return f"{self.calls:,} sockets, flood" if self.is_flood else f"{self.calls:,} calls"


def callscope(options: argparse.Namespace, title: str = "callscope", records: bool = False, *more: str) -> Kind:
    def command(port: int, folder: Path) -> list:
        kept = folder / "records" if records else "none"
        return [options.gateway, *SERVE, "--port", str(port), "--records-folder", kept, *more]

    fault = "" if options.gateway.exists() else f"{options.gateway} is missing: ./dev build release"
    return Kind(title, command, [str(options.gateway), "--version"], fault)


def kinds(options: argparse.Namespace) -> dict[str, Kind]:
    """By the name that --only takes, from what most people start with to the limit of one thread."""
    rawepoll = options.programs / "callscope_rawepoll"
    gunicorn = ["-m", "gunicorn", "-k", "eventlet", "-w", "1", "--worker-connections", "20000", "--backlog", "4096"]
    uvicorn = ["-m", "uvicorn", "--loop", "uvloop", "--ws", "websockets", "--log-level", "warning"]
    return {
        "eventlet": Kind(
            "gunicorn + eventlet + Flask",
            lambda port, _: [PYTHON, *gunicorn, "--chdir", PEERS, "-b", f"{HOST}:{port}", "eventlet_app:app"],
            *python_packages("gunicorn", "eventlet", "flask"),
        ),
        "fastapi": Kind(
            "FastAPI / uvicorn",
            lambda port, _: [PYTHON, *uvicorn, "--app-dir", PEERS, "--port", str(port), "fastapi_app:app"],
            *python_packages("fastapi", "uvicorn", "uvloop", "websockets"),
        ),
        "node": Kind(
            "Node `ws`",
            lambda port, _: ["node", PEERS / "node_ws.js", str(port)],
            ["node", "-p", "`node ${process.version}, ws ${require('ws/package.json').version}`"],
            "" if shutil.which("node") and Path(NODE_MODULES, "ws").is_dir() else "nodejs or node-ws is not installed",
        ),
        "rawepoll": Kind(
            "raw epoll loop",
            lambda port, _: [rawepoll, str(port)],
            fault="" if rawepoll.exists() else f"{rawepoll} is missing: ./dev bench peers builds it",
        ),
        "callscope": callscope(options),
        "recording": callscope(options, "callscope, recording", True),
    }


def python_packages(*names: str) -> tuple[list[str], str]:
    """The command that prints their versions, and what is wrong when one is not there."""
    script = (
        "import importlib.metadata, sys;"
        "print(', '.join(name + ' ' + importlib.metadata.version(name) for name in sys.argv[1:]))"
    )
    command = [PYTHON, "-c", script, *names]
    found = subprocess.run(command, capture_output=True, check=False).returncode == 0
    return command, "" if found else f"one of {', '.join(names)} is not installed for {PYTHON}"


def runnable(names: Iterable[str], options: argparse.Namespace) -> dict[str, Kind]:
    """Those of `names` that can run here; why others cannot is said."""
    found = {}
    for name, kind in kinds(options).items():
        if name in names and kind.fault:
            print(f"{kind.title} is left out: {kind.fault}", file=sys.stderr)
        elif name in names:
            found[name] = kind
    return found


def versions(measured: Iterable[Kind]) -> str:
    """One line about all of them."""
    said = [run_here(kind.versions) for kind in measured if kind.versions]
    return "; ".join(dict.fromkeys(text for text in said if text))


def run_here(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


# --- processes --------------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """Ours without what would set up callscope, and with Debian's modules for any Node."""
    hidden = ("TWILIO_", "CALLSCOPE_", "PUBLIC_BASE_URL", "HOST", "PORT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    return {**kept, "NODE_PATH": NODE_MODULES, "PYTHONDONTWRITEBYTECODE": "1"}


def cores(threads: int = 1) -> tuple[str, str]:
    """Of the server and of the generator, as taskset takes them; they share one when there are not enough."""
    all_of_them = sorted(os.sched_getaffinity(0))
    return ",".join(map(str, all_of_them[:threads])), str(all_of_them[-1])


def need_descriptors(calls: int) -> None:
    """For this process and all that it starts."""
    need, hard = calls + SPARE_DESCRIPTORS, resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < need:
        sys.exit(
            f"{calls:,} calls need {need:,} open files, and the hard limit here is {hard:,} (ulimit -Hn): "
            "raise it as root (/etc/security/limits.conf, LimitNOFILE=), or ask for fewer calls"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    """Whatever it says: a listening socket alone would not do, gunicorn opens it long before it can serve."""
    try:
        with socket.create_connection((HOST, port), timeout=1) as asked:
            asked.sendall(f"GET /healthz HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n".encode())
            return bool(asked.recv(1))
    except OSError:
        return False


def family(pid: int) -> list[int]:
    """A process and all below it."""
    below = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        below += [int(child) for child in children.read_text().split()]
    return [pid, *itertools.chain.from_iterable(family(child) for child in below)]


class Server:
    """A server that answers, until the block ends. It leads a session of its own, which is ended as a whole; should
    this script be killed, the kernel ends the server."""

    def __init__(self, kind: Kind, folder: Path, threads: int = 1) -> None:
        self.kind, self.port = kind, free_port()
        self.log = folder / "server.log"
        command = ["setpriv", "--pdeathsig", "KILL", "taskset", "-c", cores(threads)[0]]
        command += kind.command(self.port, folder)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=environment(), start_new_session=True
            )

    def __enter__(self) -> "Server":
        try:
            until = time.monotonic() + START_WITHIN
            while not answers(self.port):
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{self.kind.title} did not start; it said:\n{self.log.read_text()[-2000:]}")
                time.sleep(0.05)
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def interruptible(main: Callable[[], int]) -> int:
    """Ctrl-C and SIGTERM end the blocks that own processes, and then this one."""

    def stop(signal_number: int, _: object) -> None:
        sys.exit(128 + signal_number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    return main()


# --- measuring --------------------------------------------------------------------------------------------------------


def measured(server: Server, load: Load, options: argparse.Namespace) -> Result:
    drain = 3
    command = ["taskset", "-c", cores()[1], options.programs / "callscope_loadgen", "--port", str(server.port)]
    command += ["--calls", str(load.calls), "--seconds", str(load.seconds), "--warm-up", str(load.warm_up())]
    command += ["--connect", str(load.connect), "--drain", str(drain)] + ["--flood"] * load.is_flood
    command += ["--pids", ",".join(map(str, family(server.process.pid)))]
    most = load.connect + load.warm_up() + load.seconds + drain + 30
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=most, check=False)
    except subprocess.TimeoutExpired:
        raise NotHeld(f"the load generator was not done within {most:.0f} s") from None
    if done.returncode != 0:
        raise NotHeld(done.stderr.strip().rpartition("\n")[2] or f"the load generator ended with {done.returncode}")
    return json.loads(done.stdout)


def once(kind: Kind, load: Load, folder: Path, options: argparse.Namespace, threads: int = 1) -> Result:
    """By a fresh server, so that nothing is left of the load before."""
    with Server(kind, folder, threads) as server:
        result = measured(server, load, options)
    tell(kind, load, result)
    return result


def quietest(kind: Kind, load: Load, folder: Path, options: argparse.Namespace, threads: int = 1) -> Result:
    """Measured again while other programs take more than BUSY of a core, a few times at most."""
    results: list[Result] = []
    while not results or (results[-1]["other_cores"] > BUSY and len(results) < options.tries):
        results.append(once(kind, load, folder, options, threads))
    return min(results, key=lambda result: result["other_cores"])


def round_trip(result: Result, part: str) -> float:
    """In ms; when not one frame came back, it is without end."""
    return result["round_trip_ms"][part] if result["round_trip_ms"] else float("inf")


def faults(result: Result) -> int:
    return result["lost"] + result["wrong"] + result["closed"]


def cpu(result: Result) -> float:
    """µs of the server's CPU for each frame that came back: what a call takes in 20 ms. Frames still on their way do
    not count, so that a server that falls behind does not look cheap."""
    return result["server_us_per_frame"]


def is_full(result: Result) -> bool:
    return result["server_cores"] > 0.95


def median(results: Iterable[Result], value: Callable[[Result], float]) -> float:
    return statistics.median(map(value, results))


def tell(kind: Kind, load: Load, result: Result) -> None:
    """One line on standard error, as these runs are long."""
    print(
        f"{kind.title}, {load.title()}: {cpu(result):.1f} µs a frame, p99 "
        f"{round_trip(result, 'p99'):.2f} ms, lost {faults(result)}, server {result['server_cores']:.2f}, generator "
        f"{result['generator_cores']:.2f}, others {result['other_cores']:.2f} cores",
        file=sys.stderr,
        flush=True,
    )


# --- options and tables -----------------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser, seconds: float) -> None:
    build = ROOT / "build/release"
    parser.add_argument("--runs", type=positive, default=3, help="of each; figures are their medians (%(default)s)")
    parser.add_argument("--seconds", type=float, default=seconds, help="measured in each run (%(default)s)")
    parser.add_argument(
        "--tries", type=positive, default=3, help=f"while others take over {BUSY} of a core, at most (%(default)s)"
    )
    parser.add_argument("--gateway", type=path, default=build / "callscope", help="the program (%(default)s)")
    parser.add_argument(
        "--programs", type=path, default=build / "bench", help="where load generator and raw loop are (%(default)s)"
    )


def positive(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d*", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no positive number")
    return int(text)


def path(text: str) -> Path:
    return Path(text).resolve()


def table(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    columns = list(columns)
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def keep(results: Any, file: Path) -> None:
    """Everything that was measured, for whoever wants to look twice."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(results, indent=1) + "\n")


def machine(results: Iterable[Result], used: tuple[str, str] | None = None) -> str:
    """What has to be known to believe the figures."""
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    results = list(results)
    others = [result["other_cores"] for result in results]
    stolen = [result["stolen_cores"] for result in results if "stolen_cores" in result]
    host = f", the machine's host {statistics.median(stolen):.2f}, {max(stolen):.2f} at most" if stolen else ""
    name = model[1] if model else os.uname().machine
    server, generator = used or cores()
    return (
        f"{os.cpu_count()} cores of {name}, Linux {os.uname().release}; server on core {server}, generator on core "
        f"{generator}; other programs took {statistics.median(others):.2f} cores (median), {max(others):.2f} at most{host}"
    )
