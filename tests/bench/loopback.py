#!/usr/bin/env python3
"""Measures `callscope serve --agent loopback` over real sockets, beside peers that do the same work, in one run.

The load generator and the peers live in ../shared/bench, beside this repository; without them there is nothing to do.
The server has one core, the generator another. Each figure is the median of all rounds; a round runs every server once,
so that what else the machine does strikes all of them alike. While other programs take more than BUSY of a core, a
measurement says little (a late server reads many frames at once, which is cheap): it is made again, a few times at most,
and the last column of the table says how quiet it was in the end.
"""

import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "bench"
PORT = 21740  # of the peers, under the range that the kernel gives out
BUSY, TRIES = 0.3, 4
GATEWAY = "serve --host 127.0.0.1 --port 0 --agent loopback --maximum-calls 1000 --records-folder".split()
COLUMNS = [  # title, value of a round
    ("CPU µs/frame", lambda r: r["srv_us_per_frame"], "{:.1f}"),
    ("RTT p50 ms", lambda r: r["rtt_ms"]["p50"], "{:.2f}"),
    ("p95", lambda r: r["rtt_ms"]["p95"], "{:.2f}"),
    ("p99", lambda r: r["rtt_ms"]["p99"], "{:.2f}"),
    ("KiB/call", lambda r: r["kb_per_call"], "{:.0f}"),
    ("lost", lambda r: r["lost"] + r["mismatch"] + r["dead"], "{:.0f}"),
    ("others' cores", lambda r: r["other_cpu"], "{:.1f}"),
]


def compiled(source, folder):
    program = folder / source.stem
    subprocess.run(["g++", "-O2", "-std=c++20", "-o", program, source], check=True)
    return program


def servers(gateway, folder):
    """Name to command; a peer listens on PORT, the gateway on the port that it says."""
    found = {
        "callscope": [gateway, *GATEWAY, "none"],
        "callscope, recording": [gateway, *GATEWAY, folder / "records"],
        "raw epoll in C++": [compiled(SHARED / "peers" / "raw_epoll.cpp", folder), str(PORT)],
    }
    if shutil.which("node") and Path("/usr/share/nodejs/ws").is_dir():
        found["Node with ws"] = ["node", SHARED / "peers" / "node_ws.js", str(PORT)]
    return found


class Server:
    """A server on core 0 with its port open, until the block ends."""

    def __init__(self, command, folder):
        self.log = folder / "server.log"
        hidden = ("TWILIO_", "CALLSCOPE_", "PUBLIC_BASE_URL", "HOST", "PORT")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
        environment["NODE_PATH"] = "/usr/share/nodejs"  # Debian's, also for another Node than Debian's
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                ["taskset", "-c", "0", *command], stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=environment
            )

    def __enter__(self):
        try:
            for _ in range(200):
                said = re.search(r"listening on http://127\.0\.0\.1:(\d+)", self.log.read_text())
                self.port = int(said[1]) if said else PORT
                if self.process.poll() is None and is_open(self.port):
                    return self
                time.sleep(0.05)
            raise RuntimeError(f"the server did not open its port; it said:\n{self.log.read_text()}")
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def measured(generator, server, calls, seconds):
    command = ["taskset", "-c", "1", generator, "--port", str(server.port), "--path", "/ws/twilio-media"]
    command += ["--calls", str(calls), "--seconds", str(seconds), "--pid", str(server.process.pid)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def quietest(generator, command, folder, calls, seconds):
    """One measurement, made again while the machine is busy with something else."""
    results = []
    while not results or (results[-1]["other_cpu"] > BUSY and len(results) < TRIES):
        with Server(command, folder) as server:
            results.append(measured(generator, server, calls, seconds))
    return min(results, key=lambda result: result["other_cpu"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", type=Path, default=ROOT / "build/release/callscope", help="the program (%(default)s)")
    parser.add_argument("--calls", type=int, nargs="+", default=[50, 200], help="calls at a time (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="(%(default)s)")
    parser.add_argument("--seconds", type=int, default=5, help="measured in each round (%(default)s)")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"nothing measured: {SHARED}, which has the load generator and the peers, is not here", file=sys.stderr)
        return 0
    if is_open(PORT):
        print(f"nothing measured: port {PORT}, which the peers get, is taken", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no server is left behind

    rounds = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generator = compiled(SHARED / "loadgen" / "loadgen.cpp", folder)
        commands = servers(options.gateway.resolve(), folder)
        for calls in options.calls:
            for _ in range(options.rounds):
                for label, command in commands.items():
                    result = quietest(generator, command, folder, calls, options.seconds)
                    rounds.setdefault((calls, label), []).append(result)
                    print(json.dumps({"server": label, **result}), file=sys.stderr)

    print("| calls | server |", " | ".join(title for title, _, _ in COLUMNS), "|")
    print("| --- | --- |", " | ".join("---" for _ in COLUMNS), "|")
    for (calls, label), results in rounds.items():
        cells = [form.format(statistics.median(value(r) for r in results)) for _, value, form in COLUMNS]
        print(f"| {calls} | {label} |", " | ".join(cells), "|")
    return 0


if __name__ == "__main__":
    sys.exit(main())
