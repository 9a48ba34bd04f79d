"""What verbs write: one flag, places refused before the work, JSON that parses, plain errors."""

import csv
import json
import pathlib
import shutil
import tempfile
import time
import unittest

from harness import ProgramTest, run

RECORDS = 60


class OutputTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.lab = pathlib.Path(tempfile.mkdtemp(prefix="supreme-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.lab)
        cls.ecgs, cls.pack = cls.lab / "ecgs", cls.lab / "pack"
        for arguments in (["simulate", "--records", RECORDS, "--out", cls.ecgs],
                          ["data", "import", "ptbxl", cls.ecgs, "--output", cls.pack]):
            process = run(*arguments)
            assert process.returncode == 0, process.stderr
        cls.record = cls.ecgs / "records500" / "00000" / "00001_hr.hea"

    def test_out_and_output_are_one_flag(self):
        for flag in ("--out", "--output"):
            target = self.folder / "new" / f"ecg{flag}.svg"
            self.assert_ok(run("plot", "ecg", self.record, flag, target))
            self.assertTrue(target.exists())

    def test_a_place_that_cannot_be_written_is_said_before_the_work(self):
        file = self.folder / "file"
        file.write_text("")
        for verb in (["vocab", "signs"], ["embed", self.ecgs], ["predict", self.ecgs],
                     ["eval", "zero-shot", "--pack", self.pack, "--task", "simulated", "--folds",
                      "1-10"],
                     ["probe", "--pack", self.pack, "--task", "simulated"],
                     ["eval", "robustness", "--pack", self.pack, "--task", "simulated", "--folds",
                      "1-10"]):
            with self.subTest(verb=verb[:2]):
                began = time.monotonic()
                self.assert_fails(run(*verb, "--out", file / "x"), 4, str(file))
                self.assertLess(time.monotonic() - began, 10)

    def test_a_folder_in_place_of_the_file_is_refused(self):
        self.assert_fails(run("predict", self.record, "--output", self.folder), 3,
                          str(self.folder))

    def test_json_is_one_value_and_jsonl_one_a_line(self):
        many = run("measure", self.ecgs, "--format", "json")
        self.assert_ok(many)
        self.assertEqual(len(json.loads(many.stdout)), RECORDS)
        lines = run("measure", self.ecgs, "--format", "jsonl").stdout.splitlines()
        self.assertEqual([json.loads(line) for line in lines], json.loads(many.stdout))
        (self.ecgs / "broken.hea").write_text("broken 12 500\n")
        try:
            some = run("measure", self.ecgs, "--format", "json")
        finally:
            (self.ecgs / "broken.hea").unlink()
        self.assertEqual(some.returncode, 1)
        self.assertEqual(json.loads(some.stdout), json.loads(many.stdout))

    def test_labels_of_a_task_judge_scores_of_any_system(self):
        labels = self.folder / "labels.csv"
        self.assert_ok(run("data", "stats", self.pack, "--task", "simulated", "--out", labels))
        with open(labels, encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertGreater(len(rows), RECORDS // 2)
        self.assertIn("NORM", rows[0])
        judged = run("eval", "scores", "--predictions", labels, "--labels", labels, "--bootstrap",
                     0, "--format", "json")
        self.assert_ok(judged)
        self.assertEqual(json.loads(judged.stdout)["macro"]["auc"], 1.0)
        self.assert_fails(run("data", "stats", self.pack, "--out", labels), 2, "--task")


class ErrorTest(ProgramTest):
    def test_a_wrong_word_is_answered_with_the_right_ones(self):
        process = run("predict", "x", "--format", "xml")
        self.assert_fails(process, 2, '"xml"', "table", "html", "predict --help")
        self.assertTrue(process.stderr.startswith("supreme: predict: "), process.stderr)

    def test_a_wrong_number_is_named_with_its_flag(self):
        self.assert_fails(run("predict", "x", "--limit", "1.5"), 2, "--limit", '"1.5"')
        self.assert_fails(run("simulate", "--noise", "nan", "--out", "x"), 2, "--noise", '"nan"')

    def test_a_wrong_second_word_gets_a_suggestion(self):
        self.assert_fails(run("eval", "zeroshot"), 2, "supreme eval zero-shot")

    def test_broken_json_is_told_without_the_librarys_tag(self):
        path = self.folder / "result.json"
        path.write_text("{")
        process = run("plot", "auc", path, "--out", self.folder / "x.svg")
        self.assert_fails(process, 3, "result.json", "line 1")
        self.assertNotIn("json.exception", process.stderr)

    def test_a_verb_that_does_not_launch_is_named(self):
        self.assert_fails(run("launch", "--nproc", 2, "--", "predict"), 2, '"predict"')


if __name__ == "__main__":
    unittest.main()
