"""One media stream: greets, hears by energy, answers each utterance once, yields when it is interrupted.

`fault` breaks it in one way; without it the bot is as it should be."""

import asyncio
import base64
import itertools
import json
import time

from sound import loudness, utterance

FRAME = 0.02
LEAD = 0.2  # of sound that waits at Twilio
VOICE_RMS = 210
END_OF_UTTERANCE = 0.45
LEAST_SPEECH = 0.06
ECHO_TAIL = 0.6  # the line brings our own voice back that much later at most
ECHO_SHARE = 0.4  # and weaker than that

numbers = itertools.count(1)


class Conversation:
    def __init__(self, send_text, send_bytes, fault: str):
        self.send_text, self.send_bytes, self.fault = send_text, send_bytes, fault
        self.number, self.said = next(numbers), 0
        self.stream_sid, self.frames, self.due, self.own_loudness = "", [], 0.0, 0.0
        self.loud, self.quiet, self.hears = 0.0, 0.0, False
        self.tasks: list[asyncio.Task] = []

    async def take(self, message: dict) -> None:
        if message["event"] == "start":
            self.stream_sid = message["streamSid"]
            self.tasks = [asyncio.create_task(work) for work in (self.play(), self.greet())]
        elif message["event"] == "media":
            await self.hear(base64.b64decode(message["media"]["payload"]))

    def end(self) -> None:
        for task in self.tasks:
            task.cancel()

    async def send(self, message: dict) -> None:
        text = json.dumps({**message, "streamSid": self.stream_sid})
        if self.fault == "binary_frame":
            await self.send_bytes(text.encode())
        else:
            await self.send_text(text)

    async def greet(self) -> None:
        await asyncio.sleep({"greeting_slow": 4.2, "greeting_late": 7}.get(self.fault, 0))
        self.say(11)
        while self.fault == "speaks_into_silence":
            await asyncio.sleep(9)
            self.say(6)

    def say(self, syllables: int) -> None:
        """Words that were never said before, in any call."""
        self.said += 1
        seed = self.number * 1000 + self.said
        frames = utterance(seed, 56 if self.fault == "burst" else syllables)
        self.own_loudness = max(map(loudness, frames))
        self.frames += [*frames, f"m{seed}"]

    async def play(self) -> None:
        """Against an absolute clock: what falls due within the lead goes out."""
        lead = float("inf") if self.fault == "burst" else LEAD
        while True:
            self.due = max(self.due, time.monotonic())
            while self.frames and self.due - time.monotonic() < lead:
                await self.send_next()
            await asyncio.sleep(FRAME)

    async def send_next(self) -> None:
        frame = self.frames.pop(0)
        if isinstance(frame, str):
            return await self.send({"event": "mark", "mark": {"name": frame}})
        self.due += FRAME
        await self.send({"event": "media", "media": {"payload": base64.b64encode(frame).decode()}})

    def is_speaking(self, tail: float = 0) -> bool:
        return bool(self.frames) or self.due + tail > time.monotonic()

    def threshold(self) -> float:
        return max(VOICE_RMS, ECHO_SHARE * self.own_loudness) if self.is_speaking(ECHO_TAIL) else VOICE_RMS

    async def hear(self, frame: bytes) -> None:
        is_loud = loudness(frame) >= (VOICE_RMS if self.hears else self.threshold())
        self.loud = self.loud + FRAME if is_loud else 0
        self.quiet = 0 if is_loud else self.quiet + FRAME
        if not self.hears and self.loud >= LEAST_SPEECH:
            await self.speech_begins()
        if self.hears and self.quiet >= END_OF_UTTERANCE:
            self.speech_ends()

    async def speech_begins(self) -> None:
        self.hears = True
        if not self.is_speaking():
            return
        self.frames.clear()
        self.due = 0.0
        await self.send({"event": "clear"})

    def speech_ends(self) -> None:
        self.hears = False
        if self.fault != "deaf":
            self.say(9 + self.said % 4)
