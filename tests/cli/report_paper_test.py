"""report paper: tables, index and page from a simulated folder of results."""

import csv
import json
import subprocess
import sys
import unittest

from harness import SOURCE, ProgramTest, run

TABLES = ["1a", "1b", "1c", "1d", "1e", "1f", "1g", "1h", *map(str, range(2, 16)), "k4", "k5"]


class ReportPaperTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.results, self.out = self.folder / "results", self.folder / "out"
        subprocess.run([sys.executable, SOURCE / "scripts/simulate_results.py", self.results],
                       check=True)

    def report(self, *flags):
        return run("report", "paper", "--results", self.results, "--out", self.out, *flags)

    def table(self, name):
        with (self.out / f"tables/table_{name}.csv").open(newline="") as file:
            return {(r["group"], r["row"], r["column"]): r for r in csv.DictReader(file)}

    def test_every_table_is_written_in_every_format_with_all_that_was_simulated(self):
        process = self.report("--format", "json")
        self.assert_ok(process)
        summary = json.loads(process.stdout)
        self.assertTrue(summary["simulated"])
        self.assertEqual(summary["notes"], [])
        self.assertEqual([t["file"] for t in summary["tables"]], [f"table_{t}" for t in TABLES])
        for name in TABLES:
            for ending in ("md", "csv", "tex"):
                file = self.out / f"tables/table_{name}.{ending}"
                self.assertGreater(file.stat().st_size, 100, file)
        missing = {t["id"]: t["missing"] for t in summary["tables"] if t["missing"]}
        # Only systems that were not simulated: eleven of 1 (a) and 9, and one similarity that
        # the text of a pair of the paper's Table 12 does not have.
        self.assertEqual(set(missing), {"1a", "9"}, missing)
        self.assert_no_leftovers()

    def test_figures_are_those_of_the_files(self):
        self.assert_ok(self.report())
        result = json.loads((self.results / "supreme/zero_shot/csn.json").read_text())
        cell = self.table("11")["", "CSN", "ViT + CFN"]
        self.assertAlmostEqual(float(cell["ours"]), 100 * result["macro"]["auc"], 9)
        self.assertAlmostEqual(float(cell["low"]), 100 * result["macro"]["low"], 9)
        self.assertEqual(cell["paper"], "80.17")
        self.assertAlmostEqual(float(cell["difference"]), float(cell["ours"]) - 80.17, 9)
        self.assertEqual(cell["source"], "SIMULATED supreme/zero_shot/csn.json")
        means = [json.loads(path.read_text())["macro"]["auc"]
                 for path in (self.results / "supreme/zero_shot").glob("*.json")]
        self.assertAlmostEqual(float(self.table("1a")["", "Our Framework", "zero-shot"]["ours"]),
                               100 * sum(means) / 6, 9)

    def test_a_missing_result_is_shown_as_missing_and_empties_what_depends_on_it(self):
        (self.results / "supreme-vit-linear/zero_shot/csn.json").unlink()
        process = self.report()
        self.assert_ok(process)
        table = self.table("11")
        self.assertEqual(table["", "CSN", "ViT + Linear"]["status"], "missing")
        self.assertEqual(table["", "CSN", "ViT + Linear"]["ours"], "")
        self.assertEqual(table["", "Overall", "ViT + Linear"]["status"], "missing")
        self.assertEqual(table["", "CSN", "ViT + CFN"]["status"], "measured")
        self.assertEqual(self.table("13")["Ours", "Backbone", "F"]["status"], "missing")
        text = (self.out / "tables/table_11.md").read_text()
        self.assertIn("ViT + Linear: no mean, since there is no result of csn.", text)
        self.assertIn("–<br>paper 74.22", text)

    def test_tables_and_formats_can_be_chosen(self):
        process = self.report("--tables", "9,1a", "--formats", "latex")
        self.assert_ok(process)
        names = sorted(path.name for path in (self.out / "tables").iterdir())
        self.assertEqual(names, ["table_1a.tex", "table_9.tex"])
        self.assert_fails(self.report("--tables", "99"), 2, "99", "1a, 1b")
        self.assert_fails(self.report("--formats", "docx"), 2, "docx", "md, csv")

    def test_the_page_holds_everything_and_says_that_it_is_simulated(self):
        self.assert_ok(self.report())
        page = (self.out / "index.html").read_text()
        for name in TABLES:
            self.assertIn(f'id="table_{name}"', page)
        self.assertEqual(page.count("<figure"), len(list((self.out / "figures").glob("*.svg"))))
        self.assertIn("Figure 17", page)
        self.assertIn("SIMULATED", page)
        self.assertNotIn("<script", page)
        self.assertNotIn("http://", page.replace("http://www.w3.org", ""))
        index = (self.out / "index.md").read_text()
        self.assertIn("(tables/table_k5.tex)", index)
        self.assertIn("SIMULATED", index)

    def test_a_broken_file_a_double_and_an_empty_folder_are_named_in_one_line(self):
        broken = self.results / "merl/broken.json"
        broken.write_text("{")
        self.assert_fails(self.report(), 3, "merl/broken.json")
        broken.write_text((self.results / "merl/zero_shot/csn.json").read_text())
        self.assert_fails(self.report(), 3, "merl/broken.json", "zero-shot of csn")
        broken.write_text('{"kind": "curve"}')
        process = self.report()
        self.assert_ok(process)
        self.assertIn("note: merl/broken.json: not used: kind \"curve\"", process.stderr)
        empty = self.folder / "empty"
        empty.mkdir()
        self.assert_fails(run("report", "paper", "--results", empty, "--out", self.out), 3,
                          "holds no result")
        self.assert_fails(run("report", "paper", "--results", self.folder / "none", "--out",
                              self.out), 4, "no such folder")

    def test_simulated_results_are_the_same_for_the_same_seed(self):
        again = self.folder / "again"
        subprocess.run([sys.executable, SOURCE / "scripts/simulate_results.py", again], check=True)
        for path in sorted(self.results.rglob("*.json")):
            other = again / path.relative_to(self.results)
            self.assertEqual(path.read_bytes(), other.read_bytes())


if __name__ == "__main__":
    unittest.main()
