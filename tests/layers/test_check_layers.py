#!/usr/bin/env python3
"""Small wrong trees, each with one thing that check_layers.py has to find."""

import tempfile
import unittest
from pathlib import Path

from check_layers import check

TABLE = """# Architecture

| folder | may include | its own libraries |
| `core/ignored` | this table is not under the heading | |

## Who may include whom

| folder | may include | its own libraries |
| --- | --- | --- |
| `core/base` | nothing | |
| `core/net` | `core/base` | `boost` |
| `core/speech`, `core/agent` | `core/base` | `pocketsphinx.h` |
| `core/call` | `core/base`, `core/speech/recognizer.h` | |
| `app/wiring` | everything | |
| `app` | `core/call`, `core/speech/recognizer.h`, `app/wiring` | |
| `tests` | everything | |

## What follows
| `core/late` | nothing | |
"""


def header(folder, body=""):
    return f"#pragma once\n{body}\nnamespace callscope::{folder} {{ }}\n"


def clean_tree():
    return {
        "docs/architecture.md": TABLE,
        "core/base/ids.h": header("base", "#include <QString>\n#include <vector>\n#include <sys/socket.h>"),
        "core/base/ids.cpp": '#include "core/base/ids.h"\n',
        "core/net/router.h": header("net", '#include "core/base/ids.h"\n#include <boost/beast/http.hpp>'),
        "core/speech/recognizer.h": header("speech", '#include "core/base/ids.h"'),
        "core/speech/pocketsphinx.h": header("speech", "#include <pocketsphinx.h>"),
        "core/agent/echo.h": header("agent", '#include "core/base/ids.h"'),
        "core/call/call.h": header("call", '#include "core/speech/recognizer.h"\n#include "core/base/ids.h"'),
        "app/wiring.cpp": '#include "core/speech/pocketsphinx.h"\n#include <boost/beast.hpp>\n',
        "app/wiring.h": '#include "core/call/call.h"\n',
        "app/callscope/main.cpp": '#include "app/wiring.h"\n',
        "tests/core/net/tst_router.cpp": '#include "core/net/router.h"\n#include <QTest>\n#include "tst_router.moc"\n',
        "tests/support/fakecaller.cpp": '#include "core/speech/pocketsphinx.h"\n',
    }


def findings_of(tree):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in tree.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return [str(finding) for finding in check(Path(folder))[1]]


