"""A gateway as a process, and calls to it in real time: what floods.py and soak.py share.

The WebSocket is spoken here by hand: a library takes several times as long for each frame, and a caller that is late
itself measures nothing.
"""

import asyncio
import base64
import json
import os
import re
import resource
import subprocess
import time
import urllib.parse
import urllib.request

HOST = "127.0.0.1"
FRAME = 0.02  # seconds of sound in one message
PATIENCE = 5  # seconds for an answer
CONTINUATION, TEXT, CLOSE, PING, PONG = 0, 1, 8, 9, 10
ACCOUNT = "AC" + "5" * 32
MEDIA = (
    b'{"event":"media","sequenceNumber":"%d","streamSid":"%b","media":'
    b'{"track":"inbound","chunk":"%d","timestamp":"%d","payload":"%b"}}'
)


class Refused(Exception):
    """The gateway did not take the call; the text says how."""


# --- the gateway ------------------------------------------------------------------------------------------------------


def raise_descriptor_limit():
    """For this process and all that it starts."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def go_first():
    """Before all else that runs here, if root allows it: who floods is another machine in truth, and may not take the
    processor from those who are flooded. A mere `nice` counts within its session only (sched_autogroup)."""
    if os.geteuid() == 0:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))


class Gateway:
    """A gateway on a free port, until the block ends. `prepare` is run by its process first."""

    def __init__(self, program, folder, *options, prepare=None):
        self.log = folder / "gateway.log"
        hidden = ("TWILIO_", "CALLSCOPE_", "PUBLIC_BASE_URL", "HOST", "PORT")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
        command = [program, "serve", "--host", HOST, "--port", "0", "--records-folder", folder / "records", *options]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=environment, preexec_fn=prepare
            )

    def __enter__(self):
        try:
            for _ in range(400):
                said = re.search(rf"listening on http://{HOST}:(\d+)", self.log.read_text())
                if said:
                    self.port = int(said[1])
                    return self
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
            raise RuntimeError(f"the gateway did not open its port; it said:\n{self.log.read_text()}")
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def is_running(self):
        return self.process.poll() is None

    def memory(self):
        """Resident, in MB."""
        with open(f"/proc/{self.process.pid}/statm") as statm:
            return int(statm.read().split()[1]) * resource.getpagesize() / 1e6

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def metrics(self):
        """Name → sum over all labels. A gateway that is full answers 503 for a while."""
        until = time.monotonic() + 2 * PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://{HOST}:{self.port}/metrics", timeout=PATIENCE) as answer:
                    return summed(answer.read().decode())
            except OSError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.2)


def summed(metrics):
    sums = {}
    for name, value in re.findall(r"^(\w+)(?:\{.*\})? (\S+)$", metrics, re.MULTILINE):
        sums[name] = sums.get(name, 0) + float(value)
    return sums


# --- one stream -------------------------------------------------------------------------------------------------------


def frame(opcode, payload, final=True):
    """A client's frame. Its mask is zero, which leaves the payload as it is."""
    size = len(payload)
    head = bytes([opcode | (0x80 if final else 0)])
    head += bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return head + bytes(4) + payload


