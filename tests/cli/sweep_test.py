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

    def rehearse(self, *arguments):
        process = self.sweep("--rehearse", *arguments, "--format", "json")
        rows = json.loads(process.stdout)["rows"] if process.stdout else []
        return process, {row["variant"]: row for row in rows}

    def test_a_rehearsal_runs_each_training_for_few_steps_and_names_what_fails(self):
        self.write(SWEEP.replace("9,10", "1-10") + BROKEN, steps=500)
        process, rows = self.rehearse()
        self.assertEqual(process.returncode, 1, process.stderr)
        self.assertIn("1 of 3 variants failed", process.stderr)
        self.assertEqual(list(rows), ["plain", "much dropout", "broken"])
        folder = self.folder / "out" / "rehearsal"
        runs = sorted(path.relative_to(folder) for path in folder.glob("runs/*/*"))
        self.assertEqual([str(path) for path in runs],
                         ["runs/broken/seed-1", "runs/much-dropout/seed-1", "runs/plain/seed-1"])
        for name in ("plain", "much dropout"):
            run_json = folder / "runs" / name.replace(" ", "-") / "seed-1" / "run.json"
            facts = json.loads(run_json.read_text())
            self.assertEqual(facts["result"]["steps"], 2)
            self.assertEqual(facts["config"]["train"]["batch_size"], 16)
            row = rows[name]
            self.assertEqual((row["outcome"], row["log"]), ("ok", None))
            self.assertEqual(row["parameters"], facts["result"]["parameters"])
            self.assertGreater(row["peak_memory_gb"], 0.05)
            self.assertIsNone(row["peak_gpu_memory_gb"])
            seconds = row["epochs"] * row["train_records"] / row["records_per_sec"]
            self.assertAlmostEqual(row["hours"], seconds / 3600)
            result = json.loads((run_json.parent / "results" / "simulated.json").read_text())
            self.assertIn(result["n_records"], range(55, 65))  # of 100; some have no class
        self.assertIn("text_width", rows["broken"]["outcome"])
        self.assertTrue((folder / rows["broken"]["log"]).is_file())
        self.assertIn("| broken |", (folder / "table.md").read_text())

        again, rows_again = self.rehearse()
        self.assertNotIn("plain", again.stderr)  # what has run is not run again
        self.assertIn("broken, seed 1: FAILED", again.stderr)
        self.assertEqual(rows_again["plain"], rows["plain"])
        self.assert_fails(self.sweep("--rehearse", "--steps", 3), 2, f"remove {folder}")

    def test_a_rehearsal_leaves_the_sweep_itself_alone(self):
        self.write(SWEEP, steps=3)
        process, _ = self.rehearse("--seeds", 1)
        self.assert_ok(process)
        self.assertEqual([path.name for path in (self.folder / "out").iterdir()], ["rehearsal"])
        process = self.sweep("--seeds", 1)
        self.assert_ok(process)
        self.assertIn("[0/4] plain, seed 1: training\n", process.stderr)
        run_json = self.folder / "out" / "runs" / "plain" / "seed-1" / "run.json"
        self.assertEqual(json.loads(run_json.read_text())["result"]["steps"], 3)

    def test_a_rehearsal_of_several_files_shares_equal_trainings(self):
        file = self.write(SWEEP)
        other = self.folder / "other.toml"
        other.write_text(SWEEP.replace('"Dropout"', '"Twice"').replace("0.5", "0.4"))
        process = run("sweep", file, other, "--root", self.lab, "--out", self.folder / "out",
                      "--rehearse", "--steps", 1, "--format", "csv")
        self.assert_ok(process)
        rows = list(csv.DictReader(process.stdout.splitlines()))
        self.assertEqual([row["variant"] for row in rows],
                         ["Dropout: plain", "Dropout: much dropout", "Twice: plain",
                          "Twice: much dropout"])
        for key in ("records_per_sec", "parameters"):
            self.assertEqual(rows[0][key], rows[2][key])
        self.assertEqual(process.stderr.count("trained in"), 3)

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
        self.assert_fails(self.sweep(self.folder / "sweep.toml"), 2, "one sweep file at a time")
        self.assert_fails(self.sweep("--steps", 3), 2, "--steps belongs to --rehearse")
        self.assert_fails(self.sweep("--rehearse", "--dry-run"), 2, "exclude each other")


if __name__ == "__main__":
    unittest.main()
