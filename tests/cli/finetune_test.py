"""supreme finetune: encoder and linear layer trained together, against supreme probe."""

import csv
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from harness import SOURCE, SUPREME, ProgramTest, run

TASK = SOURCE / "tasks" / "simulated.json"


class FineTuneTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-finetune-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        for arguments in (
            ["simulate", "--records", 40, "--seed", 11, "--out", cls.root / "ecgs"],
            ["data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.root / "pack"],
        ):
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(process.stderr)
        shutil.rmtree(cls.root / "ecgs")

    def arguments(self, verb, *more):
        folds = [] if "--folds" in more else ["--folds", "1-4/5-7/8-10"]
        return [verb, "--bundle", "simulated-small", "--pack", self.root / "pack", "--task", TASK,
                *folds, "--bootstrap", 20, "--format", "json", *more]

    def tune_arguments(self, *more):
        run = [] if "--run" in more else ["--run", self.folder / "run"]
        return self.arguments("finetune", "--threads", 1, *run, *more)

    def finetune(self, *more):
        return run(*self.tune_arguments(*more))

    def start(self, *more, **options):
        """A call in a process group of its own."""
        command = [str(SUPREME), *map(str, self.tune_arguments(*more))]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                start_new_session=True, **options)

    def wait_for(self, pattern, process):
        """Until a file in the run folder is there."""
        deadline = time.monotonic() + 60
        while not list(self.folder.glob(pattern)):
            self.assertIsNone(process.poll(), "the call ended before")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def result(self, *more):
        process = self.finetune(*more)
        self.assert_ok(process)
        return json.loads(process.stdout)

    def test_result_is_a_probes_with_its_own_method(self):
        output = self.folder / "results" / "tuned.json"
        result = self.result("--epochs", 2, "--seeds", "3,1", "--output", output)
        self.assertEqual(json.loads(output.read_text()), result)
        self.assertEqual((result["kind"], result["method"], result["protocol"]),
                         ("probe", "fine-tune", "clean"))
        self.assertEqual((result["fraction"], result["shots"]), (1.0, None))
        self.assertEqual([r["seed"] for r in result["runs"]], [3, 1])
        self.assertEqual(result["settings"]["encoder_learning_rate"], 1e-4)
        self.assertEqual(result["settings"]["learning_rate"], 1e-3)
        self.assertNotEqual(result["runs"][0]["loss"], result["runs"][1]["loss"])
        mean = sum(r["auc"] for r in result["runs"]) / 2
        self.assertAlmostEqual(result["macro"]["auc"], mean, places=12)
        self.assertEqual(len(result["bundle"]["id"]), 64)

    def test_with_a_frozen_encoder_it_is_the_linear_probe(self):
        shots = ["--shots", 1, "--seeds", 4, "--folds", "1-3/4/5-10"]
        process = run(*self.arguments("probe", *shots, "--features", self.folder / "features"))
        self.assert_ok(process)
        probe = json.loads(process.stdout)
        tuned = self.result(*shots, "--encoder-rate", 0, "--head-rate", 0.001, "--weight-decay",
                            1e-8, "--epochs", 100, "--warmup-epochs", 5, "--batch-size", 16)
        self.assertEqual(tuned["split"], probe["split"])
        self.assertEqual(tuned["n_train"], probe["n_train"])
        for one, other in zip(tuned["runs"], probe["runs"]):
            self.assertEqual(one["epoch"], other["epoch"])
            self.assertAlmostEqual(one["loss"], other["loss"], places=4)
            self.assertAlmostEqual(one["auc"], other["auc"], places=2)
            self.assertAlmostEqual(one["validation_auc"], other["validation_auc"], places=2)

    def test_wrong_calls_say_what_to_do(self):
        self.assert_fails(self.finetune("--epochs", 0), 2, "epochs")
        self.assert_fails(self.finetune("--encoder-rate", 2), 2, "encoder_rate")
        self.assert_fails(self.finetune("--shots", 1, "--fraction", 1), 2, "exclude")
        self.assert_fails(self.finetune("--folds", "1-8//10"), 2, "validation")
        self.assert_fails(run(*self.arguments("finetune")), 2, "--run")
        self.assertFalse((self.folder / "run").exists())

    def test_run_folder_shows_the_run_and_refuses_another(self):
        settings = ["--epochs", 2, "--seeds", 1]
        first = self.result(*settings)
        seed = self.folder / "run" / "seed_1"
        with open(seed / "metrics.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([float(r["epoch"]) for r in rows if r["loss"]], [1, 2])
        aucs = [float(r["validation_auc"]) for r in rows if r["validation_auc"]]
        self.assertEqual(max(aucs), first["runs"][0]["validation_auc"])
        self.assertIn("AUC", (self.folder / "run" / "log.txt").read_text())
        listed = run("runs", self.folder, "--format", "json")
        self.assert_ok(listed)
        self.assertIn("finished", listed.stdout)
        self.assert_fails(self.finetune(*settings, "--encoder-rate", 3e-4), 2,
                          "config/train/encoder_rate: 0.0001, now 0.0003")
        self.assert_fails(self.finetune(*settings, "--fraction", 10), 2, "records/train")
        # One seed more is trained, the other is there.
        both = self.result("--epochs", 2, "--seeds", "1,2")
        self.assertEqual(both["runs"][0], first["runs"][0])
        self.assertEqual(len(both["runs"]), 2)

    def test_killed_at_once_goes_on_to_the_same_result(self):
        settings = ["--epochs", 4, "--seeds", "1,2"]
        straight = self.result(*settings, "--run", self.folder / "straight")
        process = self.start(*settings)
        self.wait_for("run/seed_1/checkpoints/step_*/DONE", process)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        self.assertFalse((self.folder / "run/seed_1/result.safetensors").exists())
        resumed = self.finetune(*settings)
        self.assert_ok(resumed)
        self.assertIn("resumed at step", resumed.stderr)
        self.assertEqual(json.loads(resumed.stdout), straight)

    def test_ctrl_c_saves_and_the_same_call_goes_on(self):
        temporary = self.folder / "tmp"
        temporary.mkdir()
        settings = ["--epochs", 8, "--seeds", 1]
        process = self.start(*settings, env={**os.environ, "TMPDIR": str(temporary)})
        self.wait_for("run/seed_1/checkpoints/step_*/DONE", process)
        os.killpg(process.pid, signal.SIGINT)
        started = time.monotonic()
        output, errors = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - started, 30)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(output, "")
        self.assertIn("the same command goes on", errors)
        self.assertEqual(list(temporary.iterdir()), [])
        step = json.loads((self.folder / "run/seed_1/latest/state.json").read_text())["step"]
        resumed = self.finetune(*settings)
        self.assert_ok(resumed)
        self.assertIn(f"resumed at step {step} of ", resumed.stderr)

    def test_a_second_writer_is_refused(self):
        settings = ["--epochs", 100000, "--seeds", 1]
        process = self.start(*settings)
        self.wait_for("run/seed_1/checkpoints/step_*/DONE", process)
        self.assert_fails(self.finetune(*settings), 5, "lock")
        process.kill()  # of the front alone: the program that trains saves its work and ends
        process.communicate(timeout=60)
        self.assertFalse((self.folder / "run/lock").exists())


if __name__ == "__main__":
    unittest.main()
