#!/usr/bin/env python3
"""Floods and slow peers beside good calls: ./dev floods, or tests/load/floods.py [--only NAME…].

Each flood meets a gateway of its own (agent loopback, recording) on which good calls are going on: webhook, media
stream, a numbered frame every 20 ms that has to come back as it is. A frame's lateness is the time from when it was due
to be sent until it is back, so it includes what the callers themselves are late. Once a second a new call is placed as
well.

One table row a flood. Exit 1: a good call lost a frame, or 1 of 100 frames was more than 20 ms late. All of it runs on
this machine; as root, gateway and callers go before the flood and everything else.
"""

import argparse
import asyncio
import base64
import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from attacks import FLOODS
from calls import FRAME, PATIENCE, Call, Gateway, Refused, go_first, raise_descriptor_limit

GATEWAY = Path(__file__).resolve().parents[2] / "build/release/callscope"
LATE = 20  # ms at the 99th percentile
SETTLE = 8  # seconds of calls behind a flood: longer than the gateway waits for a head
TAIL = base64.b64encode(bytes(range(0x80, 0x80 + 74)) * 2)  # of a frame, behind the 12 bytes of its number
COLUMNS = [
    *("flood", "it did", "frames sent", "lost", "late p50 ms", "p99", "max", "callers' own p99"),
    *("new calls", "slowest ms", "RSS MB before", "peak", "after", "descriptors before", "peak", "after"),
    *("refused", "CPU s"),
]


# --- the good calls ---------------------------------------------------------------------------------------------------


class GoodCall(Call):
    """Its sound is numbered, and comes back."""

    def __init__(self, port, number):
        super().__init__(port, number)
        self.lateness, self.own = [], []  # seconds, by frame; None: it never came
        self.strange = 0
        self.first_back = asyncio.get_running_loop().create_future()

    def sound(self, number):
        self.own.append(asyncio.get_running_loop().time() - (self.began + number * FRAME))
        return base64.b64encode(b"%04d%08d" % (self.number % 10000, number)) + TAIL

    def take(self, message, now):
        at = message.find(b'"payload":"') + 11
        mark = base64.b64decode(message[at : at + 16])
        call, number = int(mark[:4]), int(mark[4:])
        if call != self.number % 10000 or number < len(self.lateness) or not message.startswith(TAIL, at + 16):
            self.strange += 1
            return
        self.lateness += [None] * (number - len(self.lateness))
        self.lateness.append(now - (self.began + number * FRAME))
        if number == 0:
            self.first_back.set_result(now)

    def lost(self):
        return self.lateness.count(None) + self.sent - len(self.lateness)

    def within(self, values, begin, end):
        """Those of frames that were due between two times."""
        first, last = (max(0, round((moment - self.began) / FRAME)) for moment in (begin, end))
        return [value for value in values[first:last] if value is not None]


async def new_call_time(port, number):
    """Milliseconds from the webhook to the first frame that is back; nothing when the call was not taken."""
    began = time.monotonic()
    call = GoodCall(port, number)
    try:
        await call.place()
        took = await asyncio.wait_for(call.first_back, PATIENCE) - began
        await call.hang_up()
        return took * 1000
    except (Refused, OSError, TimeoutError):
        call.fall_silent()
        return None


async def new_calls(port, begin, end):
    placed = []
    for second in range(int(end - begin)):
        await asyncio.sleep(max(0, begin + second - time.monotonic()))
        placed.append(asyncio.create_task(new_call_time(port, 9000 + second)))
    return await asyncio.gather(*placed)


async def hold_calls(port, count, seconds, pipe):
    """The calls, from before the flood until after it."""
    calls = [GoodCall(port, number) for number in range(1, count + 1)]
    for call in calls:
        await call.place()
    await asyncio.sleep(1)
    begin = time.monotonic() + 1
    end = begin + seconds
    pipe.send((begin, end))
    taken = await new_calls(port, begin, end)
    await asyncio.sleep(end + SETTLE - time.monotonic())
    for call in calls:
        call.fall_silent()
    await asyncio.sleep(1)
    pipe.send(
        {
            "sent": sum(call.sent for call in calls),
            "lost": sum(call.lost() for call in calls),
            "strange": sum(call.strange for call in calls),
            "dead": sum(not call.is_open() for call in calls),
            "late": sorted(1000 * one for call in calls for one in call.within(call.lateness, begin, end)),
            "own": sorted(1000 * one for call in calls for one in call.within(call.own, begin, end)),
            "placed": len(taken),
            "taken": sorted(milliseconds for milliseconds in taken if milliseconds is not None),
        }
    )


