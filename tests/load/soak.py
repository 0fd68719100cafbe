#!/usr/bin/env python3
"""Calls that come and go for an hour: ./dev soak [MINUTES], or tests/load/soak.py [--minutes 60].

Each caller hears the greeting, presses keys, speaks, cuts the bot short and hangs up after 20 to 60 s, and another one
calls. What Twilio does at its side is done here: marks come back when their sound has been played, `clear` empties the
queue, callbacks follow the end. A sample every 15 s goes into the CSV file; the summary tells the slope of memory over
the last three quarters of the run, and descriptors and threads first and last. Exit 1: a call failed, or memory grows
by more than MOST_GROWTH, or descriptors are left open.
"""

import argparse
import asyncio
import base64
import collections
import csv
import json
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from calls import FRAME, PATIENCE, Call, Gateway, Refused, raise_descriptor_limit

GATEWAY = Path(__file__).resolve().parents[2] / "build/release/callscope"
SAMPLE = 15  # seconds
MOST_GROWTH = 1  # MB an hour
MOST_LEFT = 8  # descriptors more than before the first call, when the last is over
ANSWER_WITHIN = 10  # seconds; this machine may be busy
KEEP_RECORDS = 120  # seconds
SILENCE = base64.b64encode(b"\xff" * 160)
Sample = collections.namedtuple(
    "Sample", "seconds memory_mb heap_mb descriptors threads calls_active calls_ended calls_done failures"
)


def spoken(rng):
    """Base64 of a frame that is loud and means nothing."""
    return base64.b64encode(bytes(rng.choice((0x20, 0x2A, 0xA0, 0xAA, 0x30, 0xB0)) for _ in range(160)))


class Caller(Call):
    """Someone who listens, presses keys and now and then speaks."""

    def __init__(self, port, number, rng, counts):
        super().__init__(port, number)
        self.rng, self.counts = rng, counts
        self.noise = [spoken(rng) for _ in range(8)]
        self.speaks_until = 0
        self.played_at = 0.0  # when all sound that came has been heard
        self.marks = collections.deque()
        self.sound_came = asyncio.Event()

    def sound(self, number):
        return self.noise[number % 8] if number < self.speaks_until else SILENCE

    def speak(self, seconds):
        self.speaks_until = self.sent + round(seconds / FRAME)

    def press(self):
        self.counts["keys"] += 1
        self.send("dtmf", dtmf={"track": "inbound_track", "digit": self.rng.choice("0123456789*#")})

    def take(self, message, now):
        said = json.loads(message)
        self.counts[said["event"]] += 1
        if said["event"] == "media":
            self.played_at = max(self.played_at, now) + FRAME
            self.sound_came.set()
        elif said["event"] == "mark":
            timer = asyncio.get_running_loop().call_at(max(self.played_at, now), self.return_mark, said["mark"])
            self.marks.append((timer, said["mark"]))
        elif said["event"] == "clear":
            self.played_at = now
            for timer, _ in self.marks:
                timer.cancel()
            while self.marks:
                self.return_mark(self.marks[0][1])

    def return_mark(self, mark):
        self.marks.popleft()
        if self.is_open():
            self.send("mark", mark=mark)

    async def hear(self, what):
        """The bot, within its time."""
        try:
            await asyncio.wait_for(self.sound_came.wait(), ANSWER_WITHIN)
        except TimeoutError:
            raise Refused(f"no sound within {ANSWER_WITHIN} s after {what}") from None

    async def heard_out(self):
        while (rest := self.played_at - time.monotonic()) > 0:
            await asyncio.sleep(rest + FRAME)

    async def talk(self, seconds):
        """Listens, answers and hangs up."""
        until = time.monotonic() + seconds
        await self.place()
        await self.hear("the call began")
        while time.monotonic() < until - ANSWER_WITHIN:
            if self.rng.random() < 0.5:
                await self.heard_out()  # else the key cuts the bot short
            await asyncio.sleep(self.rng.uniform(2, 8))
            self.sound_came.clear()
            self.press()
            await self.hear("a key")
            if self.rng.random() < 0.1:
                self.counts["barge-ins"] += 1
                self.speak(0.6)
        await asyncio.sleep(max(0, until - time.monotonic()))
        if not self.is_open():
            raise Refused("the stream was closed in mid-call")
        await self.hang_up()

    def end(self):
        self.fall_silent()
        for timer, _ in self.marks:
            timer.cancel()
        if self.stream:
            self.stream.transport.abort()


