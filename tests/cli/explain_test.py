"""explain and eval explanations: pictures and numbers of an answer, and how far to trust them."""

import json
import unittest

from harness import BIN, SOURCE, ProgramTest, run

HAS_TRAINING = (BIN / "supreme-train").exists()


class ExplainTest(ProgramTest):
    def setUp(self):
        super().setUp()
        process = run("simulate", "--findings", "PVC", "--severity", 0.8, "--records", 1,
                      "--faults", 0, "--seed", 4, "--out", self.folder / "ecgs")
        self.assert_ok(process)
        self.record = next((self.folder / "ecgs").rglob("*_hr.hea"))

    def explain(self, *arguments):
        process = run("explain", self.record, "--query", "premature ventricular contraction",
                      "--out", self.folder / "why", "--format", "json", *arguments)
        self.assert_ok(process)
        result = json.loads(process.stdout)
        self.assertEqual(json.loads((self.folder / "why" / "explanations.json").read_text()),
                         result)
        self.assert_no_leftovers()
        self.assertEqual([p for p in (self.folder / "why").iterdir() if p.name[0] == "."], [])
        return result

    def test_attention_is_a_band_for_this_encoder_and_sums_to_one_in_each_layer(self):
        result = self.explain("--method", "attention")
        answer = result["answers"][0]
        self.assertEqual(answer["question"], "premature ventricular contraction")
        self.assertEqual(answer["map"]["leads"], ["all"])
        self.assertEqual(len(answer["layers"]), 2)
        for layer in answer["layers"]:
            self.assertEqual(len(layer["values"][0]), 63)
            self.assertAlmostEqual(sum(layer["values"][0]), 1.0, places=4)
        picture = (self.folder / "why" / answer["picture"]).read_text()
        self.assertIn("time only: the same in all leads", picture)
        second = self.explain("--method", "attention", "--layer", 2)["answers"][0]
        self.assertEqual(second["map"], answer["layers"][1])

    def test_occlusion_finds_leads_and_times_and_draws_every_format(self):
        for kind, start in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
            result = self.explain("--cell-ms", 500, "--picture", kind, "--query", "afib")
            self.assertEqual(len(result["answers"]), 2)
            for answer in result["answers"]:
                self.assertEqual(len(answer["map"]["values"]), 12)
                self.assertEqual(len(answer["map"]["values"][0]), 20)
                picture = (self.folder / "why" / answer["picture"]).read_bytes()
                self.assertTrue(picture.startswith(start))

    @unittest.skipUnless(HAS_TRAINING, "built without LibTorch")
    def test_gradient_times_input_goes_the_way_of_occlusion(self):
        gradient = self.explain("--method", "gradient", "--cell-ms", 100)["answers"][0]["map"]
        occlusion = self.explain("--method", "occlusion", "--cell-ms", 100)["answers"][0]["map"]
        self.assertEqual(gradient["column_s"], 0.1)
        pairs = [(g, o) for a, b in zip(gradient["values"], occlusion["values"])
                 for g, o in zip(a, b)]
        self.assertGreater(correlation(pairs), 0.3)

    def test_a_denial_turns_the_map_round(self):
        process = run("explain", self.record, "--query", "atrial fibrillation", "--query",
                      "no atrial fibrillation", "--cell-ms", 1000, "--format", "json", "--out",
                      self.folder / "why")
        self.assert_ok(process)
        yes, no = json.loads(process.stdout)["answers"]
        self.assertAlmostEqual(yes["probability"] + no["probability"], 1.0, places=5)
        self.assertAlmostEqual(yes["map"]["values"][1][3], -no["map"]["values"][1][3], places=4)

    def test_the_table_names_the_strongest_place(self):
        process = run("explain", self.record, "--query", "pvc", "--cell-ms", 1000, "--out",
                      self.folder / "why")
        self.assert_ok(process)
        self.assertRegex(process.stdout, r"pvc +0\.\d{3}  \S+ at \d\.00-\d+\.00 s")

    def test_wrong_command_lines_are_refused_in_one_line(self):
        base = ["explain", self.record, "--out", self.folder / "why"]
        self.assert_fails(run(*base), 2, "--query")
        self.assert_fails(run(*base, "--query", "afib", "--layer", 1), 2, "--layer")
        self.assert_fails(run(*base, "--query", "afib", "--method", "attention", "--layer", 3), 2,
                          "--layer", "1 to 2")
        self.assert_fails(run(*base, "--query", "afib", "--cell-ms", 1), 2, "--cell-ms")
        self.assert_fails(run("explain", self.folder / "none.hea", "--query", "afib", "--out",
                              self.folder / "why"), 4, "none.hea")


class EvalExplanationsTest(ProgramTest):
    def check(self, out, *arguments):
        process = run("eval", "explanations", "--records", 2, "--shuffled-records", 1,
                      "--cell-ms", 500, "--steps", 4, "--random-orders", 1, "--permutations", 199,
                      "--format", "json", "--out", out, *arguments)
        self.assert_ok(process)
        return json.loads(process.stdout)

    def test_the_shipped_model_gets_a_report_that_repeats(self):
        methods = ["--method", "attention", "--method", "occlusion"]
        result = self.check(self.folder / "a", *methods)
        self.assertEqual(result["kind"], "explanations")
        self.assertEqual(result["n_records"], 20)
        self.assertEqual([m["method"] for m in result["methods"]], ["attention", "occlusion"])
        self.assertTrue(result["methods"][0]["band"])
        for method in result["methods"]:
            for game in method["pointing"]:
                self.assertEqual(game["better_than_chance"], game["p_holm"] < 0.05)
                self.assertEqual(game["p"], max(game["p_area"], game["p_swap"]))
        page = (self.folder / "a" / "explanations.html").read_text()
        self.assertIn("Verdict", page)
        text = (self.folder / "a" / "explanations.md").read_text()
        self.assertIn("other records", text)
        self.assertEqual([p for p in (self.folder / "a").iterdir() if p.name[0] == "."], [])
        self.assertEqual(self.check(self.folder / "b", *methods), result)

    @unittest.skipUnless(HAS_TRAINING, "built without LibTorch")
    def test_gradients_come_from_the_training_program(self):
        result = self.check(self.folder / "a", "--method", "gradient")
        self.assertEqual(result["left_out"], [])
        self.assertIsNotNone(result["methods"][0]["shuffled_weights"]["rank_correlation"])

    def test_wrong_command_lines_are_refused_in_one_line(self):
        out = self.folder / "out"
        self.assert_fails(run("eval", "explanations", "--out", out, "--records", 1), 2, "--records")
        self.assert_fails(run("eval", "explanations", "--out", out, "--method", "magic"), 2,
                          "magic")
        self.assert_fails(run("eval", "explanations", "--out", out, "--severity", 2), 2,
                          "--severity")
        self.assert_fails(run("eval", "explanations", "--out", out, "--bundle",
                              SOURCE / "docs"), 4, "docs")


def correlation(pairs):
    """Pearson's."""
    n = len(pairs)
    mean_a, mean_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    over = sum((a - mean_a) * (b - mean_b) for a, b in pairs)
    under = (sum((a - mean_a) ** 2 for a, _ in pairs)
             * sum((b - mean_b) ** 2 for _, b in pairs)) ** 0.5
    return over / under


if __name__ == "__main__":
    unittest.main()
