#!/usr/bin/env python3
"""Signed voice webhooks a second on one core: ./dev bench webhooks, or tests/bench/webhooks.py.

wrk on the last core sends POSTs as Twilio does for incoming calls over connections that stay open, each of another
call, signed beforehand so that wrk only copies bytes; `serve` on the first core checks the signature, enters the call in
its table, tells its events and answers with TwiML. Beside it in the same run: nginx with one worker, which answers the
same requests with a fixed text of the same size, and /healthz of both. An answer that is not 200, or of another size
than the TwiML of an accepted call, is a fault. Figures are medians of the runs; a run takes a minute.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterable
from urllib.parse import urlencode

import processes
import servers
from servers import HOST, Kind, Result

NGINX = servers.ROOT / "build/tools/usr/sbin/nginx"
SCRIPT = Path(__file__).resolve().with_suffix(".lua")
PUBLIC = "https://gw.callscope.example"
VOICE = "/webhook/incoming_call"
TOKEN = "0123456789abcdef0123456789abcdef"  # signs what is sent here, and is nobody's
ASKED = 20_000  # webhooks a second
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
TEMPORARIES = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]

FIELDS = {
    "AccountSid": "AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",
    "ApiVersion": "2010-04-01",
    "CallSid": "",
    "CallStatus": "ringing",
    "CallToken": '{"parentCallInfoToken":"eyJhbGciOiJFUzI1NiJ9"}',
    "Called": "+15005550006",
    "CalledCity": "PETAH TIKVA",
    "CalledCountry": "IL",
    "Caller": "+972501234567",
    "CallerCountry": "IL",
    "Direction": "inbound",
    "From": "+972501234567",
    "FromCountry": "IL",
    "To": "+15005550006",
    "ToCountry": "US",
}


# --- what is sent -----------------------------------------------------------------------------------------------------


def signature(token: str, url: str, fields: dict[str, str]) -> str:
    """As Twilio signs a form: the URL, then each name and value, sorted by name."""
    text = url + "".join(name + value for name, value in sorted(fields.items()))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def voice_webhook(call: int) -> bytes:
    fields = FIELDS | {"CallSid": f"CA{call:032x}"}
    body = urlencode(fields).encode()
    head = [
        f"POST {VOICE} HTTP/1.1",
        "Host: gw.callscope.example",
        "User-Agent: TwilioProxy/1.1",
        f"Content-Length: {len(body)}",
        "Accept: */*",
        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
        "I-Twilio-Idempotency-Token: 4b1b3f0e-5f1c-4c43-9a3b-2b8f5d9d8e11",
        "X-Home-Region: us1",
        f"X-Twilio-Signature: {signature(TOKEN, PUBLIC + VOICE, fields)}",
        "X-Forwarded-Proto: https",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


def write_requests(made: Iterable[bytes], file: Path) -> Path:
    with file.open("wb") as out:
        for request in made:
            out.write(b"%d\n%s" % (len(request), request))
    return file


# --- who is asked -----------------------------------------------------------------------------------------------------


def gateway(options: argparse.Namespace, title: str, records: bool) -> Kind:
    """No limit may be reached but that of the machine."""

    def command(port: int, folder: Path) -> list:
        settings = folder / "callscope.toml"
        settings.write_text(f'public_base_url = "{PUBLIC}"\n[twilio]\nauth_token = "{TOKEN}"\n')
        kept = folder / "records" if records else "none"
        serve = ["serve", "--config", settings, "--host", HOST, "--port", str(port), "--agent", "loopback"]
        return [options.gateway, *serve, "--maximum-calls", "20000", "--records-folder", kept]

    fault = "" if options.gateway.exists() else f"{options.gateway} is missing: ./dev build release"
    return Kind(title, command, [str(options.gateway), "--version"], fault)


def nginx_configuration(port: int, folder: Path, webhook: str, healthz: str) -> str:
    temporary = "\n".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARIES)
    return (
        f"daemon off;\nmaster_process off;\nerror_log stderr;\npid {folder}/nginx.pid;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\naccess_log off;\n{temporary}\n"
        f"keepalive_requests 100000000;\nserver {{\nlisten {HOST}:{port};\n"
        f"location /webhook/ {{ default_type text/xml; return 200 '{webhook}'; }}\n"
        f"location / {{ default_type text/plain; return 200 '{healthz}'; }}\n}}\n}}\n"
    )


def nginx(webhook: str, healthz: str) -> Kind:
    def command(port: int, folder: Path) -> list:
        settings = folder / "nginx.conf"
        settings.write_text(nginx_configuration(port, folder, webhook, healthz))
        return [NGINX, "-p", folder, "-c", settings]

    fault = "" if NGINX.exists() else f"{NGINX} is missing: ./dev bench webhooks unpacks it"
    return Kind("nginx, a fixed answer", command, [str(NGINX), "-V"], fault)


COLUMNS = [
    ("per_second", "answers/s", "{:,.0f}"),
    ("server_us", "µs of CPU each", "{:.1f}"),
    ("core_full", "so many in a second of CPU", "{:,.0f}"),
    ("p50", "p50 ms", "{:.2f}"),
    ("p99", "p99 ms", "{:.2f}"),
    ("faults", "faults", "{:.0f}"),
    ("server_cores", "server cores", "{:.2f}"),
    ("generator_cores", "wrk cores", "{:.2f}"),
    ("other_cores", "others' cores", "{:.2f}"),
]


# --- measuring --------------------------------------------------------------------------------------------------------


@dataclass
class Row:
    """A server and what it is asked for."""

    title: str
    kind: Kind
    probe: bytes  # a request beforehand, whose answer all others have to equal in size
    requests: Path
    fresh: int = 0  # so many requests differ from all others; 0: it does not matter
    results: list[Result] = field(default_factory=list)

    def figure(self, name: str) -> float:
        return servers.median(self.results, lambda result: result[name])

    def cells(self) -> list[str]:
        return [self.kind.title, self.title, *(form.format(self.figure(name)) for name, _, form in COLUMNS)]


def answer_to(port: int, request: bytes) -> bytes:
    """Head and body of the first answer on a connection."""
    with socket.create_connection((HOST, port), timeout=5) as asked:
        asked.sendall(request)
        got = b""
        while not is_whole(got):
            more = asked.recv(65536)
            if not more:
                raise RuntimeError(f"the answer ended early: {got[:500]!r}")
            got += more
        return got


def is_whole(answer: bytes) -> bool:
    head, blank, body = answer.partition(b"\r\n\r\n")
    return bool(blank) and len(body) >= content_length(head)


def content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise RuntimeError(f"no Content-Length in {head[:500]!r}")


def run_wrk(port: int, row: Row, options: argparse.Namespace) -> Result:
    command = ["taskset", "-c", servers.cores()[1], "wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds:g}s"]
    command += ["-s", SCRIPT, f"http://{HOST}:{port}/"]
    surroundings = servers.environment() | {"CALLSCOPE_REQUESTS": str(row.requests)}
    most = options.seconds + 60
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False, timeout=most)
    if done.returncode != 0:
        raise servers.NotHeld(done.stderr.strip() or f"wrk ended with {done.returncode}")
    return json.loads(done.stdout.strip().rpartition("\n")[2])


def generator_seconds() -> float:
    """Of this process and of those that it waited for: wrk among them, the servers not yet."""
    return sum(os.times()[:4])


def once(row: Row, options: argparse.Namespace, folder: Path) -> Result:
    with servers.Server(row.kind, folder) as server:
        size = len(answer_to(server.port, row.probe))
        before, own = processes.taken(server.process.pid), generator_seconds()
        found = run_wrk(server.port, row, options)
        after, took = processes.taken(server.process.pid), generator_seconds() - own
    result = judged(found, size, row.fresh)
    result |= shares(result, processes.used(before, after, took), after.cpu - before.cpu, took)
    tell(row, result)
    return result


def judged(found: Result, size: int, fresh: int) -> Result:
    """wrk counts answers; whether they are the right ones is told by their status and size. `fresh`: requests that no
    other one equals, 0: it does not matter."""
    is_same = abs(found["bytes"] / max(found["answers"], 1) - size) < 1
    faults = found["refused"] + found["failed"] if is_same else found["answers"]
    repeated = max(found["answers"] - fresh, 0) if fresh else 0
    return found | {"faults": faults + repeated, "per_second": found["answers"] / found["seconds"], "answer_bytes": size}


def shares(result: Result, used: dict[str, float], server: float, generator: float) -> Result:
    """wrk reads its requests before it begins to count: the server's time is for the answers all the same."""
    seconds, answers = result["seconds"], max(result["answers"], 1)
    return {
        "server_us": server / answers * 1e6,
        "core_full": answers / max(server, 1e-9),
        "server_cores": server / seconds,
        "generator_cores": generator / seconds,
        "other_cores": used["other_cores"],
    }


