"""supreme sweep: tables, failures, Ctrl-C, kill -9 and going on."""

import csv
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
import unittest

from harness import SUPREME, ProgramTest, run
from small_lab import build_lab, write_base

SWEEP = """title = "Dropout"
config = "base.toml"
pack = "pack"
vocab = "vocab"
seeds = [1, 2]
[[evaluate]]
task = "simulated"
pack = "pack"
folds = "9,10"
[[variant]]
name = "plain"
paper_auc = 0.772
[[variant]]
name = "much dropout"
set = ["model.dropout=0.5"]
"""
BROKEN = """[[variant]]
name = "broken"
set = ["model.text_width=7"]
"""


class SweepTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.lab = pathlib.Path(tempfile.mkdtemp(prefix="supreme-sweep-"))
        cls.addClassCleanup(shutil.rmtree, cls.lab)
        build_lab(cls.lab)

    def write(self, text, steps=2):
        """The sweep file, in a folder of its own with its settings."""
        (self.folder / "sweep.toml").write_text(text)
        write_base(self.folder / "base.toml", steps)
        return self.folder / "sweep.toml"

    def sweep(self, *arguments, out="out"):
        return run("sweep", self.folder / "sweep.toml", "--root", self.lab, "--out",
                   self.folder / out, *arguments)

    def start(self, out="out"):
        return subprocess.Popen(
            [str(SUPREME), "sweep", str(self.folder / "sweep.toml"), "--root", str(self.lab),
             "--out", str(self.folder / out)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def results(self, out="out"):
        """AUC by result file."""
        folder = self.folder / out
        return {str(path.relative_to(folder)): json.loads(path.read_text())["macro"]["auc"]
                for path in sorted(folder.glob("runs/*/*/results/*.json"))}

    def wait_for(self, condition, what):
        for _ in range(1200):
            if condition():
                return
            time.sleep(0.05)
        self.fail(f"{what} never came")

    def test_table_is_that_of_the_results_and_shows_what_failed(self):
        self.write(SWEEP + BROKEN)
        process = self.sweep("--jobs", 2)
        self.assertEqual(process.returncode, 1, process.stderr)
        self.assertIn("2 runs failed", process.stderr)
        results = self.results()
        self.assertEqual(len(results), 4)
        table = json.loads((self.folder / "out" / "table.json").read_text())
        for variant, folder in (("plain", "plain"), ("much dropout", "much-dropout")):
            values = [results[f"runs/{folder}/seed-{seed}/results/simulated.json"]
                      for seed in (1, 2)]
            entry = next(v for v in table["variants"] if v["name"] == variant)
            self.assertAlmostEqual(entry["mean"]["mean"], statistics.mean(values), places=12)
            self.assertAlmostEqual(entry["mean"]["sd"], statistics.stdev(values), places=12)
            shown = f"{statistics.mean(values):.4f} ± {statistics.stdev(values):.4f}"
            self.assertIn(f"| {variant} | {shown} |", process.stdout)
        broken = next(v for v in table["variants"] if v["name"] == "broken")
        self.assertIsNone(broken["mean"]["mean"])
        self.assertEqual([f["task"] for f in table["failures"]], ["broken, seed 1",
                                                                  "broken, seed 2"])
        self.assertIn("text_width", table["failures"][0]["error"])
        self.assertIn("| broken | missing |", (self.folder / "out" / "table.md").read_text())
        with open(self.folder / "out" / "table.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["n"] for row in rows], ["2", "2", "2", "2", "0", "0"])
        self.assertIn("<svg", (self.folder / "out" / "table.svg").read_text())
        self.assert_no_leftovers(self.folder / "out")

        again = self.sweep("--jobs", 2)
        self.assertEqual(again.returncode, 1)
        self.assertNotIn("plain", again.stderr)  # only what failed is tried again
        self.assertIn("broken, seed 2: FAILED", again.stderr)

    def test_stopped_and_killed_sweeps_end_with_the_figures_of_an_undisturbed_one(self):
        self.write(SWEEP.replace("[1, 2]", "[1]"), steps=40)
        self.assert_ok(self.sweep(out="whole"))
        run_json = self.folder / "out" / "runs" / "{}" / "seed-1" / "run.json"

        stopped = self.start()
        self.wait_for(pathlib.Path(str(run_json).format("plain")).exists, "the first training")
        stopped.send_signal(signal.SIGINT)
        _, errors = stopped.communicate(timeout=60)
        self.assertEqual(stopped.returncode, 130, errors)
        self.assertIn("the same command goes on", errors)

        killed = self.start()
        self.wait_for(pathlib.Path(str(run_json).format("much-dropout")).exists,
                      "the second training")
        killed.kill()
        killed.communicate()
        self.assertEqual(len(self.results()), 1)
        finished = self.folder / "out" / "runs" / "plain" / "seed-1" / "bundle" / "config.json"
        written = os.stat(finished).st_mtime_ns

        process = self.sweep()
        self.assert_ok(process)
        self.assertIn("much dropout, seed 1: training, resumed", process.stderr)
        self.assertEqual(os.stat(finished).st_mtime_ns, written)
        self.assertEqual(self.results(), self.results("whole"))
        self.assertEqual((self.folder / "out" / "table.csv").read_bytes(),
                         (self.folder / "whole" / "table.csv").read_bytes())

    def test_dry_run_starts_nothing_and_a_changed_file_is_refused(self):
        self.write(SWEEP)
        process = self.sweep("--seeds", 1, "--dry-run")
        self.assert_ok(process)
        self.assertIn("to do  plain, seed 1: training", process.stdout)
        self.assertIn("2 trainings, 2 evaluations; time left: unknown", process.stdout)
        self.assertFalse((self.folder / "out").exists())
        self.assert_ok(self.sweep("--seeds", 1))
        process = self.sweep("--seeds", 1, "--dry-run")
        self.assertIn("done   much dropout, seed 1: simulated", process.stdout)
        self.assertIn("time left: 0:00", process.stdout)
        self.assert_fails(self.sweep("--seeds", "1,2"), 2, "other files, seeds or settings")
        write_base(self.folder / "base.toml", 3)
        self.assert_fails(self.sweep("--seeds", 1), 2, "base.toml", "has changed")

    def test_wrong_files_and_flags_are_named(self):
        self.write(SWEEP.replace("seeds", "sedes"))
        self.assert_fails(self.sweep(), 2, "unknown key", "seeds")
        self.write(SWEEP.replace('"pack"', '"nowhere"'))
        self.assert_fails(self.sweep(), 4, "nowhere")
        self.assertIn("missing input", self.sweep("--dry-run").stdout)
        self.write(SWEEP + "[")
        self.assert_fails(self.sweep(), 3, "sweep.toml:")
        self.write(SWEEP)
        self.assert_fails(self.sweep("--jobs", 0), 2, "--jobs")
        self.assert_fails(self.sweep("--jobs", 2, "--devices", "cpu"), 2, "exclude")
        self.assert_fails(self.sweep("--seeds", "1,x"), 2, "\"x\" is no seed")


if __name__ == "__main__":
    unittest.main()
