#!/usr/bin/env python3
"""Of the benches' tools what needs no server: the search for the most calls, tables and curves."""

import math
import os
import tempfile
import time
import unittest
import xml.etree.ElementTree
from pathlib import Path

import processes
import servers
import start
import turn
import webhooks
from chart import Chart, Line, svg
from peers import LEAST, most_calls, step

SOON = time.monotonic() + 60


class TheSearch(unittest.TestCase):
    def found(self, truth: int, first: int = 100, most: int = 6400, factor: float = 2) -> tuple[int, list[int]]:
        tried: list[int] = []

        def holds(calls: int) -> bool:
            tried.append(calls)
            return calls <= truth

        return most_calls(holds, first, most, factor, SOON), tried

    def test_comes_within_a_step_of_the_truth(self) -> None:
        for truth in [10, 23, 99, 100, 101, 150, 777, 1234, 4000, 6399]:
            for first, factor in [(100, 2), (3000, 1.25), (10, 1.25), (150, 1.25)]:
                with self.subTest(truth=truth, first=first):
                    found, tried = self.found(truth, first, factor=factor)
                    self.assertLessEqual(found, truth)
                    self.assertLessEqual(truth - found, 1.5 * step(truth))
                    self.assertLess(len(tried), 40)
                    self.assertEqual(len(set(tried)), len(tried))

    def test_a_good_guess_saves_tries(self) -> None:
        self.assertLess(len(self.found(3000, 2950, factor=1.25)[1]), len(self.found(3000)[1]) - 3)

    def test_ends_at_the_most_that_is_asked_for(self) -> None:
        self.assertEqual(self.found(9000, most=300), (300, [100, 200, 300]))
        self.assertEqual(self.found(9000, first=400, most=300), (300, [300]))

    def test_finds_none_where_the_least_is_too_much(self) -> None:
        found, tried = self.found(LEAST - 1)
        self.assertEqual(found, 0)
        self.assertEqual(min(tried), LEAST)

    def test_tells_what_it_has_when_time_is_up(self) -> None:
        self.assertEqual(most_calls(lambda _: True, 100, 6400, 2, time.monotonic() - 1), 0)


class ATable(unittest.TestCase):
    def test_is_markdown(self) -> None:
        self.assertEqual(servers.table(["a", "b"], [[1, "x"]]), "| a | b |\n| --- | --- |\n| 1 | x |")


class AResult(unittest.TestCase):
    def test_without_a_frame_back_took_without_end(self) -> None:
        self.assertEqual(servers.round_trip({"round_trip_ms": None}, "p99"), math.inf)


class Proc(unittest.TestCase):
    STATUS = "Name:\tcallscope\nVmRSS:\t   26432 kB\nRssAnon:\t    2756 kB\nvoluntary_ctxt_switches:\t41\n"

    def test_is_read(self) -> None:
        self.assertEqual(processes.number("VmRSS", self.STATUS), 26432)
        self.assertEqual(processes.number("voluntary_ctxt_switches", self.STATUS), 41)
        self.assertEqual(processes.run_seconds("2500000000 17 3\n"), 2.5)
        self.assertEqual(processes.busy_seconds("cpu  100 200 300 9999 9999 10 20 7 0 0\ncpu0 1 1"), 6.3)

    def test_misses_no_line_silently(self) -> None:
        with self.assertRaises(ValueError):
            processes.number("Pss", self.STATUS)

    def test_tells_ours_from_others(self) -> None:
        before, after = processes.Taken(10, 1, 100, 50), processes.Taken(20, 1.5, 140, 53)
        self.assertEqual(
            processes.used(before, after, 0.5),
            {"server_cores": 0.05, "wakeups_per_second": 4, "other_cores": 0.2},
        )

    def test_of_a_living_process(self) -> None:
        own = processes.memory(os.getpid())
        self.assertGreater(own["resident"], own["anonymous"])
        self.assertGreater(processes.taken(os.getpid()).cpu, 0)