def tell(row: Row, result: Result) -> None:
    print(
        f"{row.kind.title}, {row.title}: {result['per_second']:,.0f} answers/s, {result['server_us']:.1f} µs each, "
        f"faults {result['faults']}, server {result['server_cores']:.2f}, others {result['other_cores']:.2f} cores",
        file=sys.stderr,
        flush=True,
    )


def quietest(row: Row, options: argparse.Namespace, folder: Path) -> Result:
    """Measured again while other programs take more than BUSY of a core, a few times at most."""
    results: list[Result] = []
    while not results or (results[-1]["other_cores"] > servers.BUSY and len(results) < options.tries):
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            results.append(once(row, options, Path(fresh)))
    return min(results, key=lambda result: result["other_cores"])


# --- all of it --------------------------------------------------------------------------------------------------------


def rows(options: argparse.Namespace, folder: Path) -> list[Row]:
    """Nothing of nginx where it is not there."""
    voice = write_requests(map(voice_webhook, range(1, options.calls + 1)), folder / "voice")
    health = write_requests([HEALTH], folder / "health")
    plain = gateway(options, "callscope", False)
    with servers.Server(plain, folder) as server:
        twiml, ok = (body_of(answer_to(server.port, request)) for request in (voice_webhook(0), HEALTH))
    if "<Connect" not in twiml:
        raise RuntimeError(f"the gateway takes no call: {twiml}")
    fixed = nginx(twiml, ok)
    found = [
        Row("webhooks", plain, voice_webhook(0), voice, options.calls),
        Row("webhooks", gateway(options, "callscope, recording", True), voice_webhook(0), voice, options.calls),
        Row("webhooks", fixed, voice_webhook(0), voice),
        Row("/healthz", plain, HEALTH, health),
        Row("/healthz", fixed, HEALTH, health),
    ]
    if fixed.fault:
        print(f"{fixed.title} is left out: {fixed.fault}", file=sys.stderr)
    return [row for row in found if not row.kind.fault]


