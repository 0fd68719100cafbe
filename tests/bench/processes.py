"""What processes have taken, read from /proc: nothing of a server's own telling."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = 100  # of /proc/stat a second, on every Linux of today


@dataclass(frozen=True)
class Taken:
    """Until a moment; two of them tell what happened between."""

    at: float  # monotonic seconds
    cpu: float  # seconds, as the scheduler counts it, all threads
    wakeups: int  # times that a thread went to sleep of its own will, and so had to be woken
    machine: float  # seconds of all processors and all programs


def taken(pid: int) -> Taken:
    threads = list((PROC / str(pid) / "task").iterdir())
    cpu = sum(run_seconds((thread / "schedstat").read_text()) for thread in threads)
    wakeups = sum(number("voluntary_ctxt_switches", (thread / "status").read_text()) for thread in threads)
    return Taken(time.monotonic(), cpu, wakeups, busy_seconds((PROC / "stat").read_text()))


def run_seconds(schedstat: str) -> float:
    return int(schedstat.split()[0]) / 1e9


def busy_seconds(stat: str) -> float:
    user, nice, system, _, _, interrupts, soft = map(int, stat.split("\n", 1)[0].split()[1:8])
    return (user + nice + system + interrupts + soft) / TICKS


def number(name: str, text: str) -> int:
    """Of a line such as "VmRSS:     26432 kB"."""
    found = re.search(rf"^{name}:\s*(\d+)", text, re.MULTILINE)
    if not found:
        raise ValueError(f"no {name} in {text[:200]!r}")
    return int(found[1])


def memory(pid: int) -> dict[str, int]:
    """In KiB: all that is resident; of it what no file stands behind; and all, with what others use too shared out."""
    status = (PROC / str(pid) / "status").read_text()
    rollup = (PROC / str(pid) / "smaps_rollup").read_text()
    return {
        "resident": number("VmRSS", status),
        "anonymous": number("RssAnon", status),
        "proportional": number("Pss", rollup),
    }


def used(before: Taken, after: Taken, self_cpu: float = 0) -> dict[str, float]:
    """Shares of a core, and wake-ups a second; `self_cpu` is what the measuring itself took, and is nobody else's."""
    wall = after.at - before.at
    cpu = after.cpu - before.cpu
    others = max(after.machine - before.machine - cpu - self_cpu, 0)
    return {
        "server_cores": cpu / wall,
        "wakeups_per_second": (after.wakeups - before.wakeups) / wall,
        "other_cores": others / wall,
    }
