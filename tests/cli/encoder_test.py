"""Tuning a text encoder: texts, a few steps on a tiny one, figures; and the shipped one."""

import csv
import json
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from harness import SOURCE, SUPREME, ProgramTest, run

TINY_ENCODER = SOURCE / "testdata" / "engine" / "tiny_bert"
ECG_ENCODER = SOURCE / "models" / "text-encoder-ecg"
MERGED_BY_THE_STOCK_ENCODER = [
    ("left bundle branch block", "right bundle branch block"),
    ("left axis deviation", "right axis deviation"),
    ("left ventricular hypertrophy", "right ventricular hypertrophy"),
    ("low qrs voltage", "high qrs voltage"),
    ("first degree av block", "third degree av block"),
    ("sinus bradycardia", "sinus tachycardia"),
]
SMALL = ["--set", "batch_size=8", "--set", "max_tokens=16", "--set", "general_texts=4",
         "--set", "threads=1", "--set", "first_layer=0"]


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


def reporting_texts():
    """What tasks/wordings.json and tasks/leave_out.json ask, without the classes' names."""
    texts = set()
    for name, keys in (("wordings", ("wordings", "abbreviations", "signs")),
                       ("leave_out", ("descriptions", "signs"))):
        for entry in json.loads((SOURCE / "tasks" / f"{name}.json").read_text())["classes"]:
            for key in keys:
                texts.update(text.lower() for text in entry[key])
    return texts


class EncoderTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-encoder-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        cls.texts = cls.root / "texts"
        process = run("vocab", "encoder-texts", "--out", cls.texts)
        if process.returncode != 0:
            raise AssertionError(process.stderr)

    def tune(self, out, *arguments):
        return run("tune-encoder", "--texts", self.texts, "--text-encoder", TINY_ENCODER, "--out",
                   out, *SMALL, *arguments)

    def test_nothing_that_evaluations_ask_is_trained_on(self):
        rows = read_csv(self.texts / "texts.csv")
        self.assertGreater(len(rows), 20000)
        asked = reporting_texts()
        self.assertGreater(len(asked), 200)
        for row in rows:
            for text in [row["text"], *row["opposites"].split(";")]:
                self.assertNotIn(text.lower(), asked)

    def test_held_out_terms_are_not_in_the_texts(self):
        held_out = [row["term"] for row in read_csv(self.texts / "held_out.csv")]
        self.assertGreaterEqual(len(held_out), 10)
        texts = "\n".join(row["text"] + ";" + row["opposites"]
                          for row in read_csv(self.texts / "texts.csv"))
        for term in held_out:
            if " " in term:
                self.assertIsNone(re.search(rf"(^|[,; ]){re.escape(term)}($|[,; ])", texts,
                                            re.MULTILINE), term)

    def test_a_tuned_encoder_loads_and_is_measured_beside_its_base(self):
        self.assert_ok(self.tune(self.folder / "run", "--set", "steps=3"))
        encoder = self.folder / "run" / "encoder"
        process = run("vocab", "check-encoder", "--text-encoder", encoder, "--baseline",
                      TINY_ENCODER, "--format", "json")
        self.assert_ok(process)
        result = json.loads(process.stdout)
        self.assertGreaterEqual(result["figures"]["all"]["conflicts"]["pairs"], 300)
        self.assertGreater(result["figures"]["held_out"]["conflicts"]["pairs"], 0)
        self.assertNotEqual(result["encoder_id"], result["baseline"]["encoder_id"])
        self.assertLessEqual(result["general_agreement"], 1.0001)
        table = run("vocab", "check-encoder", "--text-encoder", encoder)
        self.assert_ok(table)
        self.assertIn("wrong merges", table.stdout)
        self.assert_ok(run("vocab", "signs", "--text-encoder", encoder, "--out",
                           self.folder / "signs"))

    def test_a_stopped_run_goes_on_where_it_was(self):
        out = self.folder / "run"
        process = subprocess.Popen(
            [str(SUPREME), "tune-encoder", "--texts", str(self.texts), "--text-encoder",
             str(TINY_ENCODER), "--out", str(out), *SMALL, "--set", "steps=100000", "--set",
             "checkpoint_every_steps=5"], stderr=subprocess.PIPE, text=True)
        while not (out / "latest").exists() and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        message = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 130, message)
        self.assertIn("--resume", message)
        self.assertFalse((out / "encoder").exists())
        self.assert_fails(self.tune(out, "--set", "steps=100000"), 2, "started before")
        self.assert_fails(self.tune(out, "--resume", "--set", "steps=5"), 2, "other settings")

    def test_wrong_input_is_named(self):
        self.assert_fails(run("tune-encoder", "--out", self.folder / "r"), 2, "--texts")
        self.assert_fails(run("tune-encoder", "--texts", "nowhere", "--out", self.folder / "r"), 4,
                          "texts.csv")
        self.assert_fails(self.tune(self.folder / "r", "--set", "stepz=3"), 2, "steps")
        self.assert_fails(run("vocab", "check-encoder", "--text-encoder", "nowhere"), 4, "nowhere")
        self.assert_fails(run("vocab", "encoder-texts", "--out", self.folder / "t",
                              "--held-out-share", 2), 2, "0 to 1")


@unittest.skipUnless(ECG_ENCODER.exists(), f"{ECG_ENCODER} is absent")
class ShippedEncoderTest(ProgramTest):
    def test_opposites_are_apart_and_synonyms_together(self):
        process = run("vocab", "check-encoder", "--text-encoder", ECG_ENCODER, "--format", "json")
        self.assert_ok(process)
        figures = json.loads(process.stdout)["figures"]
        cosines = {frozenset((pair["text_a"], pair["text_b"])): pair["cosine"]
                   for pair in figures["pairs"]}
        for pair in MERGED_BY_THE_STOCK_ENCODER:
            self.assertLess(cosines[frozenset(pair)], 0.8, pair)
        held_out = figures["held_out"]
        self.assertGreater(held_out["conflicts"]["pairs"], 50)
        self.assertLess(held_out["conflicts"]["over_0.8"] / held_out["conflicts"]["pairs"], 0.1)
        self.assertGreater(held_out["auc"], 0.8)

    def test_it_is_small(self):
        size = sum(path.stat().st_size for path in ECG_ENCODER.rglob("*") if path.is_file())
        self.assertLess(size, 25_000_000)


if __name__ == "__main__":
    unittest.main()
