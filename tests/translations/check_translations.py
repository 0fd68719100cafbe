#!/usr/bin/env python3
"""Fails when a text of the desktop has no finished translation: new in the code, unfinished, or with other placeholders.

Usage: check_translations.py ROOT. Runs lupdate on copies of translations/*.ts, so the files themselves stay as they are.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

LUPDATE = "/usr/lib/qt6/bin/lupdate"
SOURCES = ("app", "ui", "core/filter", "core/check")  # as in ./dev translate
ASKED_CONTEXT = re.compile(r'translate\(\s*"(\w+)"')
PLACEHOLDER = re.compile(r"%n|%L?\d+")
PLURAL_FORMS = {"he": 2, "en": 2}  # as lupdate of Qt 6.4 has them


def fresh_copy(root, file, folder):
    """The file as lupdate would make it from the sources of today."""
    copy = Path(folder) / file.name
    shutil.copy(file, copy)
    options = ["-I", ".", "-silent", "-locations", "none", "-no-obsolete"]
    if language_of(file) == "en":
        options.append("-pluralonly")
    subprocess.run([LUPDATE, *options, *SOURCES, "-ts", copy], cwd=root, check=True)
    return copy


def language_of(file):
    return file.stem.rpartition("_")[2]


def messages(file):
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message


def forms_of(message):
    translation = message.find("translation")
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


def faults_of(language, message):
    source = message.findtext("source")
    forms = forms_of(message)
    if message.find("translation").get("type") == "unfinished" or not all(forms):
        yield "is not translated"
        return
    if message.get("numerus") == "yes" and len(forms) != PLURAL_FORMS[language]:
        yield f"has {len(forms)} plural forms"
    wanted = set(PLACEHOLDER.findall(source)) - {"%n"}
    for form in forms:
        if set(PLACEHOLDER.findall(form)) - {"%n"} != wanted:
            yield f"has other placeholders: {form!r}"


def asked_contexts(root):
    """Contexts that the code asks for by name. One without messages was marked in a way that lupdate does not see."""
    for folder in SOURCES:
        for file in (root / folder).rglob("*.cpp"):
            yield from ((context, file) for context in ASKED_CONTEXT.findall(file.read_text()))


def check(root):
    findings = []
    files = sorted((root / "translations").glob("callscope_*.ts"))
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            kept = {(context, m.findtext("source")) for context, m in messages(file)}
            for context, message in messages(fresh_copy(root, file, folder)):
                source = message.findtext("source")
                if (context, source) not in kept:
                    findings.append(f"{file.name}: {context}: {source!r} is new; run ./dev translate and translate it")
                findings += [f"{file.name}: {context}: {source!r} {fault}" for fault in faults_of(language_of(file), message)]
    known = {context for context, _ in messages(root / "translations" / "callscope_he.ts")}
    findings += [
        f"{file.relative_to(root)}: no message of the context {context} is marked where lupdate sees it"
        for context, file in asked_contexts(root)
        if context not in known
    ]
    if len(files) != 2:
        findings.append(f"there are {len(files)} files in translations/, and two languages")
    return findings


def main():
    findings = check(Path(sys.argv[1]).resolve())
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