class LayerRules(unittest.TestCase):
    def expect(self, changes, *found):
        """The clean tree with these files changed, added or (None) removed has exactly these findings."""
        tree = {name: text for name, text in {**clean_tree(), **changes}.items() if text is not None}
        findings = findings_of(tree)
        self.assertEqual(len(findings), len(found), findings)
        for finding, part in zip(findings, found):
            self.assertIn(part, finding)

    def test_a_clean_tree_has_no_findings(self):
        self.expect({})

    def test_a_step_over_a_border_names_file_line_and_rule(self):
        self.expect(
            {"core/base/ids.cpp": '#include "core/base/ids.h"\n\n#include "core/net/router.h"\n'},
            "core/base/ids.cpp:3: core/base may not include core/net/router.h (docs/architecture.md:10)",
        )

    def test_spacing_does_not_hide_an_include(self):
        self.expect({"core/base/ids.cpp": '  #  include   "core/net/router.h"\n'}, "may not include core/net/router.h")

    def test_an_include_in_a_comment_is_none(self):
        self.expect({"core/base/ids.cpp": '// #include "core/net/router.h"\n/*\n#include "core/call/call.h"\n*/\n'})

    def test_a_comment_mark_inside_text_hides_nothing(self):
        text = 'auto a = "http://x /*"; auto b = \'"\'; // "\n#include "core/net/router.h"\n'
        self.expect({"core/base/ids.cpp": text}, "core/base/ids.cpp:2: core/base may not include core/net/router.h")

    def test_one_header_of_a_folder_opens_no_other(self):
        self.expect(
            {"core/call/call.h": header("call", '#include "core/speech/pocketsphinx.h"')},
            "core/call may not include core/speech/pocketsphinx.h",
        )

    def test_providers_are_named_in_wiring_only(self):
        self.expect(
            {"app/callscope/main.cpp": '#include "core/speech/pocketsphinx.h"\n'},
            "app may not include core/speech/pocketsphinx.h",
        )

    def test_a_folder_whose_name_begins_like_another_is_not_the_other(self):
        self.expect(
            {"core/baseline/x.h": header("baseline"), "core/net/router.h": header("net", '#include "core/baseline/x.h"')},
            "core/baseline:1: this folder has no row",
            "core/baseline/x.h:1: no row of docs/architecture.md",
            "core/net may not include core/baseline/x.h",
        )

    def test_quoted_includes_start_at_the_root(self):
        self.expect({"core/base/ids.cpp": '#include "ids.h"\n'}, '"ids.h" is not written from the root')
        self.expect({"core/base/ids.cpp": '#include "core/base/../net/router.h"\n'}, "is not written from the root")

    def test_a_moc_file_is_that_of_its_own_source(self):
        self.expect({"tests/core/net/tst_router.cpp": '#include "tst_other.moc"\n'}, "is not written from the root")

    def test_our_headers_are_quoted(self):
        self.expect({"core/net/router.h": header("net", "#include <core/base/ids.h>")}, "is ours: write")

    def test_a_computed_include_cannot_be_checked(self):
        self.expect({"core/base/ids.cpp": "#include HEADER\n"}, "#include HEADER is neither")

    def test_a_library_stays_behind_its_folder(self):
        self.expect(
            {"core/call/call.h": header("call", "#include <boost/beast/http.hpp>")},
            "<boost/beast/http.hpp> is not among the libraries of core/call",
        )
        self.expect({"core/call/call.h": header("call", "#include <boostrap.h>")}, "<boostrap.h> is not among")

    def test_a_folder_needs_a_row_and_a_row_a_folder(self):
        self.expect(
            {"core/late/late.h": header("late")},
            "core/late:1: this folder has no row",
            "no row of docs/architecture.md names core/late",
        )
        self.expect({"core/agent/echo.h": None}, "core/agent has a row and no sources")

    def test_a_row_names_only_what_stands_above_it(self):
        self.expect(
            {"docs/architecture.md": TABLE.replace("| `core/base` | nothing", "| `core/base` | `core/net`")},
            "core/base names core/net, which has no row above it",
        )

    def test_a_table_that_cannot_be_read_is_a_finding(self):
        for wrong in (TABLE.replace("## Who may include whom", "## Layers"), TABLE.split("| --- |")[0]):
            self.assertTrue(any("docs/architecture.md" in line for line in findings_of({**clean_tree(), "docs/architecture.md": wrong})))
        self.expect(
            {"docs/architecture.md": TABLE.replace("| nothing |", "| not much |", 1)},
            "'not much' is neither",
            "core/net names core/base",
            "core/speech names core/base",
            "core/agent names core/base",
            "core/call names core/base",
            "core/base:1: this folder has no row",
            "core/base/ids.cpp:1: no row",
            "core/base/ids.h:1: no row",
        )

    def test_tests_mirror_the_tree(self):
        self.expect({"tests/core/netz/tst_router.cpp": "\n"}, "tests mirror the tree, and there is no core/netz")
        self.expect({"tests/core/tst_router.cpp": "\n"}, "tests mirror the tree")
        self.expect({"tests/core/net/router.cpp": "\n"}, "only tst_*.cpp is built here")

    def test_vague_and_odd_names_are_found(self):
        self.expect({"app/callmanager.h": "\n"}, "app/callmanager.h:1: Manager, Helper and Util say nothing")
        self.expect({"core/base/ids.cpp": "\nclass StringUtils\n{ };\n"}, "core/base/ids.cpp:2: 'class StringUtils'")
        self.expect({"core/base/my_ids.cpp": "\n"}, "name of its class in lower case")
        self.expect({"core/base/ids.cpp": "\nclass QNetworkAccessManager;\nclass Futile;\n"})

    def test_a_header_lives_in_the_namespace_of_its_folder(self):
        self.expect({"core/base/ids.h": header("net")}, "core/base/ids.h:1: this header has no namespace callscope::base")

    def test_habits_that_the_tree_does_without(self):
        for line, found in (
            ("void f() { auto *who = sender(); }", "sender() hides who calls"),
            ("connect(a, SIGNAL(done()), b, [] {});", "connect by function pointer"),
            ("connect(a, &A::done, [this] { });", "a connection to a lambda has"),
            ("static Router &instance();", "no global instance()"),
        ):
            with self.subTest(line):
                self.expect({"core/base/ids.cpp": "\n" + line + "\n"}, "core/base/ids.cpp:2: " + found)
        self.expect({"core/base/ids.cpp": "connect(a, &A::done, this, [this] { mail.sender(); });\n"})


if __name__ == "__main__":
    unittest.main()