def body_of(answer: bytes) -> str:
    return answer.partition(b"\r\n\r\n")[2].decode()


def report(found: list[Row], options: argparse.Namespace) -> str:
    columns = ["server", "asked for", *(title for _, title, _ in COLUMNS)]
    ours = found[0]
    verdict = f"{ours.figure('per_second'):,.0f} signed webhooks a second; asked for: {ASKED:,}"
    parts = [verdict, servers.table(columns, [row.cells() for row in found])]
    parts += [servers.machine(result for row in found for result in row.results)]
    return "\n\n".join([*parts, servers.versions(row.kind for row in found)])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    servers.add_options(parser, seconds=5)
    parser.add_argument("--connections", type=servers.positive, default=64, help="that stay open (%(default)s)")
    parser.add_argument(
        "--calls", type=servers.positive, default=150_000, help="signed beforehand; more than are asked (%(default)s)"
    )
    results = servers.ROOT / "build/bench/webhooks.json"
    parser.add_argument("--json", type=servers.path, default=results, help="everything that was measured (%(default)s)")
    return parser.parse_args()


def main() -> int:
    asked = options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = rows(asked, folder)
        try:
            for _ in range(asked.runs):
                for row in found:
                    row.results.append(quietest(row, asked, folder))
        finally:
            servers.keep([{"server": row.kind.title, "asked": row.title, "results": row.results} for row in found], asked.json)
        print(report(found, asked))
    return 0 if all(result["faults"] == 0 for row in found for result in row.results) else 1


if __name__ == "__main__":
    sys.exit(servers.interruptible(main))
