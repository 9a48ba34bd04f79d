"""The model that comes along: no training, no --bundle; and models trained from the simulator."""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from harness import BIN, SOURCE, ProgramTest, run, write_record

TINY_ENCODER = SOURCE / "testdata" / "engine" / "tiny_bert"


class ShippedModelTest(ProgramTest):
    def predict(self, *arguments):
        process = run("predict", *arguments, "--format", "json")
        self.assert_ok(process)
        return json.loads(process.stdout)

    def test_it_answers_free_text_without_a_bundle(self):
        record = write_record(self.folder, "one")
        answer = self.predict(record, "--query", "Atrial Fibrillation", "--query",
                              "pacing spike directly before each wide QRS", "--query",
                              "racing heart", "--query", "kein Hinterwandinfarkt")
        self.assertEqual(answer["bundle"]["name"], "simulated-small")
        queries = answer["queries"]
        self.assertEqual([query["kind"] for query in queries],
                         ["known", "resolved", "new", "resolved"])
        self.assertEqual(queries[1]["text"], "ventricular paced rhythm")
        self.assertEqual(len(queries[2]["nearest"]), 3)
        self.assertEqual(queries[3]["text"], "inferior myocardial infarction")
        self.assertTrue(queries[3]["denied"])

    def test_the_environment_names_another_bundle(self):
        record = write_record(self.folder, "one")
        copy = self.folder / "my-model"
        shutil.copytree(SOURCE / "models" / "simulated-small", copy)
        process = run("predict", record, "--query", "afib", env={"SUPREME_BUNDLE": str(copy)})
        self.assert_ok(process)
        self.assertIn("bundle my-model", process.stdout)
        self.assert_fails(run("predict", record, env={"SUPREME_BUNDLE": "no-such-model"}), 4,
                          "no-such-model", "looked in")

    def test_bfloat16_answers_nearly_as_float32(self):
        process = subprocess.run([SOURCE / "bench" / "predict_precision.py", "--json",
                                  SOURCE / "models" / "simulated-small"], capture_output=True,
                                 text=True, check=False,
                                 env={**os.environ, "SUPREME_BIN_DIR": str(BIN)})
        self.assert_ok(process)
        row = json.loads(process.stdout)
        self.assertGreater(row["scores"], 20000)
        self.assertLessEqual(row["q999"], 0.02)
        self.assertLessEqual(row["max"], 0.1)
        self.assertLessEqual(abs(row["auc_fp32"] - row["auc_bf16"]), 0.002)

    def test_inspect_says_where_it_comes_from(self):
        process = run("inspect", SOURCE / "models" / "simulated-small")
        self.assert_ok(process)
        self.assertRegex(process.stdout, r"trained_on +\d+ simulated records .* no real ECG")
        card = run("inspect", SOURCE / "models" / "simulated-small", "--format", "card").stdout
        self.assertIn("not a medical device", card)

    def test_the_card_takes_the_tables_of_real_ecgs(self):
        bundle, results = self.folder / "bundle", self.folder / "results"
        shutil.copytree(SOURCE / "models" / "simulated-small", bundle)
        results.mkdir()
        entry = {"code": "MI", "query": "infarct", "kind": "known", "n_pos": 9, "auc": 0.8125,
                 "low": 0.7, "high": 0.9}
        (results / "ptbxl-super.json").write_text(json.dumps(
            {"task": "ptbxl-super", "n_records": 30, "min_positives": 5, "classes": [entry],
             "split": {"description": "folds 5-10"},
             "macro": {"auc": 0.8125, "low": 0.7, "high": 0.9, "n_defined": 1, "n_classes": 1}}))
        for _ in range(2):  # the second time replaces the first
            subprocess.run(["scripts/update_model_card.sh", BIN, bundle, results], cwd=SOURCE,
                           check=True, capture_output=True)
        card = (bundle / "README.md").read_text()
        self.assertEqual(card.count("| ptbxl-super | 30 | 1 of 1 | 0.812 [0.700, 0.900] |"), 1)
        self.assertNotIn("Not measured", card)
        self.assertLess(card.index("ptbxl-super"), card.index("## Input"))

    def test_part_one_of_the_demo_asks_simulated_ecgs(self):
        process = subprocess.run(["scripts/demo.sh", BIN, self.folder / "demo", "0"], cwd=SOURCE,
                                 capture_output=True, text=True, timeout=240, check=False,
                                 env={"PATH": "/usr/bin:/bin", "SUPREME_DEMO_PTBXL": "/nowhere"})
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertIn("Hinterwandinfarkt: known as", process.stdout)
        self.assertIn("racing heart: new; nearest known", process.stdout)
        page = (self.folder / "demo" / "answers.html").read_text()
        self.assertEqual(page.count("<article"), 6)
        self.assertNotIn("<script", page)

    def test_a_page_shows_what_is_known_of_a_record(self):
        record = write_record(self.folder, "one")
        with open(self.folder / "about.csv", "w", newline="", encoding="utf-8") as table:
            csv.writer(table).writerows([["file", "truth"], ["one.hea", "low qrs voltage"]])
        page = self.folder / "page.html"
        self.assert_ok(run("predict", record, "--about", self.folder / "about.csv", "--query",
                           "low QRS voltage", "--format", "html", "--output", page))
        self.assertIn("True of this record", page.read_text())


