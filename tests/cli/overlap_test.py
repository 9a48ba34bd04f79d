"""eval overlap, eval independence and both label modes, on simulated ECGs and the small model."""

import csv
import io
import json
import pathlib
import shutil
import tempfile
import unittest

from harness import ProgramTest, run


class QuestionsTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-questions-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        for arguments in (("simulate", "--records", 60, "--seed", 4, "--out", cls.root / "ecgs"),
                          ("data", "import", "ptbxl", cls.root / "ecgs", "--out",
                           cls.root / "pack")):
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(process.stderr)

    def evaluate(self, verb, *arguments):
        process = run("eval", verb, "--pack", self.root / "pack", "--folds", "1-10",
                      "--bootstrap", 50, *arguments)
        self.assert_ok(process)
        return process.stdout

    def asked(self):
        """A task of three classes: known words, words of no query, and no code of any query."""
        path = self.folder / "task.json"
        classes = [{"code": code, "prompt": prompt, "source": "test", "members": members}
                   for code, prompt, members in (
                       ("AFIB", "atrial fibrillation", ["AFIB"]),
                       ("NORM", "nothing remarkable about this heart", ["NORM"]),
                       ("PACE", "strange pictures of whales", ["SBRAD-OWN", "STACH"]))]
        path.write_text(json.dumps({"name": "asked", "dataset": "ptbxl", "label_mode": "any-code",
                                    "classes": classes}))
        return path

    def test_classes_are_seen_by_cosine_by_code_or_by_none(self):
        process = run("eval", "overlap", "--task", self.asked(), "--format", "json")
        self.assert_ok(process)
        result = json.loads(process.stdout)
        by_code = {entry["code"]: entry for entry in result["classes"]}
        self.assertTrue(by_code["AFIB"]["seen_by_cosine"])
        self.assertEqual(by_code["AFIB"]["nearest"]["query"], "atrial fibrillation")
        self.assertFalse(by_code["NORM"]["seen_by_cosine"])
        self.assertEqual(by_code["NORM"]["shared_codes"], [{"code": "NORM", "query": "normal ecg"}])
        self.assertEqual((by_code["PACE"]["n_codes"], by_code["PACE"]["n_shared_codes"]), (2, 1))
        self.assertIsNone(result["macro_all"]["auc"])
        self.assertEqual(result["macro_unseen_cosine"]["n_classes"], 2)
        self.assertEqual([other["task"] for other in result["other_tasks"]],
                         ["ptbxl-super", "ptbxl-sub", "ptbxl-form", "ptbxl-rhythm", "cpsc2018",
                          "csn"])

    def test_records_and_a_result_give_the_same_means(self):
        result = self.folder / "result.json"
        self.evaluate("zero-shot", "--task", self.asked(), "--output", result)
        from_records = json.loads(self.evaluate("overlap", "--task", self.asked(), "--format",
                                                "json", "--output", self.folder / "o.json"))
        self.assertEqual(from_records, json.loads((self.folder / "o.json").read_text()))
        process = run("eval", "overlap", "--task", self.asked(), "--result", result, "--format",
                      "json")
        self.assert_ok(process)
        from_result = json.loads(process.stdout)
        for name in ("macro_all", "macro_unseen_cosine", "macro_unseen"):
            self.assertEqual(from_result[name]["auc"], from_records[name]["auc"])
        self.assertIsNotNone(from_records["macro_unseen_cosine"]["low"])
        self.assertIsNone(from_result["macro_unseen_cosine"]["low"])
        self.assertEqual(from_records["macro_all"]["low"],
                         json.loads(result.read_text())["macro"]["low"])
        self.assert_ok(run("plot", "auc", self.folder / "o.json", "--output",
                           self.folder / "o.svg"))
        self.assertIn("near a query of pre-training", (self.folder / "o.svg").read_text())

    def test_results_of_other_tasks_and_bundles_are_refused(self):
        result = self.folder / "result.json"
        self.evaluate("zero-shot", "--task", self.asked(), "--output", result)
        self.assert_fails(run("eval", "overlap", "--task", "csn", "--result", result), 3,
                          'task "asked"', "--task asked")
        wrong = json.loads(result.read_text())
        wrong["bundle"]["id"] = "0" * 64
        result.write_text(json.dumps(wrong))
        self.assert_fails(run("eval", "overlap", "--task", self.asked(), "--result", result), 3,
                          "another bundle")
        self.assert_fails(run("eval", "overlap", "--task", "csn", "--folds", "10"), 2, "--pack")
        self.assert_fails(run("eval", "overlap", "--task", "csn", "--threshold", "1.5"), 2,
                          "--threshold")

    def test_a_network_without_self_attention_among_queries_does_not_move(self):
        arguments = ("--task", self.asked(), "--halves", 1, "--additions", 1, "--records", 20)
        result = json.loads(self.evaluate("independence", *arguments, "--format", "json"))
        self.assertFalse(result["query_self_attention"])
        self.assertEqual([setting["name"] for setting in result["settings"]],
                         ["reordered", "alone", "halves", "added"])
        self.assertEqual(result["settings"][3]["n_queries"], 23)
        for setting in result["settings"]:
            self.assertEqual(setting["max_change"], 0.0, setting["name"])
            self.assertEqual(setting["auc_change"], 0.0)
        table = self.evaluate("independence", *arguments, "--format", "csv")
        self.assertEqual(len(list(csv.DictReader(io.StringIO(table)))), 3 * 4)

    def test_both_label_modes_stand_side_by_side(self):
        task = json.loads(self.asked().read_text())
        task["acronyms"] = [{"code": "AFIB", "acronym": "AFIB"},
                            {"code": "NORM", "acronym": "AFIBNORM"},
                            {"code": "STACH", "acronym": "PACE"}]
        path = self.folder / "modes.json"
        path.write_text(json.dumps(task))
        both = json.loads(self.evaluate("zero-shot", "--task", path, "--label-mode", "both",
                                        "--format", "json"))
        for mode, entries in (("exact", both["classes"]),
                              ("merl", [entry["merl"] for entry in both["classes"]])):
            alone = json.loads(self.evaluate("zero-shot", "--task", path, "--label-mode", mode,
                                             "--format", "json"))
            for one, entry in zip(alone["classes"], entries):
                self.assertEqual([one[key] for key in ("n_pos", "n_neg", "auc", "low")],
                                 [entry[key] for key in ("n_pos", "n_neg", "auc", "low")])
        differences = sum(entry["positive_in_merl_only"] + entry["positive_in_exact_only"]
                          for entry in both["label_differences"])
        self.assertEqual(both["merl"]["n_labels_differ"], differences)
        self.assertGreater(differences, 0)
        self.assert_fails(run("eval", "zero-shot", "--pack", self.root / "pack", "--folds", "1",
                              "--task", "simulated", "--label-mode", "both"), 2, "--label-mode")


class ScoresPictureTest(ProgramTest):
    def test_plot_auc_draws_the_scores_of_other_systems(self):
        for name, rows in (("s", ((0.9, 0.2), (0.4, 0.7), (0.6, 0.1))),
                           ("l", ((1, 0), (0, 1), (1, 0)))):
            with open(self.folder / f"{name}.csv", "w", newline="", encoding="utf-8") as table:
                csv.writer(table).writerows([("record_id", "MI", "CD")]
                                            + [(i, *row) for i, row in enumerate(rows)])
        result, picture = self.folder / "r.json", self.folder / "r.svg"
        self.assert_ok(run("eval", "scores", "--predictions", self.folder / "s.csv", "--labels",
                           self.folder / "l.csv", "--output", result))
        self.assert_ok(run("plot", "auc", result, "--output", picture))
        text = picture.read_text()
        self.assertIn("weighted by positives", text)
        self.assertNotIn("pre-training", text)


if __name__ == "__main__":
    unittest.main()
