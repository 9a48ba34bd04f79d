"""The stand-ins that ablations are rehearsed on, and the page about a rehearsal."""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))
import stand_ins  # noqa: E402


class StandInsTest(unittest.TestCase):
    def test_the_encoder_has_the_size_of_bert_base(self):
        numbers = 0
        for shape in stand_ins.bert_shapes(30522).values():
            numbers += shape[0] * (shape[1] if len(shape) > 1 else 1)
        # 109,482,240 of Hugging Face's BertModel, without its pooler of 768 × 768 + 768.
        self.assertEqual(numbers, 109_482_240 - 768 * 769)

    def test_entities_differ_and_begin_with_the_names_of_terms(self):
        terms = [{"term": "a", "synonyms": ["b", "c"]}, {"term": "d", "synonyms": ["b"]}]
        self.assertEqual(stand_ins.entity_texts(terms, 5), ["a", "d", "b", "c", "known old a"])
        with self.assertRaises(SystemExit):
            stand_ins.entity_texts(terms, 9)

    def test_a_split_keeps_patients_together_and_has_all_parts(self):
        with tempfile.TemporaryDirectory() as folder:
            pack = pathlib.Path(folder)
            (pack / "manifest.csv").write_text(
                "record_id,patient_id\n" + "".join(f"{i},{i // 2}\n" for i in range(60)))
            stand_ins.write_split(pack, pack / "split.csv")
            with open(pack / "split.csv", newline="", encoding="utf-8") as file:
                parts = {int(row["record_id"]): row["split"] for row in csv.DictReader(file)}
        for first in range(0, 60, 2):
            self.assertEqual(parts[first], parts[first + 1])
        self.assertEqual({part: list(parts.values()).count(part) for part in parts.values()},
                         {"validation": 6, "test": 12, "train": 42})


class PageTest(unittest.TestCase):
    def test_hours_are_those_of_the_papers_records_and_failures_stay(self):
        run = {"software": {"git": "abc1234"}, "split": {"train_records": 771_693 // 100},
               "config": {"train": {"device": "cpu", "precision": "fp32", "batch_size": 256,
                                    "max_steps": 2, "epochs": 50}}}
        good = {"variant": "Table 1: plain", "parameters": 1234, "records_per_sec": 5.0,
                "peak_memory_gb": 1.5, "peak_gpu_memory_gb": None, "hours": 2.0, "outcome": "ok"}
        bad = {**dict.fromkeys(good), "variant": "Table 1: odd", "outcome": "supreme: it broke"}
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder)
            (out / "runs" / "plain" / "seed-1").mkdir(parents=True)
            (out / "runs" / "plain" / "seed-1" / "run.json").write_text(json.dumps(run))
            (out / "table.json").write_text(json.dumps({"rows": [good, bad]}))
            (out / "times.json").write_text(json.dumps({"a": 90.0, "b": 30.0}))
            page = subprocess.run(
                [sys.executable, SCRIPTS / "rehearsal_page.py", out, "--command", "words"],
                capture_output=True, text=True, check=True).stdout
        self.assertIn("**1 of the 2 variants in 1 files", page)
        self.assertIn("in 2 min", page)
        self.assertIn("| Table 1: plain | 1,234 | 5.0 | 1.50 | 200 | ok |", page)
        self.assertIn("| Table 1: odd | – | – | – | – | supreme: it broke |", page)


if __name__ == "__main__":
    unittest.main()