class FromTheSimulatorTest(ProgramTest):
    """A vocabulary of signs by a tiny text encoder, and a few steps of training on it."""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-signs-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        cls.signs = run("vocab", "signs", "--out", cls.root / "signs", "--text-encoder",
                        TINY_ENCODER)
        if cls.signs.returncode != 0:
            raise AssertionError(cls.signs.stderr)

    def pretrain(self, out, *arguments):
        return run("pretrain", "--data", "simulate:1", "--vocab", self.root / "signs", "--out", out,
                   "--preset", "nano", "--epochs", 1, "--set", "model.text_width=32", "--set",
                   "simulate.epoch_records=32", "--set", "simulate.validation_records=32", "--set",
                   "simulate.questions_per_batch=16", "--set", "train.batch_size=16", *arguments)

    def test_the_vocabulary_has_a_query_per_finding_and_a_row_per_text(self):
        queries = json.loads((self.root / "signs" / "queries.json").read_text())["queries"]
        self.assertIn("atrial fibrillation", [query["text"] for query in queries])
        with open(self.root / "signs" / "questions.csv", newline="", encoding="utf-8") as table:
            texts = sum(1 for _ in csv.DictReader(table))
        self.assertRegex(self.signs.stdout, rf"texts +{texts}\n")

    def test_training_ends_in_a_bundle_that_answers_and_is_evaluated(self):
        self.assert_ok(self.pretrain(self.folder / "run"))
        bundle = self.folder / "run" / "bundle"
        self.assertIn("simulated records (seed 1)", run("inspect", bundle).stdout)
        self.assert_ok(run("simulate", "--records", 40, "--out", self.folder / "ecgs"))
        self.assert_ok(run("data", "import", "ptbxl", self.folder / "ecgs", "--out",
                           self.folder / "pack"))
        process = run("eval", "zero-shot", "--bundle", bundle, "--pack", self.folder / "pack",
                      "--task", "simulated", "--folds", "1-10", "--bootstrap", 0,
                      "--min-positives", 3, "--text-encoder", TINY_ENCODER, "--format", "json")
        self.assert_ok(process)
        result = json.loads(process.stdout)
        self.assertEqual(result["min_positives"], 3)
        enough = [entry for entry in result["classes"]
                  if entry["n_pos"] >= 3 and entry["auc"] is not None]
        self.assertEqual(result["macro"]["n_defined"], len(enough))
        self.assertLess(len(enough), len(result["classes"]))

    def test_wrong_data_is_named(self):
        self.assert_fails(run("pretrain", "--data", "simulate:x", "--vocab", "v", "--out", "r"), 2,
                          "simulate:x")


if __name__ == "__main__":
    unittest.main()