def run_calls(port, count, seconds, pipe):
    go_first()
    gc.disable()
    asyncio.run(hold_calls(port, count, seconds, pipe))


# --- measuring --------------------------------------------------------------------------------------------------------


def started(run, *arguments):
    """A process, and the end of the pipe from which its results come."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=run, args=(*arguments, there), daemon=True)
    process.start()
    there.close()
    return process, here


def received(pipe, patience=60):
    if not pipe.poll(patience):
        raise RuntimeError("a process of this test gave no result in time")
    return pipe.recv()


def peaks(gateway, until):
    """The most memory and descriptors of the gateway until then."""
    memory, descriptors = [], []
    while time.monotonic() < until:
        memory.append(gateway.memory())
        descriptors.append(gateway.descriptors())
        time.sleep(0.1)
    return max(memory), max(descriptors)


def processor_time(gateway):
    ticks = Path(f"/proc/{gateway.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


def measured(run, options, folder):
    """What one flood did to the gateway and to its calls."""
    flags = ("--agent", "loopback", "--maximum-calls", "1000")
    with Gateway(options.gateway.resolve(), folder, *flags, prepare=go_first) as gateway:
        caller, calls = started(run_calls, gateway.port, options.calls, options.seconds)
        begin, end = received(calls)
        time.sleep(max(0, begin - time.monotonic() - 0.2))
        refused = gateway.metrics()["callscope_connections_refused_total"]
        memory, descriptors, processor = gateway.memory(), gateway.descriptors(), processor_time(gateway)
        attacker, flood = started(run, gateway.port, end)
        memory_peak, descriptors_peak = peaks(gateway, end)
        processor = processor_time(gateway) - processor
        did = received(flood)
        attacker.join()
        time.sleep(max(0, end + SETTLE - 1 - time.monotonic()))
        result = {
            "did": did,
            "memory": (memory, memory_peak, gateway.memory()),
            "descriptors": (descriptors, descriptors_peak, gateway.descriptors()),
            "refused": gateway.metrics()["callscope_connections_refused_total"] - refused,
            "processor": processor,
        }
        result |= received(calls)
        caller.join()
        return result


def percentile(ordered, part):
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def verdict(result):
    """What is wrong; empty when nothing is."""
    faults = [f"{result[what]} {what}" for what in ("lost", "strange", "dead") if result[what]]
    p99 = percentile(result["late"], 0.99)
    if not p99 <= LATE:
        faults.append(f"p99 is {p99:.1f} ms")
    return ", ".join(faults)


def row(name, result):
    late, taken = result["late"], result["taken"]
    cells = [name, result["did"], result["sent"], result["lost"]]
    cells += [f"{percentile(late, part):.1f}" for part in (0.5, 0.99, 1)] + [f"{percentile(result['own'], 0.99):.1f}"]
    cells += [f"{len(taken)} of {result['placed']}", f"{percentile(taken, 1):.0f}"]
    cells += [f"{megabytes:.0f}" for megabytes in result["memory"]] + list(result["descriptors"])
    cells += [f"{result['refused']:.0f}", f"{result['processor']:.1f}"]
    return "| " + " | ".join(map(str, cells)) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", type=Path, default=GATEWAY, help="the program (%(default)s)")
    parser.add_argument("--calls", type=int, default=50, help="good calls (%(default)s)")
    parser.add_argument("--seconds", type=int, default=20, help="of each flood (%(default)s)")
    parser.add_argument("--only", nargs="+", choices=FLOODS, metavar="NAME", help=", ".join(FLOODS))
    options = parser.parse_args()
    if not shutil.which("slowhttptest"):
        parser.error("slowhttptest is missing; Debian has a package of that name")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no process is left behind
    raise_descriptor_limit()

    print("|", " | ".join(COLUMNS), "|")
    print("|", " | ".join("---" for _ in COLUMNS), "|", flush=True)
    failures = 0
    for name in options.only or FLOODS:
        with tempfile.TemporaryDirectory() as folder:
            result = measured(FLOODS[name], options, Path(folder))
        print(row(name, result), flush=True)
        if faults := verdict(result):
            failures += 1
            print(f"{name}: {faults}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
