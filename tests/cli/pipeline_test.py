"""The whole way: simulate → import → extract → vocab → pretrain → eval → predict → report."""

import json
import pathlib
import shutil
import tempfile
import unittest

from harness import DATA, SOURCE, ProgramTest, run, write_record

HELD_OUT = "right bundle branch block"


class Pipeline(ProgramTest):
    """Builds one small model for all tests of this file."""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-pipeline-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        cls.processes = {}
        for name, arguments in {
            "simulate": ["simulate", "--records", 300, "--seed", 7, "--out", cls.root / "ecgs"],
            "import": ["data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.root / "pack"],
            "extract": ["extract", "--pack", cls.root / "pack", "--out", cls.root / "store.sqlite"],
            "vocab": ["vocab", "build", "--pack", cls.root / "pack", "--store",
                      cls.root / "store.sqlite", "--out", cls.root / "vocab", "--hold-out",
                      HELD_OUT],
            "pretrain": ["pretrain", "--pack", cls.root / "pack", "--vocab", cls.root / "vocab",
                         "--out", cls.root / "run", "--preset", "nano", "--epochs", 1],
            "eval": ["eval", "zero-shot", "--bundle", cls.root / "run" / "bundle", "--pack",
                     cls.root / "pack", "--task", SOURCE / "tasks" / "simulated.json", "--folds",
                     "9,10", "--bootstrap", 50, "--output",
                     cls.root / "run" / "results" / "simulated.json"],
            "report": ["report", cls.root / "run"],
        }.items():
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(f"{name}: {process.stderr}")
            cls.processes[name] = process
        cls.bundle = cls.root / "run" / "bundle"
        cls.record = cls.root / "ecgs" / "records500" / "00000" / "00001_hr.hea"

    def predict(self, *arguments):
        process = run("predict", *arguments, "--bundle", self.bundle, "--format", "json")
        self.assert_ok(process)
        return json.loads(process.stdout)


class PipelineTest(Pipeline):
    def test_queries_come_from_the_reports_without_the_held_out_one(self):
        queries = json.loads((self.root / "vocab" / "queries.json").read_text())
        texts = [query["text"] for query in queries["queries"]]
        self.assertIn("sinus rhythm", texts)
        self.assertNotIn(HELD_OUT, texts)
        self.assertIn(HELD_OUT, queries["held_out"])

    def test_result_reports_seen_and_unseen_classes_apart(self):
        result = json.loads((self.root / "run" / "results" / "simulated.json").read_text())
        by_prompt = {entry["prompt"]: entry for entry in result["classes"]}
        self.assertFalse(by_prompt[HELD_OUT]["seen"])
        self.assertTrue(by_prompt["sinus rhythm"]["seen"])
        for entry in result["classes"]:
            self.assertEqual(entry["n_pos"] + entry["n_neg"], result["n_records"])

    def test_report_is_one_page_that_loads_nothing(self):
        page = (self.root / "run" / "report.html").read_text()
        self.assertIn("Research use, not for diagnosis", page)
        self.assertNotIn("src=\"http", page)
        self.assertNotIn("<script", page)
        self.assertIn(HELD_OUT, page)

    def test_the_same_seed_gives_the_same_files(self):
        again = self.folder / "again"
        self.assert_ok(run("simulate", "--records", 20, "--seed", 7, "--workers", 1,
                           "--out", again))
        for name in ("00001_hr.dat", "00020_hr.dat"):
            path = pathlib.Path("records500") / "00000" / name
            self.assertEqual((again / path).read_bytes(), (self.root / "ecgs" / path).read_bytes())

    def test_pretrain_refuses_a_finished_run_and_resumes_it_as_done(self):
        arguments = ["pretrain", "--pack", self.root / "pack", "--vocab", self.root / "vocab",
                     "--out", self.root / "run", "--preset", "nano", "--epochs", 1]
        self.assert_fails(run(*arguments), 2, "--resume")
        self.assert_ok(run(*arguments, "--resume"))

    def test_evaluation_without_a_text_encoder_folder_says_which_path_is_wrong(self):
        process = run("predict", self.record, "--bundle", self.bundle, "--query", "afib",
                      "--text-encoder", self.folder / "none")
        self.assert_fails(process, 4, "none")


class PredictTest(Pipeline):
    def test_query_says_whether_it_is_known_resolved_or_new(self):
        answer = self.predict(self.record, "--query", "sinus rhythm", "--query", HELD_OUT)
        kinds = {score["query"]: score["kind"] for score in answer["records"][0]["scores"]}
        self.assertEqual(kinds["sinus rhythm"], "known")
        self.assertEqual(kinds[HELD_OUT], "new")

    def test_a_folder_with_a_bad_record_goes_on_and_exits_1(self):
        write_record(self.folder, "good")
        write_record(self.folder, "worse", gain="0(0)/mV")
        process = run("predict", self.folder, "--bundle", self.bundle, "--format", "json")
        self.assertEqual(process.returncode, 1, process.stderr)
        records = json.loads(process.stdout)["records"]
        self.assertEqual(len(records), 2)
        self.assertIn("gain", json.dumps(records[1]))

    def test_challenge_file_and_100_hz_record_are_scored(self):
        challenge = DATA / "cinc" / "smoke" / "CPSC_CPSC-Extra" / "A0001.mat"
        slow = DATA / "ptbxl_500" / "records100" / "00000" / "00001_lr.hea"
        for path in (challenge, slow):
            if not path.exists():
                self.skipTest(f"{path} is absent")
        answer = self.predict(challenge, slow)
        self.assertEqual(len(answer["records"]), 2)
        for record in answer["records"]:
            self.assertTrue(all(0 <= score["score"] <= 1 for score in record["scores"]))

    def test_a_changed_text_encoder_is_refused(self):
        copy = self.folder / "bundle"
        shutil.copytree(self.bundle, copy)
        encoder = json.loads((copy / "text_encoder.json").read_text())
        encoder["id"] = "0" * 64
        (copy / "text_encoder.json").write_text(json.dumps(encoder))
        process = run("predict", self.record, "--bundle", copy, "--query", "afib")
        self.assert_fails(process, 3, "encoder")

    def test_a_bundle_with_cut_weights_is_refused(self):
        copy = self.folder / "bundle"
        shutil.copytree(self.bundle, copy)
        weights = copy / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:-4])
        self.assert_fails(run("predict", self.record, "--bundle", copy), 3, "model.safetensors")

    def test_an_empty_folder_is_an_error(self):
        empty = self.folder / "empty"
        empty.mkdir()
        self.assert_fails(run("predict", empty, "--bundle", self.bundle), 4, "empty")


if __name__ == "__main__":
    unittest.main()
