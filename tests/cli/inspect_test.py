"""supreme inspect on recordings, packs and other files, as a user runs it."""

import json
import os
import pty
import unittest

from data_verify_test import ecg
from harness import SUPREME, ProgramTest, run, write_record


class InspectTest(ProgramTest):
    def record(self):
        return write_record(self.folder / "data", "r1", ecg())

    def test_a_record_has_a_table_with_every_lead(self):
        process = run("inspect", self.record())
        self.assert_ok(process)
        for lead in ("aVR", "V6"):
            self.assertRegex(process.stdout, rf"(?m)^{lead} .* ok$")
        self.assertNotIn("\u28ff", process.stdout)
        self.assertNotRegex(process.stdout, "[\u2800-\u28ff]")

    def test_json_has_the_quality_of_every_lead(self):
        samples = ecg()
        samples[9] = [0] * 5000
        answer = json.loads(run("inspect", write_record(self.folder, "x", samples),
                                "--format", "json").stdout)
        self.assertEqual(answer["kind"], "record")
        self.assertEqual(answer["verdict"], "error")
        self.assertEqual(answer["leads"]["V4"]["verdict"], "error")
        self.assertTrue(answer["leads"]["V4"]["flat"])
        self.assertEqual(answer["leads"]["AVR"]["verdict"], "ok")
        self.assertLess(answer["leads"]["AVR"]["identity_residual_mv"], 0.01)
        self.assertAlmostEqual(answer["leads"]["II"]["qrs_height_mv"], 1.2, delta=0.1)
        self.assertEqual(answer["problems"][0]["check"], "flat")

    def test_pictures_are_drawn_in_every_layout_and_format(self):
        header = self.record()
        for layout in ("3x4", "3x4+rhythm", "6x2", "12x1", "cabrera"):
            out = self.folder / f"{layout}.svg"
            self.assert_ok(run("inspect", header, "--out", out, "--layout", layout))
            text = out.read_text()
            self.assertIn("25 mm/s", text)
            self.assertEqual("-aVR" in text, layout == "cabrera")
        same = self.folder / "plot.svg"
        self.assert_ok(run("plot", "ecg", header, "--output", same, "--layout", "cabrera"))
        self.assertEqual(same.read_text(), (self.folder / "cabrera.svg").read_text())
        for ending, magic in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
            out = self.folder / f"ecg.{ending}"
            self.assert_ok(run("inspect", header, "--out", out))
            self.assertTrue(out.read_bytes().startswith(magic))
        self.assert_fails(run("inspect", header, "--out", self.folder / "x.bmp"), 2, "bmp")

    def test_a_strip_is_drawn_when_asked_for_and_in_a_terminal(self):
        header = self.record()
        process = run("inspect", header, "--strip", "braille", "--lead", "V1",
                      env={"COLUMNS": "40"})
        self.assert_ok(process)
        lines = [line for line in process.stdout.splitlines() if "\u2800" <= line[:1] <= "\u28ff"]
        self.assertEqual([len(line) for line in lines], [40] * 8)
        self.assertIn("lead V1, 10.0 s", process.stdout)
        self.assertIn("\x1bPq", run("inspect", header, "--strip", "sixel").stdout)
        self.assert_fails_late(run("inspect", header, "--strip", "braille", "--lead", "x"))

    def assert_fails_late(self, process):
        self.assertEqual(process.returncode, 2)
        self.assertIn('no lead "x"', process.stderr)

    def test_a_terminal_gets_a_strip_without_asking(self):
        header = self.record()
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(SUPREME, [str(SUPREME), "inspect", str(header)])
        text = b""
        try:
            while chunk := os.read(terminal, 65536):
                text += chunk
        except OSError:
            pass  # the other end is closed
        os.waitpid(pid, 0)
        self.assertIn("lead II, 10.0 s", text.decode())
        self.assertRegex(text.decode(), "[\u2801-\u28ff]")

    def test_a_packs_row_is_shown_like_a_record(self):
        self.record()
        (self.folder / "labels.csv").write_text("record,labels\nr1,SR\n")
        pack = self.folder / "pack"
        self.assert_ok(run("data", "import", "folder", self.folder / "data", "--labels",
                           self.folder / "labels.csv", "--out", pack))
        self.assertEqual(json.loads(run("inspect", pack, "--format", "json").stdout)["kind"],
                         "pack")
        out = self.folder / "row.svg"
        answer = run("inspect", pack, "--record", "r1", "--format", "json", "--out", out)
        self.assert_ok(answer)
        self.assertEqual(json.loads(answer.stdout)["record_id"], "r1")
        self.assertIn("Record r1", out.read_text())
        self.assert_fails(run("inspect", pack, "--record", "r2"), 4, 'no record "r2"', 'r1')
        self.assert_fails(run("inspect", pack, "--out", out), 2, "no recording")

    def test_other_files_are_told_by_their_contents(self):
        (self.folder / "a").write_text('{"format": 1, "rows": []}')
        self.assertIn("format, rows", run("inspect", self.folder / "a").stdout)
        (self.folder / "t.csv").write_text("x,y\n1,2\n3,4\n")
        self.assertRegex(run("inspect", self.folder / "t.csv").stdout, r"rows +2\ncolumns +x, y")
        self.record()
        self.assertIn("supreme data verify", run("inspect", self.folder / "data").stdout)
        (self.folder / "junk").write_bytes(b"\x00\x01junk")
        self.assert_fails(run("inspect", self.folder / "junk"), 3, "junk")


if __name__ == "__main__":
    unittest.main()
