#!/usr/bin/env python3
"""Counts what a frame costs on its way through a call, and fails when that has grown.

callgrind counts the instructions of Callscope's own code (those of Qt and libc change with the processor) and the
allocations of all; both are the same on a busy machine and an idle one. A frame that no event came with may not allocate
at all. `--accept` writes the rest of what was counted into the baseline, for a growth that is worth it: say why in the
commit.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

BASELINE = Path(__file__).with_name("instructions.json")
GROWTH = 1.05


class Counts:
    """Of one frame."""

    def __init__(self, own: Counter, frames: int, with_event: int, quiet: int):
        self.instructions = round(sum(own.values()) / frames)
        self.allocations = round((with_event + quiet) / frames, 3)
        self.quiet_allocations = quiet  # of all frames that no event came with
        self.functions = {name: round(cost / frames, 1) for name, cost in own.most_common(40)}

    def __str__(self) -> str:
        return (
            f"{self.instructions} instructions of our own and {self.allocations} allocations a frame; "
            f"{self.quiet_allocations} in all frames without an event"
        )


def counts(program: Path) -> Counts:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "profile"
        command = ["valgrind", "--tool=callgrind", "--toggle-collect=passCountedFrames*", "--compress-strings=no",
                   "--compress-pos=no", f"--callgrind-out-file={out}", str(program)]
        result = subprocess.run(command, capture_output=True, text=True, env={"QT_HASH_SEED": "0", "LC_ALL": "C"})
        if result.returncode != 0:
            sys.exit(f"{program.name} failed under callgrind:\n{result.stdout}{result.stderr}")
        frames, with_event, quiet = (int(word) for word in result.stdout.split())
        return Counts(instructions(out.read_text(), str(program)), frames, with_event, quiet)


def instructions(profile: str, program: str) -> Counter:
    """Those of the program's own functions. The format is that of callgrind's manual, "Callgrind Format Specification";
    the line behind a call has what the called function took."""
    own = Counter()
    place, function, is_call = "", "", False
    for line in profile.splitlines():
        if line.startswith("ob="):
            place = line[3:]
        elif line.startswith("fn="):
            function = line[3:]
        elif line.startswith("calls="):
            is_call = True
        elif cost := re.match(r"\d+ (\d+)$", line):
            if not is_call and place == program:
                own[function] += int(cost[1])
            is_call = False
    return own


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, help="callscope_frames of the build of preset dev")
    parser.add_argument("--accept", action="store_true", help="what is counted now is right from now on")
    options = parser.parse_args()
    counted = counts(options.program.resolve())
    print(counted)
    if counted.instructions == 0:
        sys.exit("nothing was counted: does the program still have passCountedFrames()?")
    if counted.quiet_allocations > 0:
        sys.exit("a frame allocates: buffers that are used again would do, see base::Borrowed")
    if options.accept:
        BASELINE.write_text(json.dumps(vars(counted), indent=1) + "\n")
        return 0
    known = json.loads(BASELINE.read_text())
    failed = 0
    if counted.instructions > GROWTH * known["instructions"]:
        failed = 1
        print(f"that is more than 5 % over {known['instructions']}; what grew most:")
        grown = Counter({name: cost - known["functions"].get(name, 0) for name, cost in counted.functions.items()})
        for name, by in grown.most_common(5):
            print(f"  {by:+8.1f}  {name}")
    if counted.allocations > known["allocations"] + 0.001:
        failed = 1
        print(f"there were {known['allocations']} allocations a frame")
    return failed


if __name__ == "__main__":
    sys.exit(main())
