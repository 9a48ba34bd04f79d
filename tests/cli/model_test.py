"""What the model presets cost, and a run with the linear head from pack to answers."""

import json
import pathlib
import shutil
import tempfile
import unittest

from harness import SOURCE, ProgramTest, run

NEW_QUESTION = "zigzag line of unknown cause"


class ModelTest(ProgramTest):
    def describe(self, *arguments):
        process = run("model", *arguments, "--format", "json")
        self.assert_ok(process)
        return json.loads(process.stdout)

    def test_the_table_stands_in_the_docs(self):
        process = run("model")
        self.assert_ok(process)
        self.assertIn(process.stdout, (SOURCE / "docs" / "model.md").read_text())

    def test_json_says_what_a_variant_costs(self):
        tiny, linear = (self.describe("--preset", "tiny", *more)[0]
                        for more in ([], ["--set", "model.fusion=linear", "--queries", 10]))
        self.assertEqual(tiny["tokens"], 480)
        self.assertEqual(tiny["queries"], 295)
        self.assertEqual(tiny["parameters"]["encoder"], 5372736)
        self.assertEqual(linear["parameters"]["encoder"], 5372736)
        self.assertEqual(linear["model"]["fusion"], "linear")
        # Projection 192 → 256 → 256 and ten outputs.
        self.assertEqual(linear["parameters"]["rest"], 193 * 256 + 257 * 256 + 257 * 10)

    def test_a_training_file_names_the_model(self):
        paper = self.describe("--config", SOURCE / "configs" / "paper.toml")[0]
        self.assertEqual(paper["model"]["text_width"], 768)
        self.assertAlmostEqual(paper["parameters"]["total"] / 1e6, 10.5, delta=0.1)

    def test_wrong_calls_are_refused(self):
        self.assert_fails(run("model", "--preset", "huge"), 2, "huge", "tiny")
        self.assert_fails(run("model", "--set", "model.fusion=sum"), 2, "fusion")
        self.assert_fails(run("model", "--set", "model.width=100"), 2, "attention_heads")
        self.assert_fails(run("model", "--queries", 0), 2, "--queries")
        self.assert_fails(run("model", "--preset", "tiny", "--config", "x.toml"), 2, "--config")


class LinearHeadTest(ProgramTest):
    """A network of a few thousand weights, one epoch."""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-linear-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        root = cls.root
        small = ["model.fusion=linear", "model.encoder_output=pooled", "model.stem_width=8",
                 "model.width=16", "model.stage_blocks=1", "model.hidden_width=16",
                 "train.batch_size=16", "train.threads=1"]
        for arguments in (
                ["simulate", "--records", 100, "--seed", 3, "--out", root / "ecgs"],
                ["data", "import", "ptbxl", root / "ecgs", "--out", root / "pack"],
                ["extract", "--pack", root / "pack", "--out", root / "store.sqlite"],
                ["vocab", "build", "--pack", root / "pack", "--store", root / "store.sqlite",
                 "--out", root / "vocab"],
                ["pretrain", "--pack", root / "pack", "--vocab", root / "vocab", "--out",
                 root / "run", "--preset", "nano", "--epochs", 1,
                 *(word for setting in small for word in ("--set", setting))],
        ):
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(f"{arguments}: {process.stderr}")
        cls.bundle = root / "run" / "bundle"
        cls.record = root / "ecgs" / "records500" / "00000" / "00001_hr.hea"

    def test_a_new_question_is_answered_by_the_nearest_query(self):
        process = run("predict", self.record, "--bundle", self.bundle, "--format", "json",
                      "--query", "sinus rhythm", "--query", NEW_QUESTION)
        self.assert_ok(process)
        answer = json.loads(process.stdout)
        known, new = answer["queries"]
        self.assertEqual(known["kind"], "known")
        self.assertEqual(new["kind"], "nearest")
        queries = json.loads((self.bundle / "queries.json").read_text())["queries"]
        self.assertIn(new["text"], [query["text"] for query in queries])
        self.assertTrue(0 < new["similarity"] < 1)
        process = run("predict", self.record, "--bundle", self.bundle, "--format", "json",
                      "--query", new["text"])
        self.assert_ok(process)
        direct = json.loads(process.stdout)["records"][0]["scores"][0]
        self.assertEqual(answer["records"][0]["scores"][1]["score"], direct["score"])
        self.assertNotIn("threshold", answer["records"][0]["scores"][1])

    def test_evaluation_counts_classes_answered_by_another_query_as_unseen(self):
        task = json.loads((SOURCE / "tasks" / "simulated.json").read_text())
        task["classes"][0]["prompt"] = NEW_QUESTION
        (self.folder / "task.json").write_text(json.dumps(task))
        process = run("eval", "zero-shot", "--bundle", self.bundle, "--pack", self.root / "pack",
                      "--task", self.folder / "task.json", "--folds", "9,10", "--bootstrap", 0,
                      "--format", "json")
        self.assert_ok(process)
        first = json.loads(process.stdout)["classes"][0]
        self.assertEqual(first["kind"], "nearest")
        self.assertFalse(first["seen"])
        self.assertEqual(first["nearest"]["query"], first["query"])

    def test_the_bundle_says_what_it_is(self):
        process = run("inspect", self.bundle, "--format", "json")
        self.assert_ok(process)
        model = json.loads(process.stdout)["model"]
        self.assertEqual((model["fusion"], model["encoder_output"]), ("linear", "pooled"))
        self.assertIn("answers the queries below and no others",
                      (self.bundle / "README.md").read_text())

    def test_questions_that_vary_cannot_be_learned(self):
        signs = self.folder / "signs"
        process = run("pretrain", "--data", "simulate:1", "--vocab", signs, "--out",
                      self.folder / "run", "--set", "model.fusion=linear")
        self.assert_fails(process, 2, "model.fusion", "varying questions")


if __name__ == "__main__":
    unittest.main()
