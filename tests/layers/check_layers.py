#!/usr/bin/env python3
"""Fails on an include that the layer table of docs/architecture.md does not allow, and on names that the tree does not use.

Usage: check_layers.py [ROOT]. One line a finding, `file:line: what is wrong and which rule says so`; exit 1 when there is one.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

TABLE = Path("docs/architecture.md")
HEADING = "## Who may include whom"
SOURCE_ROOTS = ("core", "ui", "app", "tests")
LAYERED_ROOTS = ("core", "ui")  # each folder of these has a row of its own
EVERYTHING = "everything"

# Angle-bracket includes that need no row: Qt (<QString>, <QtTest/...>), the standard library (<vector>, <cmath>), C and POSIX.
FREE_HEADER = re.compile(
    r"(Q[A-Za-z0-9]+(/[\w.]+)?|[a-z_]+|(sys|netinet|arpa|linux)/\w+\.h"
    r"|(errno|fcntl|grp|limits|netdb|poll|pthread|pwd|sched|signal|stdint|stdio|stdlib|string|time|unistd)\.h)"
)


@dataclass
class Finding:
    path: Path
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


@dataclass
class Row:
    name: str
    line: int
    includes: list  # folders, headers or "everything"
    libraries: list

    def allows(self, target):
        return EVERYTHING in self.includes or any(covers(entry, target) for entry in [self.name, *self.includes])

    def allows_library(self, header):
        return EVERYTHING in self.includes or any(
            header == library or header.startswith(library + "/") for library in self.libraries
        )


def covers(entry, path):
    """True if a table entry (folder, header, or a stem such as app/wiring) stands for that file."""
    path = str(path)
    return path == entry or path.startswith(entry + "/") or path.rpartition(".")[0] == entry


# --- the table ----------------------------------------------------------------------------------------------------


def read_table(root):
    """The rows in order, and what is wrong with the table itself."""
    lines = (root / TABLE).read_text(encoding="utf-8").splitlines()
    if HEADING not in lines:
        return [], [Finding(TABLE, 1, f"there is no section '{HEADING}'")]
    rows, findings = [], []
    for number, line in enumerate(lines[lines.index(HEADING) + 1 :], lines.index(HEADING) + 2):
        if line.startswith("## "):
            break
        if line.startswith("| `"):
            row, wrong = read_row(line, number)
            rows += row
            findings += wrong
    if not rows:
        findings.append(Finding(TABLE, lines.index(HEADING) + 1, "there is no row under this heading"))
    return rows, findings + check_order(rows)


def read_row(line, number):
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if len(cells) != 3:
        return [], [Finding(TABLE, number, "a row has three cells: folder, may include, its own libraries")]
    names, includes, libraries = (re.findall(r"`([^`]+)`", cell) for cell in cells)
    if not includes and cells[1] not in ("nothing", EVERYTHING):
        return [], [Finding(TABLE, number, f"'{cells[1]}' is neither 'nothing' nor '{EVERYTHING}' nor names in backticks")]
    if cells[1] == EVERYTHING:
        includes = [EVERYTHING]
    return [Row(name, number, includes, libraries) for name in names], []


def check_order(rows):
    """No row names one that stands below it: that keeps the layers free of circles."""
    findings, above = [], []
    for row in rows:
        above.append(row.name)
        for entry in row.includes:
            if entry != EVERYTHING and not any(covers(name, entry) for name in above):
                findings.append(Finding(TABLE, row.line, f"{row.name} names {entry}, which has no row above it"))
    return findings


def row_of(path, rows):
    """The most exact row of a source file."""
    fitting = [row for row in rows if covers(row.name, path)]
    return max(fitting, key=lambda row: len(row.name), default=None)


# --- sources ------------------------------------------------------------------------------------------------------


def sources(root):
    for top in SOURCE_ROOTS:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".h", ".cpp") and path.is_file():
                yield path.relative_to(root)


def without_comments(text):
    """The same text with comments blanked, so that line numbers stay."""
    pattern = r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'"""

    def blank(match):
        return re.sub(r"[^\n]", " ", match[0]) if match[0][0] == "/" else match[0]

    return re.sub(pattern, blank, text, flags=re.DOTALL)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def check_includes(path, text, rows):
    row = row_of(path, rows)
    if row is None:
        return [Finding(path, 1, f"no row of {TABLE} names {path.parent}")]
    findings = []
    for match in re.finditer(r"^[ \t]*#[ \t]*include\b[ \t]*([^\n]*)", text, re.MULTILINE):
        wrong = include_fault(path, match[1].strip(), row)
        if wrong:
            findings.append(Finding(path, line_of(text, match.start()), wrong))
    return findings