def upgrade(port):
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        "GET /ws/twilio-media HTTP/1.1",
        f"Host: {HOST}:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: audio.twilio.com",
        f"Sec-WebSocket-Key: {key}",
        "User-Agent: Twilio.TmeWs/1.0",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def introduction(call_sid, stream_sid, parameters):
    """The two messages before the sound."""
    start = {
        "streamSid": stream_sid,
        "accountSid": ACCOUNT,
        "callSid": call_sid,
        "tracks": ["inbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": parameters,
    }
    connected = {"event": "connected", "protocol": "Call", "version": "1.0.0"}
    started = {"event": "start", "sequenceNumber": "1", "streamSid": stream_sid, "start": start}
    return b"".join(frame(TEXT, json.dumps(message).encode()) for message in (connected, started))


class Stream(asyncio.Protocol):
    """A media stream's socket: what comes is given to `take`, bytes of JSON and the time at which they came."""

    def __init__(self, port, take):
        self.port, self.take = port, take
        self.waiting = bytearray()
        loop = asyncio.get_running_loop()
        self.now, self.upgraded, self.closed = loop.time, loop.create_future(), loop.create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(upgrade(self.port))

    def data_received(self, data):
        now = self.now()
        self.waiting += data
        if not self.upgraded.done() and not self.read_head():
            return
        at = 0
        while (end := self.read_frame(at, now)) is not None:
            at = end
        del self.waiting[:at]

    def read_head(self):
        end = self.waiting.find(b"\r\n\r\n")
        if end < 0:
            return False
        status = bytes(self.waiting[9:12]).decode()
        if status != "101":
            self.upgraded.set_exception(Refused(f"upgrade answered {status}"))
            return False
        self.upgraded.set_result(None)
        del self.waiting[: end + 4]
        return True

    def read_frame(self, at, now):
        """Where the next frame begins; nothing when this one is not whole yet."""
        waiting, body = self.waiting, at + 2
        if len(waiting) < body:
            return None
        size = waiting[at + 1]
        if size == 126:
            body += 2
            size = int.from_bytes(waiting[at + 2 : body], "big")
        end = body + size
        if len(waiting) < end:
            return None
        opcode = waiting[at] & 15
        if opcode == TEXT:
            self.take(waiting[body:end], now)
        elif opcode == PING:
            self.transport.write(frame(PONG, bytes(waiting[body:end])))
        elif opcode == CLOSE:
            self.transport.close()
        return end

    def connection_lost(self, _):
        if not self.upgraded.done():
            self.upgraded.set_exception(Refused("closed before the upgrade was answered"))
        self.upgraded.exception()  # whoever waited for it may have given up
        self.closed.set_result(None)


# --- one call ---------------------------------------------------------------------------------------------------------


async def post(port, path, fields):
    """Status and body of a webhook's answer."""
    body = urllib.parse.urlencode(fields).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(HOST, port)
        try:
            writer.write(head.encode() + body)
            answer = await reader.read()
        finally:
            writer.close()
    if len(answer) < 12:
        raise Refused(f"{path} was not answered")
    return int(answer[9:12]), answer.partition(b"\r\n\r\n")[2].decode()


class Call:
    """One call as Twilio places it: webhook, media stream with a frame every 20 ms, callbacks at its end."""

    def __init__(self, port, number):
        self.port, self.number = port, number
        self.sid, self.stream_sid = f"CA{number:032x}", f"MZ{number:032x}"
        self.sent = 0
        self.began = 0.0
        self.pacer = None
        self.stream = None

    async def place(self):
        """Returns with the stream open; the first frame is on its way."""
        try:
            parameters = await self.announce()
            loop = asyncio.get_running_loop()
            async with asyncio.timeout(PATIENCE):
                _, self.stream = await loop.create_connection(lambda: Stream(self.port, self.take), HOST, self.port)
                await self.stream.upgraded
        except TimeoutError:
            raise Refused("no answer in time") from None
        except OSError as error:
            raise Refused(str(error)) from None
        self.stream.transport.write(introduction(self.sid, self.stream_sid, parameters))
        await self.report("/webhook/stream_status", StreamSid=self.stream_sid, StreamEvent="stream-started")
        self.began = loop.time()
        self.send_sound()

    async def announce(self):
        status, twiml = await self.ask("/webhook/incoming_call", CallStatus="ringing")
        parameters = dict(re.findall(r'<Parameter name="([^"]*)" value="([^"]*)"', twiml))
        if status != 200 or "<Connect" not in twiml:
            raise Refused(f"incoming_call answered {status} {twiml[:200]}")
        return parameters

    async def ask(self, path, **fields):
        common = {"CallSid": self.sid, "AccountSid": ACCOUNT, "From": "+15550001111", "To": "+15552223333"}
        return await post(self.port, path, {**common, "Direction": "inbound", **fields})

    async def report(self, path, **fields):
        """A callback."""
        status, _ = await self.ask(path, **fields)
        if status not in (200, 204):
            raise Refused(f"{path} answered {status}")

    def send_sound(self):
        number = self.sent
        self.sent += 1
        place = (number + 2, self.stream_sid.encode(), number + 1, number * 20)
        self.stream.transport.write(frame(TEXT, MEDIA % (*place, self.sound(number))))
        self.pacer = asyncio.get_running_loop().call_at(self.began + self.sent * FRAME, self.send_sound)

    def send(self, event, **members):
        message = {"event": event, "sequenceNumber": str(self.sent + 2), "streamSid": self.stream_sid, **members}
        self.stream.transport.write(frame(TEXT, json.dumps(message).encode()))

    def sound(self, number):
        """Of frame `number`: base64 of 160 bytes."""
        raise NotImplementedError

    def take(self, message, now):
        """What the gateway says."""
        raise NotImplementedError

    def is_open(self):
        return not self.stream.closed.done()

    def fall_silent(self):
        if self.pacer:
            self.pacer.cancel()

    async def hang_up(self):
        self.fall_silent()
        self.send("stop", stop={"accountSid": ACCOUNT, "callSid": self.sid})
        self.stream.transport.close()
        await self.report("/webhook/stream_status", StreamSid=self.stream_sid, StreamEvent="stream-stopped")
        await self.report("/webhook/stream_ended", CallStatus="completed")
        await self.report("/webhook/call_status", CallStatus="completed", CallDuration=str(round(self.sent * FRAME)))
