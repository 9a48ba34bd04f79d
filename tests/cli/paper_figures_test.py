"""report paper: the figures from a simulated folder of results."""

import csv
import json
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml

from harness import SOURCE, ProgramTest, run

FIGURES = ["3a", "3b", "5_histogram", "5_words", "7_pairs", "7_overlap", *map(str, range(8, 18))]


class PaperFiguresTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.results, self.out = self.folder / "results", self.folder / "out"
        subprocess.run([sys.executable, SOURCE / "scripts/simulate_results.py", self.results],
                       check=True)

    def report(self):
        process = run("report", "paper", "--results", self.results, "--out", self.out,
                      "--format", "json")
        self.assert_ok(process)
        return json.loads(process.stdout)["figures"]

    def rows(self, figure):
        with (self.out / f"figures/figure_{figure}.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def test_every_figure_is_there_in_every_format_and_on_the_page(self):
        figures = self.report()
        names = [f"figures/figure_{name}.{ending}" for name in FIGURES
                 for ending in ("svg", "pdf", "png", "csv")]
        self.assertEqual([file for figure in figures for file in figure["files"]], names)
        page = (self.out / "index.html").read_text()
        for figure in figures:
            self.assertIn(figure["title"], page)
            root = xml.parse(self.out / figure["files"][0]).getroot()
            self.assertIn("SIMULATED", "".join(root.itertext()))
        self.assertEqual(page.count("<svg"), len(FIGURES))
        # Only ECG-only systems that were not simulated are missing.
        self.assertEqual([f["title"][:11] for f in figures if f["missing"]], ["Figure 3(a)"])

    def test_figures_show_the_numbers_of_the_files(self):
        self.report()
        result = json.loads((self.results / "supreme-resnet-cfn/zero_shot/csn.json").read_text())
        shown = {r["group"]: r for r in self.rows("15") if r["series"] == "ResNet + CFN"}
        self.assertEqual(len(shown), 38)
        for entry in result["classes"]:
            row = shown[entry["code"]]
            if entry["auc"] is None:
                self.assertEqual((row["state"], row["value"]), ("undefined", ""))
            else:
                self.assertAlmostEqual(float(row["value"]), 100 * entry["auc"], 9)
                self.assertAlmostEqual(float(row["high"]), 100 * entry["high"], 9)
            self.assertEqual(row["source"], "supreme-resnet-cfn/zero_shot/csn.json")

    def test_what_is_not_there_is_missing_and_never_filled(self):
        for path in (self.results / "merl/zero_shot").iterdir():
            path.unlink()
        (self.results / "vocabulary/report.json").unlink()
        figures = {figure["files"][0]: figure for figure in self.report()}
        self.assertEqual(len(figures["figures/figure_17.svg"]["missing"]), 6)
        self.assertTrue(figures["figures/figure_5_words.svg"]["missing"])
        for row in self.rows("17"):
            self.assertEqual((row["state"], row["value"]), ("missing", ""))
            self.assertTrue(row["paper"], "the paper's figures stay")


if __name__ == "__main__":
    unittest.main()