class AStart(unittest.TestCase):
    def case(self, milliseconds: list[float], share: float, resident: int) -> start.Case:
        found = start.Case("one", [])
        found.starts = [{"milliseconds": value, "cpu_milliseconds": value / 2} for value in milliseconds]
        memory = {"resident": resident, "anonymous": 2048, "proportional": 10240}
        found.idle = {"server_cores": share, "wakeups_per_second": 4, "other_cores": 0} | memory
        return found

    def test_is_a_row(self) -> None:
        row = self.case([20, 90, 30], 0.0004, 20480).cells()
        self.assertEqual(row, ["one", "30.0", "90.0", "15.0", "0.040", "4.0", "20.0", "2.0", "10.0"])

    def test_says_what_was_missed(self) -> None:
        self.assertEqual(self.case([20, 90, 30], 0.0004, 20480).misses(), [])
        missed = self.case([60, 90, 30], 0.002, 30720).misses()
        self.assertEqual(missed[0], "one: /healthz after 60.0 ms, asked for 50")
        self.assertEqual(missed[1:], ["one: 0.200 % of a core, asked for 0.1", "one: 30.0 MB, asked for 25"])


class ATurn(unittest.TestCase):
    LOG = [
        "callscope: 0.1.0 listening on http://127.0.0.1:1",
        '{"seq":1,"mono_us":1000000,"call_sid":"CA1","event":"SPEECH_END"}',
        '{"seq":2,"mono_us":1000500,"call_sid":"CA2","event":"SPEECH_END"}',
        '{"seq":3,"mono_us":1002000,"call_sid":"CA1","event":"STT_FINAL","text":"PING_PONG_TX"}',
        '{"seq":4,"mono_us":1002500,"call_sid":"CA1","event":"PING_PONG_TX"}',
        '{"seq":5,"mono_us":1003500,"call_sid":"CA2","event":"STT_FINAL"}',
        '{"seq":6,"mono_us":1003600,"call_sid":"CA2","event":"PING_PONG_TX"}',
        '{"seq":7,"mono_us":5000000,"call_sid":"CA1","event":"SPEECH_END"}',
    ]

    def test_is_told_by_stages(self) -> None:
        one, other = turn.turns_of([("CA1", 1002600), ("CA2", 1004600)], self.LOG)
        self.assertEqual(one, turn.Turn(2.6, 2.0, 0.5, 0.1))
        self.assertEqual(other, turn.Turn(4.1, 3.0, 0.1, 1.0))

    def test_that_nobody_told_of_is_none(self) -> None:
        self.assertEqual(turn.turns_of([("CA3", 1002600), ("CA1", 900)], self.LOG), [])
        self.assertEqual(len(turn.turns_of([("CA1", 1002600), ("CA1", 5003000)], self.LOG)), 1)

    def test_percentiles_are_of_what_happened(self) -> None:
        values = [float(value) for value in range(1, 101)]
        self.assertEqual([turn.percentile(values, part) for part in (0.5, 0.99, 1)], [51, 100, 100])
        self.assertEqual(turn.percentile([], 0.5), math.inf)

    def test_prompt_answers_what_is_heard(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            turn.write_prompts(Path(folder, "prompts"))
            listed = Path(folder, "prompts/prompts.tsv").read_text()
            self.assertEqual(listed, "answer\tYou said: go forward ten meters\n")
            self.assertEqual(Path(folder, "prompts/answer.ulaw").stat().st_size % 160, 0)


class AWebhook(unittest.TestCase):
    def test_is_signed_as_twilio_does(self) -> None:
        """The example of Twilio's page "Webhooks security"."""
        fields = {
            "CallSid": "CA1234567890ABCDE",
            "Caller": "+14158675309",
            "Digits": "1234",
            "From": "+14158675309",
            "To": "+18005551212",
        }
        url = "https://mycompany.com/myapp.php?foo=1&bar=2"
        self.assertEqual(webhooks.signature("12345", url, fields), "RSOYDt4T1cUTdK1PDd93/VVr8B8=")

    def test_is_of_another_call_each_time(self) -> None:
        one, other = webhooks.voice_webhook(1), webhooks.voice_webhook(2)
        self.assertNotEqual(one, other)
        head, _, body = one.partition(b"\r\n\r\n")
        self.assertEqual(webhooks.content_length(head), len(body))
        self.assertEqual(len(one), len(other))

    def test_goes_into_the_file_that_wrk_reads(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = webhooks.write_requests([b"a\nb", b"cd"], Path(folder, "requests"))
            self.assertEqual(file.read_bytes(), b"3\na\nb2\ncd")

    def test_answer_is_whole_with_its_last_byte(self) -> None:
        answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
        self.assertEqual([size for size in range(len(answer) + 1) if webhooks.is_whole(answer[:size])], [len(answer)])

    def test_wrong_answers_are_faults(self) -> None:
        found = {"answers": 100, "bytes": 50_000, "seconds": 2.0, "refused": 0, "failed": 0}
        self.assertEqual(webhooks.judged(found, 500, 0)["faults"], 0)
        self.assertEqual(webhooks.judged(found, 500, 0)["per_second"], 50)
        self.assertEqual(webhooks.judged(found, 700, 0)["faults"], 100)
        self.assertEqual(webhooks.judged(found | {"refused": 3, "failed": 4}, 500, 0)["faults"], 7)
        self.assertEqual(webhooks.judged(found, 500, 90)["faults"], 10)

    def test_cost_is_told_apart_from_wrks(self) -> None:
        shares = webhooks.shares({"seconds": 2.0, "answers": 10_000}, {"other_cores": 0.1}, 0.5, 1.0)
        self.assertEqual(shares["server_us"], 50)
        self.assertEqual(shares["core_full"], 20_000)
        self.assertEqual((shares["server_cores"], shares["generator_cores"], shares["other_cores"]), (0.25, 0.5, 0.1))


class ACurve(unittest.TestCase):
    def drawn(self, *lines: Line, **more: object) -> xml.etree.ElementTree.Element:
        return xml.etree.ElementTree.fromstring(svg(Chart("a < b & c", "calls", "µs", list(lines), **more)))

    def texts(self, root: xml.etree.ElementTree.Element) -> list[str]:
        return [element.text or "" for element in root.iter() if element.tag.endswith("text")]

    def test_has_ground_labels_and_legend(self) -> None:
        root = self.drawn(Line("one", [(50, 3), (4000, 90)], {4000}), Line("two", [(50, 1)]), note="mind the gap")
        self.assertEqual(root[1].get("fill"), "#ffffff")
        for expected in ("a < b & c", "calls", "µs", "one", "two", "mind the gap", "50", "4,000"):
            self.assertIn(expected, self.texts(root))
        hollow = [dot for dot in root.iter() if dot.tag.endswith("circle") and dot.get("fill") == "#ffffff"]
        self.assertEqual(len(hollow), 1)

    def test_keeps_every_point_on_the_sheet(self) -> None:
        points = [(50.0, 0.0), (100.0, 0.002), (4000.0, 5000.0)]
        for is_log in (False, True):
            root = self.drawn(Line("one", points), is_log=is_log, limit=(20, "late"))
            for dot in (element for element in root.iter() if element.tag.endswith("circle")):
                self.assertLessEqual(float(dot.get("cx", "")), float(root.get("width", "")))
                self.assertTrue(0 <= float(dot.get("cy", "")) <= float(root.get("height", "")))

    def test_without_points_is_still_a_sheet(self) -> None:
        self.assertIn("calls", self.texts(self.drawn(Line("one", []))))

    def test_comes_out_the_same_again(self) -> None:
        chart = Chart("title", "x", "y", [Line("one", [(50, 3), (100, 90)])])
        self.assertEqual(svg(chart), svg(chart))


if __name__ == "__main__":
    unittest.main()
