"""supreme finetune: encoder and linear layer trained together, against supreme probe."""

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
            ["simulate", "--records", 60, "--seed", 11, "--out", cls.root / "ecgs"],
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

    def finetune(self, *more):
        return run(*self.arguments("finetune", "--threads", 2, *more))

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
        shots = ["--shots", 1, "--seeds", 4]
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

    def test_ctrl_c_ends_both_programs_and_leaves_nothing(self):
        temporary = self.folder / "tmp"
        temporary.mkdir()
        command = [str(SUPREME), *map(str, self.arguments("finetune", "--epochs", 100000))]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, start_new_session=True,
                                   env={**os.environ, "TMPDIR": str(temporary)})
        deadline = time.monotonic() + 60
        while not list(temporary.glob("*/job.safetensors")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1.5)
        os.killpg(process.pid, signal.SIGINT)
        started = time.monotonic()
        output, _ = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - started, 30)
        self.assertNotEqual(process.returncode, 0)
        self.assertEqual(output, "")
        self.assertEqual(list(temporary.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
