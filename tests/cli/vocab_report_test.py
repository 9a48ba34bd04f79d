"""`vocab report` and the switches of `vocab build` on a small simulated pack."""

import csv
import json
import pathlib
import shutil
import tempfile
import unittest

from harness import ProgramTest, run


class VocabReportTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-vocab-report-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        build = ["vocab", "build", "--pack", cls.root / "pack", "--store", cls.root / "store"]
        for arguments in (
                ["simulate", "--records", 120, "--seed", 3, "--out", cls.root / "ecgs"],
                ["data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.root / "pack"],
                ["extract", "--pack", cls.root / "pack", "--out", cls.root / "store"],
                [*build, "--out", cls.root / "hashed", "--text-encoder", "hashed",
                 "--min-records", 2],
                [*build, "--out", cls.root / "raw", "--text-encoder", "hashed",
                 "--not-deduplicated"]):
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(process.stderr)

    def report(self, *arguments, vocab="hashed"):
        return run("vocab", "report", "--store", self.root / "store", "--vocab", self.root / vocab,
                   "--out", self.folder / "report", *arguments)

    def test_one_command_writes_the_tables_and_figures(self):
        process = self.report("--text-encoder", "hashed", "--compare", self.root / "raw",
                              "--format", "json")
        self.assert_ok(process)
        printed = json.loads(process.stdout)
        report = self.folder / "report"
        self.assertEqual(printed, json.loads((report / "report.json").read_text()))
        stats = json.loads((self.root / "hashed" / "stats.json").read_text())
        counts = {row["entities"]: row for row in printed["tables"]["table_2"]["rows"]}
        self.assertEqual(counts["clusters"]["count"], stats["clusters"])
        self.assertEqual(counts["clusters"]["paper_count"], 341)
        own = [row for row in printed["tables"]["sensitivity"]["rows"] if row["mark"]]
        self.assertEqual([row["clusters"] for row in own], [stats["clusters"]] * 2)
        self.assertEqual([row["queries"] for row in own], [stats["queries"]] * 2)
        self.assertEqual(own[0]["labelled_share"], 1 - stats["rows_without_label"] / 120)
        tasks = [row["task"] for row in printed["tables"]["figure_7"]["rows"]]
        self.assertEqual(len(tasks), 7)
        self.assertEqual(printed["tables"]["figure_7"]["rows"][-1]["classes"], 106)
        with open(report / "tables" / "table_6.csv", newline="", encoding="utf-8") as file:
            classes = {row["class"] for row in csv.DictReader(file)}
        self.assertIn("sinus rhythm", classes)
        page = (report / "vocabulary.html").read_text()
        self.assertEqual(page.count("<svg"), 6)
        self.assertNotIn("<script", page)
        self.assert_no_leftovers(report)

    def test_without_deduplication_each_entity_is_a_query(self):
        stats = json.loads((self.root / "raw" / "stats.json").read_text())
        self.assertFalse(stats["deduplicated"])
        self.assertEqual(stats["clusters"], stats["certain_entities"])
        self.assertEqual(stats["mapped_clusters"], 0)
        hashed = json.loads((self.root / "hashed" / "stats.json").read_text())
        self.assertGreater(stats["clusters"], hashed["clusters"])

    def test_the_vocabularys_encoder_is_needed(self):
        self.assert_fails(self.report(), 2, "another text encoder", "hashed")

    def test_the_store_must_be_the_vocabularys(self):
        codes = self.folder / "codes"
        self.assert_ok(run("extract", "--pack", self.root / "pack", "--from", "codes", "--out",
                           codes))
        process = run("vocab", "report", "--store", codes, "--vocab", self.root / "hashed",
                      "--out", self.folder / "report", "--text-encoder", "hashed")
        self.assert_fails(process, 3, "not made from this store")

    def test_a_folder_without_weights_in_safetensors_is_refused_with_the_way_out(self):
        encoder = self.folder / "bert"
        encoder.mkdir()
        (encoder / "pytorch_model.bin").write_bytes(b"x")
        process = run("vocab", "build", "--pack", self.root / "pack", "--store",
                      self.root / "store", "--out", self.folder / "v", "--text-encoder", encoder)
        self.assert_fails(process, 4, "convert pytorch_model.bin")


if __name__ == "__main__":
    unittest.main()
