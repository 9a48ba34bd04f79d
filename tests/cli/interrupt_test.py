"""Ctrl-C at drawn moments of long verbs: exit code 130, nothing half-written."""

import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from harness import SUPREME, ProgramTest, run

RECORDS = 100
TRIES = 6  # until one of them came in time
# As bash reports it, a program that had not yet taken the signal over ends with 130 too.
STOPPED = (130, -signal.SIGINT)


class InterruptTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.lab = pathlib.Path(tempfile.mkdtemp(prefix="supreme-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.lab)
        cls.ecgs, cls.pack = cls.lab / "ecgs", cls.lab / "pack"
        for arguments in (["simulate", "--records", RECORDS, "--out", cls.ecgs],
                          ["data", "import", "ptbxl", cls.ecgs, "--out", cls.pack]):
            process = run(*arguments)
            assert process.returncode == 0, process.stderr

    def assert_stops(self, *arguments, output=None):
        """Interrupts the command at moments between its start and its usual end. `output` exists
        only when the command came to its end; run again after the interrupt, it does."""
        command = [str(SUPREME), *map(str, arguments)]
        began = time.monotonic()
        usual_code = run(*arguments).returncode
        usual_s = time.monotonic() - began
        self.assertIn(usual_code, (0, 1))  # 1: data verify has found something
        draw, stopped = random.Random(len(arguments)), False
        for _ in range(TRIES):
            self.remove(output)
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       text=True, cwd=self.folder)
            time.sleep(usual_s * draw.uniform(0.1, 0.7))
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=60)
            self.assert_no_leftovers()
            if process.returncode in STOPPED:
                stopped = True
                self.assertFalse(output is not None and output.exists(), errors)
                break
            self.assertEqual(process.returncode, usual_code, errors)
        self.assertTrue(stopped, "the signal never came in time")
        if output is not None:
            self.assertEqual(run(*arguments).returncode, usual_code)
            self.assertTrue(output.exists())

    def remove(self, output):
        if output is None or not output.exists():
            return
        folder = output.parent
        shutil.rmtree(folder)
        folder.mkdir()

    def test_simulate(self):
        out = self.folder / "made" / "ecgs"
        self.assert_stops("simulate", "--records", 600, "--force", "--out", out,
                          output=out / "ptbxl_database.csv")

    def test_data_import(self):
        pack = self.folder / "made" / "pack"
        self.assert_stops("data", "import", "ptbxl", self.ecgs, "--workers", 1, "--out", pack,
                          output=pack / "pack.json")

    def test_data_verify(self):
        self.assert_stops("data", "verify", self.pack)

    def test_data_compare(self):
        self.assert_stops("data", "compare", self.pack, self.pack)

    def test_measure(self):
        self.assert_stops("measure", self.ecgs, "--format", "csv")

    def test_convert(self):
        self.assert_stops("convert", self.ecgs, "--force", "--workers", 1, "--out",
                          self.folder / "converted")

    def test_predict(self):
        scores = self.folder / "made" / "scores.csv"
        self.assert_stops("predict", self.ecgs, "--query", "afib", "--format", "csv", "--threads",
                          1, "--output", scores, output=scores)

    def test_eval_zero_shot(self):
        result = self.folder / "made" / "result.json"
        self.assert_stops("eval", "zero-shot", "--pack", self.pack, "--task", "simulated",
                          "--folds", "1-10", "--bootstrap", 100, "--output", result, output=result)

    def test_embed(self):
        features = self.folder / "made" / "features.npy"
        self.assert_stops("embed", self.ecgs, "--threads", 1, "--output", features,
                          output=features)

    def test_explain(self):
        out = self.folder / "made" / "why"
        self.assert_stops("explain", self.ecgs / "records500" / "00000" / "00001_hr.hea",
                          "--query", "afib", "--cell-ms", 500, "--out", out,
                          output=out / "explanations.json")


if __name__ == "__main__":
    unittest.main()
