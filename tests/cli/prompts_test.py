"""Prompt sets: list, show, check, generate; and what eval zero-shot makes of them."""

import csv
import io
import json
import pathlib
import shutil
import sqlite3
import tempfile
import unittest

from harness import DATA, ProgramTest, run
from llm_fault_server import FaultServer

SLOTS = {"ptbxl-super": 5, "ptbxl-sub": 23, "ptbxl-form": 19, "ptbxl-rhythm": 12, "cpsc2018": 9,
         "csn": 38}
QUICK = ["--connect-timeout", 2, "--idle-timeout", 2, "--request-timeout", 3,
         "--statement-timeout", 6, "--retry-wait", 0.02, "--give-up", 1]


class PromptSetsTest(ProgramTest):
    def test_the_sets_that_come_along_are_listed(self):
        process = run("prompts", "list", "--format", "json")
        self.assert_ok(process)
        sets = {entry["name"]: entry for entry in json.loads(process.stdout)}
        for name in ("simplified", "codes", "synonyms"):
            self.assertEqual(sets[name]["tasks"], SLOTS)
            self.assertEqual(sets[name]["n_classes"], 106)
        self.assertEqual(sets["synonyms"]["n_prompts"], 318)
        self.assertRegex(run("prompts", "list").stdout, r"(?m)^codes +106 classes, 106 prompts: ")

    def test_what_is_shown_as_csv_is_a_set_again(self):
        shown = run("prompts", "show", "synonyms", "--task", "ptbxl-rhythm", "--format", "csv")
        self.assert_ok(shown)
        rows = list(csv.DictReader(io.StringIO(shown.stdout)))
        self.assertEqual(len(rows), 12)
        self.assertEqual(rows[0]["prompt"], "supraventricular arrhythmia")
        path = self.folder / "mine.csv"
        path.write_text(shown.stdout)
        first = run("prompts", "show", "synonyms", "--task", "ptbxl-rhythm")
        self.assertEqual(run("prompts", "show", path, "--task", "ptbxl-rhythm").stdout,
                         first.stdout)
        self.assertIn("  AFIB        atrial fibrillation\n              afib\n", first.stdout)

    def test_show_names_what_a_set_lacks(self):
        self.assert_fails(run("prompts", "show", "codes", "--task", "cinc"), 4, "cinc", "csn")
        self.assert_fails(run("prompts", "show", "no-such-set"), 4, "no-such-set", "prompts list")

    def test_check_counts_faults_in_its_exit_code(self):
        good = run("prompts", "check", "simplified", "--task", "csn")
        self.assert_ok(good)
        self.assertIn("38 of 38 classes, 38 prompts, good", good.stdout)
        bad = self.folder / "bad.json"
        bad.write_text(json.dumps({"MI": ["infarct", "Infarct"], "STTC": "left st-t changes",
                                   "NORM": "infarct", "XX": "x"}))
        process = run("prompts", "check", bad, "--task", "ptbxl-super", "--format", "json",
                      "--output", self.folder / "check.json")
        self.assertEqual(process.returncode, 1)
        found = json.loads(process.stdout)
        self.assertEqual(found, json.loads((self.folder / "check.json").read_text()))
        self.assertEqual(found["missing"], ["HYP", "CD"])
        self.assertEqual(found["extra"], ["XX"])
        self.assertEqual([entry["code"] for entry in found["duplicate"]], ["MI"])
        self.assertEqual([entry["against"] for entry in found["same"]], ["MI"])

    def test_check_finds_the_known_faults_of_merls_prompts(self):
        path = DATA / "prompts" / "ckepe_detailed.json"
        if not path.exists():
            self.skipTest(f"{path} is absent")
        process = run("prompts", "check", path, "--task", "csn")
        self.assertEqual(process.returncode, 1)
        self.assertIn('contradictory STDD "ST segment elevation"', process.stdout)


class GenerateTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.server = FaultServer()
        self.addCleanup(self.server.close)
        self.out = self.folder / "sets" / "written.json"

    def generate(self, *flags, mode="prompts", model="model-a", task="ptbxl-super"):
        return run("prompts", "generate", "--task", task, "--endpoint", self.server.endpoint(mode),
                   "--model", model, "--out", self.out, *QUICK, *flags)

    def test_a_model_writes_a_set_that_says_where_it_comes_from(self):
        self.server.keep_requests = True
        self.assert_ok(self.generate("--count", 2, "--style", "sentence"))
        written = json.loads(self.out.read_text())
        self.assertEqual(written["name"], "written")
        self.assertEqual(written["tasks"]["ptbxl-super"]["CD"],
                         ["conduction disturbance 0", "conduction disturbance 1"])
        made = written["generated"]
        self.assertEqual((made["model"], made["style"], made["count"]), ("model-a", "sentence", 2))
        self.assertRegex(made["date"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertRegex(made["prompt_hash"], r"^[0-9a-f]{64}$")
        asked = [json.loads(request["messages"][1]["content"].splitlines()[-1])
                 for request in self.server.requests]
        self.assertIn("class: hypertrophy\ncode: HYP\ndata set: ptbxl\nstyle: sentence\ntexts: 2",
                      asked)
        check = run("prompts", "check", self.out, "--task", "ptbxl-super")
        self.assertIn("5 of 5 classes, 10 prompts", check.stdout)
        self.assert_no_leftovers()

    def test_answers_are_kept_and_asked_for_once(self):
        self.assert_ok(self.generate())
        first = json.loads(self.out.read_text())
        self.server.calls.clear()
        self.out.unlink()
        self.assert_ok(self.generate(mode="http500"))
        self.assertEqual(self.server.calls, {})
        self.assertEqual(json.loads(self.out.read_text())["tasks"], first["tasks"])
        # Two tasks with the same class of the same data set share its question.
        self.assert_ok(self.generate("--task", "ptbxl-sub"))
        self.assertEqual(len([text for text in self.server.calls if "normal ecg" in text]), 0)

    def test_failed_classes_are_named_and_asked_again(self):
        process = self.generate("--count", 2, mode="twins")
        self.assertEqual(process.returncode, 1)
        self.assertIn("ptbxl-super/HYP (schema)", process.stderr)
        self.assertFalse(self.out.exists())
        with sqlite3.connect(self.out.with_suffix(".sqlite")) as store:
            self.assertEqual(store.execute("SELECT count(*) FROM extraction WHERE status='failed'")
                             .fetchone(), (5,))
        self.assert_ok(self.generate("--count", 2))
        self.assertTrue(self.out.exists())

    def test_models_are_not_mixed(self):
        self.assert_ok(self.generate())
        self.assert_fails(self.generate(model="model-b"), 3, "model-a", "model-b")

    def test_an_endpoint_that_is_not_there_is_named(self):
        process = run("prompts", "generate", "--task", "csn", "--endpoint", "http://127.0.0.1:1/v1",
                      "--model", "m", "--out", self.out, *QUICK)
        self.assertEqual(process.returncode, 5, process.stderr)
        self.assertIn("connect", process.stderr)
        self.assert_fails(run("prompts", "generate", "--task", "csn", "--out", self.out), 2,
                          "--endpoint")
        self.assert_fails(run("prompts", "generate", "--out", self.out), 2, "--task")


class ZeroShotTest(ProgramTest):
    """With the model that comes along, on a few simulated ECGs."""

    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-prompts-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        for command in (["simulate", "--records", 60, "--out", cls.root / "ecgs"],
                        ["data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.root / "pack"]):
            process = run(*command)
            if process.returncode != 0:
                raise AssertionError(process.stderr)

    def evaluate(self, task, *flags):
        return run("eval", "zero-shot", "--pack", self.root / "pack", "--task", task, "--folds",
                   "1-10", "--bootstrap", 0, "--format", "json", *flags)

    def result(self, task, *flags):
        process = self.evaluate(task, *flags)
        self.assert_ok(process)
        return json.loads(process.stdout)

    def table(self, text):
        path = self.folder / "mine.csv"
        path.write_text(text)
        return path

    def test_a_set_by_name_is_asked_and_named(self):
        own = self.result("ptbxl-super")
        simplified = self.result("ptbxl-super", "--prompts", "simplified")
        self.assertEqual((own["prompts"]["set"], simplified["prompts"]["set"]),
                         ("task", "simplified"))
        self.assertEqual(own["prompts"]["hash"], simplified["prompts"]["hash"])
        self.assertEqual(own["classes"], simplified["classes"])
        codes = self.result("ptbxl-super", "--prompts", "codes")
        self.assertNotEqual(codes["prompts"]["hash"], own["prompts"]["hash"])
        self.assertEqual(codes["classes"][0]["prompt"], "hypertrophy")
        self.assertIsNone(codes["prompts"]["combination"])

    def test_several_prompts_of_a_class_are_one_answer(self):
        results = {how: self.result("ptbxl-super", "--prompts", "synonyms", "--combine", how)
                   for how in ("mean-logit", "mean-probability", "mean-embedding")}
        own = self.result("ptbxl-super")
        for how, result in results.items():
            self.assertEqual(result["prompts"]["combination"], how)
            for entry, alone in zip(result["classes"], own["classes"]):
                self.assertEqual(len(entry["prompts"]), 3)
                self.assertEqual(entry["prompts"][0]["prompt"], alone["prompt"])
                if how == "mean-embedding":
                    self.assertIsNone(entry["prompts"][0]["auc"])
                elif alone["auc"] is not None:
                    self.assertAlmostEqual(entry["prompts"][0]["auc"], alone["auc"], 3)
        aucs = [[entry["auc"] for entry in result["classes"]] for result in results.values()]
        self.assertNotEqual(aucs[0], aucs[2])

    def test_a_table_of_ones_own_is_a_task(self):
        path = self.table("code,prompt,prompt_2,members\n"
                          "fast,sinus tachycardia,rapid sinus rhythm,STACH\n"
                          "slow,sinus bradycardia,,SBRAD;BRADO\nAFIB,atrial fibrillation,,\n")
        result = self.result(path)
        self.assertEqual((result["task"], result["dataset"]), ("mine", "mine"))
        self.assertEqual([len(entry["prompts"]) for entry in result["classes"]], [2, 1, 1])
        self.assertGreater(result["classes"][0]["n_pos"], 0)
        self.assertEqual(result["classes"][1]["prompt"], "sinus bradycardia")
        single = self.result(path, "--prompts", self.prompts({"fast": "racing heart", "slow": "x",
                                                              "AFIB": "afib"}))
        self.assertNotIn("prompts", single["classes"][0])
        self.assertEqual(single["classes"][0]["source"], "mine.json")

    def prompts(self, prompts):
        path = self.folder / "mine.json"
        path.write_text(json.dumps(prompts))
        return path

    def test_comma_lists_are_one_text_or_many(self):
        path = self.prompts({"HYP": "lvh, rvh.", "NORM": "normal", "MI": "infarct (old, new)",
                             "cd ": "av block", "STTC_": "st changes, t changes, st changes"})
        whole = self.result("ptbxl-super", "--prompts", path)
        self.assertEqual(whole["classes"][0]["prompt"], "lvh, rvh.")
        parts = self.result("ptbxl-super", "--prompts", path, "--phrases")
        self.assertEqual([[prompt["prompt"] for prompt in entry["prompts"]]
                          for entry in parts["classes"]],
                         [["lvh", "rvh"], ["normal"], ["infarct (old, new)"], ["av block"],
                          ["st changes", "t changes"]])

    def test_classes_without_a_prompt_are_named_in_one_line(self):
        path = self.prompts({"NORM": "normal", "MI": "infarct"})
        self.assert_fails(self.evaluate("ptbxl-super", "--prompts", path), 3, "3 of 5",
                          "HYP, CD, STTC", "mine.json")
        self.assert_fails(self.evaluate("ptbxl-super", "--prompts", "no-such-set"), 4,
                          "no-such-set")
        self.assert_fails(self.evaluate(self.table("code,prompt\nAF,\n")), 3, "mine.csv:2", "AF")


if __name__ == "__main__":
    unittest.main()
