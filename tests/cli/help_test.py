"""Help, versions and wrong command lines."""

import re
import unittest

from harness import ProgramTest, run

VERBS = ["simulate", "data fetch", "convert", "data import", "data stats", "data split",
         "data compare", "data verify", "extract plan", "extract status", "extract retry",
         "extract export", "extract compare", "extract", "extract quality", "vocab build",
         "vocab report", "vocab review", "vocab resolve", "vocab terms", "vocab signs",
         "vocab encoder-texts", "vocab check-encoder", "pretrain", "launch", "sweep",
         "tune-encoder", "model", "eval zero-shot", "eval overlap", "eval independence",
         "eval leave-out", "eval wordings", "eval explanations", "eval subgroups",
         "eval robustness", "eval gallery", "eval scores", "prompts list", "prompts show",
         "prompts check", "prompts generate", "probe", "finetune", "stats compare",
         "stats anova", "stats paper", "report", "report paper", "plot auc", "plot embedding",
         "predict", "explain", "embed", "plot ecg", "measure", "inspect", "runs", "doctor"]


class HelpTest(ProgramTest):
    def test_help_lists_every_verb_in_a_line_of_its_own(self):
        process = run("--help")
        self.assert_ok(process)
        for verb in VERBS:
            self.assertRegex(process.stdout, rf"(?m)^  {re.escape(verb)} ")
        self.assertLess(len(process.stdout.splitlines()), 80)
        self.assertLess(max(map(len, process.stdout.splitlines())), 101)

    def test_every_verb_has_help_with_examples_that_name_the_verb(self):
        for verb in VERBS:
            with self.subTest(verb=verb):
                process = run(*verb.split(), "--help")
                self.assert_ok(process)
                self.assertIn("Examples:", process.stdout)
                self.assertIn(f"supreme {verb}", process.stdout.split("Examples:")[1])

    def test_version_names_the_program(self):
        process = run("--version")
        self.assert_ok(process)
        self.assertRegex(process.stdout, r"^supreme \d+\.\d+\.\d+ \(.+\)\n$")

    def test_unknown_verb_gets_a_suggestion(self):
        self.assert_fails(run("simulat"), 2, "simulat", "supreme simulate")

    def test_half_a_verb_names_its_second_words(self):
        self.assert_fails(run("data"), 2, "data import", "data stats", "data split")

    def test_unknown_flag_gets_a_suggestion(self):
        self.assert_fails(run("simulate", "--recods", "5", "--out", self.folder / "x"), 2,
                          "--records")

    def test_missing_required_flag_is_named(self):
        self.assert_fails(run("simulate", "--records", "5"), 2, "--out")

    def test_no_arguments_prints_help_and_exits_2(self):
        process = run()
        self.assertEqual(process.returncode, 2)
        self.assertIn("Usage:", process.stdout)


if __name__ == "__main__":
    unittest.main()