class Soak:
    """All callers of a run, and what became of them."""

    def __init__(self, gateway, options):
        self.gateway, self.options = gateway, options
        self.began = time.monotonic()
        self.until = self.began + options.minutes * 60
        self.counts = collections.Counter()
        self.failures = []
        self.samples = []
        self.numbers = 0

    async def keep_calling(self, seed):
        """One line: a call after the other, until the time is over."""
        rng = random.Random(seed)
        await asyncio.sleep(rng.uniform(0, 10))
        while (rest := self.until - time.monotonic()) > 20:
            self.numbers += 1
            caller = Caller(self.gateway.port, self.numbers, rng, self.counts)
            try:
                await caller.talk(min(rest, rng.uniform(20, 60)))
                self.counts["calls"] += 1
            except (Refused, OSError, TimeoutError) as error:
                self.failures.append(f"{time.monotonic() - self.began:.0f} s, {caller.sid}: {error}")
                print(self.failures[-1], file=sys.stderr, flush=True)
            finally:
                caller.end()

    async def watch(self, csv_file):
        rows = csv.writer(csv_file)
        rows.writerow(Sample._fields)
        while time.monotonic() < self.until:
            metrics = await asyncio.to_thread(self.gateway.metrics)
            self.samples.append(
                Sample(
                    seconds=round(time.monotonic() - self.began, 1),
                    memory_mb=round(self.gateway.memory(), 2),
                    heap_mb=round(metrics["callscope_heap_in_use_bytes"] / 1e6, 2),
                    descriptors=self.gateway.descriptors(),
                    threads=self.gateway.threads(),
                    calls_active=int(metrics["callscope_calls_active"]),
                    calls_ended=int(metrics.get("callscope_calls_total", 0)),
                    calls_done=self.counts["calls"],
                    failures=len(self.failures),
                )
            )
            rows.writerow(self.samples[-1])
            csv_file.flush()
            await asyncio.to_thread(remove_old_records, self.gateway.log.parent / "records")
            await asyncio.sleep(SAMPLE)

    async def run(self, csv_file):
        lines = [self.keep_calling(self.options.seed * 1000 + line) for line in range(self.options.calls)]
        await asyncio.gather(self.watch(csv_file), *lines)


def remove_old_records(folder):
    """Calls that ended a while ago, so that the disk does not fill."""
    for call in folder.glob("????-??-??/*"):
        if all(time.time() - file.stat().st_mtime > KEEP_RECORDS for file in call.iterdir()):
            shutil.rmtree(call)


def slope(points):
    """Of the straight line with the least squares."""
    count = len(points)
    x_mean, y_mean = (sum(values) / count for values in zip(*points))
    spread = sum((x - x_mean) ** 2 for x, _ in points)
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / spread if spread else float("nan")


def summary(soak, at_rest):
    samples = [sample for sample in soak.samples if sample.seconds >= soak.options.minutes * 60 / 4]
    growth = slope([(sample.seconds / 3600, sample.memory_mb) for sample in samples])
    heap_growth = slope([(sample.seconds / 3600, sample.heap_mb) for sample in samples])
    first, last = samples[0], samples[-1]
    memory = [sample.memory_mb for sample in samples]
    heap = [sample.heap_mb for sample in samples]
    counts = soak.counts
    options = soak.options
    lines = [
        f"{options.minutes:g} minutes, {options.calls} calls at a time, agent {options.agent}, seed {options.seed}",
        f"calls done {counts['calls']}, failed {len(soak.failures)}",
        f"frames heard {counts['media']}, marks {counts['mark']}, clears {counts['clear']}, keys {counts['keys']}, "
        f"barge-ins {counts['barge-ins']}",
        f"memory, last three quarters: slope {growth:+.2f} MB/h, {min(memory):.1f} to {max(memory):.1f} MB, "
        f"first {memory[0]:.1f}, last {memory[-1]:.1f}",
        f"heap in use, last three quarters: slope {heap_growth:+.2f} MB/h, {min(heap):.1f} to {max(heap):.1f} MB",
        f"descriptors first {first.descriptors}, last {last.descriptors}, "
        f"before the first call {soak.samples[0].descriptors}, after the last {at_rest}",
        f"threads first {first.threads}, last {last.threads}",
    ]
    return growth, "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", type=Path, default=GATEWAY, help="the program (%(default)s)")
    parser.add_argument("--minutes", type=float, default=60, help="(%(default)s)")
    parser.add_argument("--calls", type=int, default=50, help="at a time (%(default)s)")
    parser.add_argument("--agent", choices=("echo", "menu"), default="echo", help="who answers (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of all that is random (%(default)s)")
    parser.add_argument("--csv", type=Path, default=Path("soak.csv"), help="the samples (%(default)s)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no gateway is left behind
    raise_descriptor_limit()

    with tempfile.TemporaryDirectory() as folder, options.csv.open("w") as csv_file:
        with Gateway(options.gateway.resolve(), Path(folder), "--agent", options.agent) as gateway:
            soak = Soak(gateway, options)
            asyncio.run(soak.run(csv_file))
            time.sleep(PATIENCE)
            at_rest = gateway.descriptors()
    growth, text = summary(soak, at_rest)
    print(text)
    is_flat = growth <= MOST_GROWTH and at_rest - soak.samples[0].descriptors <= MOST_LEFT
    return 0 if is_flat and not soak.failures else 1


if __name__ == "__main__":
    sys.exit(main())
