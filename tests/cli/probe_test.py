"""supreme probe: linear probes and few shots on cached features of the shipped model."""

import json
import pathlib
import shutil
import tempfile
import unittest

from harness import SOURCE, ProgramTest, run

TASK = SOURCE / "tasks" / "simulated.json"


class ProbeTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-probe-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        for arguments in (
            ["simulate", "--records", 150, "--seed", 11, "--out", cls.root / "ecgs"],
            ["data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.root / "pack"],
            cls.probe_arguments("--output", cls.root / "results" / "first.json"),
        ):
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(process.stderr)
        cls.first = json.loads((cls.root / "results" / "first.json").read_text())
        shutil.rmtree(cls.root / "ecgs")

    @classmethod
    def probe_arguments(cls, *more):
        return ["probe", "--bundle", "simulated-small", "--pack", cls.root / "pack", "--task",
                TASK, "--features", cls.root / "features", "--bootstrap", 50, *more]

    def probe(self, *more):
        return run(*self.probe_arguments(*more))

    def result(self, *more):
        process = self.probe("--format", "json", *more)
        self.assert_ok(process)
        return json.loads(process.stdout)

    def test_result_holds_seeds_classes_and_where_they_come_from(self):
        result = self.first
        self.assertEqual((result["kind"], result["method"], result["protocol"]),
                         ("probe", "linear", "clean"))
        self.assertEqual(result["fraction"], 1.0)
        self.assertEqual([r["seed"] for r in result["runs"]], [1, 2, 3])
        self.assertEqual(len(result["split"]["hash"]), 64)
        self.assertEqual(len(result["bundle"]["id"]), 64)
        mean = sum(r["auc"] for r in result["runs"]) / 3
        self.assertAlmostEqual(result["macro"]["auc"], mean, places=12)
        for entry in result["classes"]:
            self.assertEqual(entry["n_pos"] + entry["n_neg"], result["n_test"])

    def test_features_of_a_trained_encoder_say_more_than_chance(self):
        rhythms = {c["code"]: c["auc"] for c in self.first["classes"] if c["n_pos"] > 1}
        self.assertGreater(sum(rhythms.values()) / len(rhythms), 0.7)

    def test_later_probes_encode_nothing_and_agree(self):
        process = self.probe("--format", "json")
        self.assert_ok(process)
        self.assertNotIn("encode", process.stderr)
        self.assertEqual(json.loads(process.stdout), self.first)
        parts = list((self.root / "features").rglob("part-*.safetensors"))
        self.assertEqual(len(parts), 2)

    def test_a_share_and_shots_train_on_fewer_records(self):
        share = self.result("--fraction", 10)
        self.assertEqual(share["n_train"], self.first["n_train"] // 10)
        self.assertEqual(share["split"]["hash"], self.first["split"]["hash"])
        shots = self.result("--shots", 1, "--seeds", "4,5", "--protocol", "paper")
        self.assertEqual((shots["method"], shots["shots"], shots["fraction"]),
                         ("few-shot", 1, None))
        self.assertTrue(all(2 <= r["n_train"] <= 30 for r in shots["runs"]))

    def test_a_split_file_gives_the_same_as_its_folds(self):
        lines = ["record_id,split"]
        manifest = (self.root / "pack" / "manifest.csv").read_text().splitlines()
        columns = manifest[0].split(",")
        for line in manifest[1:]:
            row = dict(zip(columns, line.split(",")))
            part = {"9": "validation", "10": "test"}.get(row["fold"], "train")
            lines.append(f"{row['record_id']},{part}")
        split = self.folder / "split.csv"
        split.write_text("\n".join(lines) + "\n")
        result = self.result("--split-csv", split)
        self.assertEqual(result["macro"], self.first["macro"])
        self.assertEqual(result["split"]["hash"], self.first["split"]["hash"])

    def test_table_of_merls_protocol_says_that_it_flatters(self):
        process = self.probe("--protocol", "merl", "--seeds", 1)
        self.assert_ok(process)
        self.assertIn("THIS FLATTERS", process.stdout)
        self.assertIn("best test AUC", process.stdout)
        csv = self.probe("--format", "csv", "--seeds", 1)
        self.assertEqual(csv.stdout.splitlines()[0],
                         "code,n_train_pos,n_pos,n_neg,auc,sd,low,high")

    def test_wrong_calls_say_what_to_do(self):
        self.assert_fails(self.probe("--fraction", 1, "--shots", 4), 2, "exclude")
        self.assert_fails(self.probe("--seeds", "1,1"), 2, "--seeds")
        self.assert_fails(self.probe("--seeds", "one"), 2, "--seeds")
        self.assert_fails(self.probe("--folds", "1-8"), 2, "1-8/9/10")
        self.assert_fails(self.probe("--folds", "1-9/9/10"), 3, "fold 9")
        self.assert_fails(self.probe("--folds", "1-8//10"), 2, "--protocol clean")
        self.assert_fails(self.probe("--fraction", 1, "--folds", "1/9/10"), 3, "1 % of")
        self.assert_no_leftovers(self.root)


if __name__ == "__main__":
    unittest.main()