def include_fault(path, written, row):
    quoted = re.fullmatch(r'"([^"]+)"', written)
    angled = re.fullmatch(r"<([^>]+)>", written)
    if quoted:
        return quoted_fault(path, quoted[1], row)
    if angled:
        return angled_fault(angled[1], row)
    return f"#include {written} is neither \"…\" nor <…>"


def quoted_fault(path, target, row):
    if target == path.stem + ".moc":
        return None
    if target.partition("/")[0] not in SOURCE_ROOTS or ".." in target:
        return f'"{target}" is not written from the root of the repository, like "core/net/router.h"'
    if not row.allows(target):
        return f"{row.name} may not include {target} ({TABLE}:{row.line})"
    return None


def angled_fault(header, row):
    if header.partition("/")[0] in SOURCE_ROOTS:
        return f'<{header}> is ours: write "{header}"'
    if FREE_HEADER.fullmatch(header) or row.allows_library(header):
        return None
    return f"<{header}> is not among the libraries of {row.name} ({TABLE}:{row.line})"


# --- folders and names --------------------------------------------------------------------------------------------


def check_folders(paths, rows):
    """Each folder of core/ and ui/ has a row, each row has sources, and tests/core/ mirrors core/."""
    findings = []
    folders = {"/".join(path.parts[:2]) for path in paths if path.parts[0] in LAYERED_ROOTS and len(path.parts) > 2}
    named = {row.name for row in rows}
    for folder in sorted(folders - named):
        findings.append(Finding(Path(folder), 1, f"this folder has no row in {TABLE}"))
    for row in rows:
        if not any(covers(row.name, path) for path in paths):
            findings.append(Finding(TABLE, row.line, f"{row.name} has a row and no sources"))
    for path in paths:
        findings += misplaced_test(path, folders)
    return findings


def misplaced_test(path, folders):
    if path.parts[0] != "tests" or path.parts[1] not in LAYERED_ROOTS:
        return []
    mirrored = "/".join(path.parts[1:3])
    if len(path.parts) != 4 or mirrored not in folders:
        return [Finding(path, 1, f"tests mirror the tree, and there is no {mirrored}")]
    if path.suffix == ".cpp" and not path.name.startswith("tst_"):
        return [Finding(path, 1, "only tst_*.cpp is built here; what tests share belongs to tests/support")]
    return []


VAGUE = r"(Manager|Helpers?|Utils?|Utility|Utilities)"


def check_names(path, text):
    findings = []
    if re.search(VAGUE, path.stem, re.IGNORECASE):
        findings.append(Finding(path, 1, "Manager, Helper and Util say nothing: name what the file knows"))
    if path.parts[0] in LAYERED_ROOTS and not re.fullmatch(r"[a-z][a-z0-9]*", path.stem):
        findings.append(Finding(path, 1, "a file has the name of its class in lower case, without separators"))
    for match in re.finditer(rf"\b(?:class|struct|namespace)\s+(?!Q[A-Z])\w*{VAGUE}\b", text):
        findings.append(Finding(path, line_of(text, match.start()), f"'{match[0]}' says nothing: name what it does"))
    return findings


def check_namespace(path, text):
    """A header of core/ or ui/ lives in the namespace of its folder."""
    if path.suffix != ".h" or path.parts[0] not in LAYERED_ROOTS:
        return []
    namespace = "callscope::" + (path.parts[1] if path.parts[0] == "core" else "ui")
    if re.search(rf"\bnamespace {namespace}\b", text):
        return []
    return [Finding(path, 1, f"this header has no namespace {namespace}")]


HABITS = [
    (r"(?<![\w.>])sender\(\)", "sender() hides who calls: give the lambda or slot what it needs"),
    (r"\b(SIGNAL|SLOT)\s*\(", "connect by function pointer, which the compiler checks"),
    (r"\bconnect\(\s*[^,;]+,\s*&[\w:]+\s*,\s*\[", "a connection to a lambda has a context object as third argument"),
    (r"\bstatic\s+[\w:]+\s*[&*]\s*instance\(\)", "no global instance(): what an object needs is given to it"),
]


def check_habits(path, text):
    return [
        Finding(path, line_of(text, match.start()), why)
        for pattern, why in HABITS
        for match in re.finditer(pattern, text)
    ]


def check(root):
    """All findings of a tree, in the order of its files."""
    rows, findings = read_table(root)
    paths = list(sources(root))
    findings += check_folders(paths, rows)
    for path in paths:
        text = without_comments((root / path).read_text(encoding="utf-8"))
        findings += check_includes(path, text, rows)
        findings += check_names(path, text)
        findings += check_namespace(path, text)
        findings += check_habits(path, text)
    return paths, findings


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    paths, findings = check(root)
    for finding in findings:
        print(finding)
    print(f"{len(paths)} files read, {len(findings)} findings")
    return 1 if findings or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
