"""What floods.py does to a gateway: attackers of our own, and slowhttptest."""

import asyncio
import base64
import contextlib
import itertools
import random
import socket
import subprocess
import sys
import time

from calls import CONTINUATION, HOST, PATIENCE, PING, PONG, TEXT, frame, introduction, upgrade


class Flood:
    """One attacker: where it goes, until when, and what it has done so far."""

    def __init__(self, port, until):
        self.port, self.until = port, until
        self.connections = self.bytes = 0
        self.calls = itertools.count(5_000_000)

    @contextlib.asynccontextmanager
    async def connection(self, source=HOST, buffer=2**16):
        """Reader and writer; `buffer` is what the kernel holds for a peer that does not read."""
        with socket.socket() as peer:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
            peer.setblocking(False)
            peer.bind((source, 0))
            await asyncio.wait_for(asyncio.get_running_loop().sock_connect(peer, (HOST, self.port)), PATIENCE)
            self.connections += 1
            reader, writer = await asyncio.open_connection(sock=peer, limit=buffer)
            try:
                yield reader, writer
            finally:
                writer.transport.abort()

    def write(self, writer, data):
        writer.write(data)
        self.bytes += len(data)

    @contextlib.asynccontextmanager
    async def stream(self, **options):
        """Like `connection`, with a call on it."""
        async with self.connection(**options) as (reader, writer):
            number = next(self.calls)
            self.write(writer, upgrade(self.port))
            await reader.readuntil(b"\r\n\r\n")
            self.write(writer, introduction(f"CA{number:032x}", f"MZ{number:032x}", {}))
            yield reader, writer, f"MZ{number:032x}"

    async def again(self, attack, *arguments):
        """One attack after the other, for as long as the flood is on."""
        while (rest := self.until - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(rest):
                    await attack(self, *arguments)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                await asyncio.sleep(0.05)

    async def many(self, count, attack, *arguments):
        await asyncio.gather(*(self.again(attack, *arguments) for _ in range(count)))

    async def from_many(self, addresses, count, attack, *arguments):
        """As many from each of so many addresses; they are no trusted proxies, unlike 127.0.0.1."""
        sources = [f"127.0.1.{number}" for number in range(1, addresses + 1)]
        await asyncio.gather(*(self.many(count, attack, source, *arguments) for source in sources))


async def read_on(reader):
    """Until the peer closes, in order or not."""
    with contextlib.suppress(OSError):
        while await reader.read(2**16):
            pass


async def silence(flood, source, said=b""):
    """A connection that says too little and waits until it is closed."""
    async with flood.connection(source) as (reader, writer):
        flood.write(writer, said)
        await read_on(reader)


async def idle(flood):
    """5,000 at a time."""
    await flood.from_many(25, 200, silence)


async def half_handshakes(flood):
    """500 at a time."""
    await flood.from_many(5, 100, silence, upgrade(flood.port)[:-2])


async def drip(flood, source):
    async with flood.connection(source) as (reader, writer):
        closed = asyncio.create_task(read_on(reader))
        for byte in b"POST /webhook/incoming_call HTTP/1.1\r\nHost: slow\r\nX-Slow: " + b"a" * 1000:
            if closed.done():
                break
            flood.write(writer, bytes([byte]))
            await asyncio.sleep(0.1)


async def dripped_heads(flood):
    """400 at a time."""
    await flood.from_many(4, 100, drip)


async def talk_without_reading(flood):
    """More sound than a phone, and less than a stream may send."""
    async with flood.stream(buffer=4096) as (_, writer, stream_sid):
        sound = base64.b64encode(bytes(160)).decode()
        media = f'{{"event":"media","streamSid":"{stream_sid}","media":{{"track":"inbound","payload":"{sound}"}}}}'
        while not writer.is_closing():
            flood.write(writer, frame(TEXT, media.encode()))
            await writer.drain()
            await asyncio.sleep(1 / 150)


async def stuck_readers(flood):
    await flood.many(50, talk_without_reading)


async def pour(flood, frames, first=b""):
    """Frames as fast as they are taken; what comes back is read."""
    async with flood.stream() as (reader, writer, _):
        flood.write(writer, first)
        closed = asyncio.create_task(read_on(reader))
        while not closed.done():
            flood.write(writer, frames)
            await writer.drain()
            await asyncio.sleep(0)


async def pings(flood):
    await flood.many(20, pour, frame(PING, b"are you there?") * 200)


async def pongs(flood):
    await flood.many(20, pour, frame(PONG, b"I am") * 200)


async def fragments(flood):
    """A message that never ends, of empty pieces."""
    await flood.many(20, pour, frame(CONTINUATION, b"", final=False) * 200, frame(TEXT, b"", final=False))


async def tiny_messages(flood):
    await flood.many(20, pour, frame(TEXT, b"1") * 200)


async def ask(flood, requests):
    async with flood.connection() as (reader, writer):
        flood.write(writer, random.choice(requests))
        await read_on(reader)


def bad_webhooks(port):
    yield from (
        webhook(port, path, body)
        for path in ("incoming_call", "stream_status", "call_status", "handle_recording")
        for body in (b"", b"CallSid=../../etc/passwd", b"\xff" * 2000, b"&=%%%" * 20000, b"CallSid=" + b"A" * 250_000)
    )
    yield webhook(port, "incoming_call", b"", size=b"99999999999")
    yield webhook(port, "incoming_call", b"a" * 300_000)


def webhook(port, path, body, size=None):
    head = f"POST /webhook/{path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    return head.encode() + (size or str(len(body)).encode()) + b"\r\n\r\n" + body


async def bad_bodies(flood):
    await flood.many(20, ask, list(bad_webhooks(flood.port)))


async def rejected_upgrades(flood):
    """Each wrong in another way."""
    good = upgrade(flood.port).replace(b"Connection: Upgrade", b"Connection: Upgrade, close")
    wrong = [(b"Version: 13", b"Version: 8"), (b": websocket", b": h2c"), (b"Key: ", b"Key: no"), (b"GET", b"PUT")]
    await flood.many(20, ask, [good.replace(*change) for change in wrong])


def run_flood(attack, port, until, pipe):
    flood = Flood(port, until)
    asyncio.run(attack(flood))
    pipe.send(f"{flood.connections} connections, {flood.bytes / 1e6:.1f} MB")


# --- slowhttptest -----------------------------------------------------------------------------------------------------


def slowhttptest(*options):
    """1000 connections, 250 new ones a second."""

    def run(port, until, pipe):
        seconds = round(until - time.monotonic())
        url = f"http://{HOST}:{port}"
        command = ["slowhttptest", "-c", "1000", "-r", "250", "-i", "1", "-l", str(seconds), "-v", "1"]
        command += [option.replace("URL", url) for option in options]
        said = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 20)
        pipe.send("slowhttptest -c 1000 -r 250 " + options[0])
        if said.returncode:
            print(said.stdout, said.stderr, file=sys.stderr)

    return run


def own(attack):
    return lambda port, until, pipe: run_flood(attack, port, until, pipe)


def nothing(_port, until, pipe):
    time.sleep(until - time.monotonic())
    pipe.send("nothing")


FLOODS = {
    "none": nothing,
    "slow-heads": slowhttptest("-H", "-u", "URL/healthz", "-x", "24"),
    "slow-bodies": slowhttptest("-B", "-u", "URL/webhook/incoming_call", "-s", "8192", "-x", "24"),
    "slow-readers": slowhttptest("-X", "-u", "URL/metrics", "-k", "3", "-w", "10", "-y", "20", "-n", "1", "-z", "5"),
    "dripped-heads": own(dripped_heads),
    "half-handshakes": own(half_handshakes),
    "idle": own(idle),
    "stuck-readers": own(stuck_readers),
    "pings": own(pings),
    "pongs": own(pongs),
    "empty-fragments": own(fragments),
    "tiny-messages": own(tiny_messages),
    "bad-bodies": own(bad_bodies),
    "rejected-upgrades": own(rejected_upgrades),
}
