"""eval subgroups, robustness and gallery with the model that comes along, on simulated records."""

import ast
import csv
import io
import json
import pathlib
import random
import shutil
import struct
import tempfile
import unittest
import xml.etree.ElementTree

from harness import ProgramTest, run

RECORDS = 150


def page_root(path):
    text = path.read_text(encoding="utf-8")
    return xml.etree.ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


def features(path):
    content = path.read_bytes()
    start = 10 + struct.unpack("<H", content[8:10])[0]
    shape = ast.literal_eval(content[10:start].decode("latin-1"))["shape"]
    values = struct.unpack(f"<{shape[0] * shape[1]}f", content[start:])
    return [values[i * shape[1]:(i + 1) * shape[1]] for i in range(shape[0])]


class AuditTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-audit-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        cls.pack = cls.root / "pack"
        for step in (("simulate", "--records", RECORDS, "--seed", 7, "--out", cls.root / "ecgs"),
                     ("data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.pack)):
            process = run(*step)
            if process.returncode != 0:
                raise AssertionError(process.stderr)

    def audit(self, verb, *arguments):
        return run("eval", verb, "--pack", self.pack, "--task", "simulated", "--folds", "1-10",
                   "--bootstrap", 100, *arguments)

    def test_subgroups_divide_people_signals_and_facts(self):
        facts = self.folder / "facts.csv"
        with facts.open("w", newline="") as file:
            csv.writer(file).writerows(
                [["ecg_id", "device"], *[[i + 1, "AB"[i % 2]] for i in range(RECORDS)]])
        page, plot, output = (self.folder / n for n in ("p.html", "deep/p.svg", "o.json"))
        process = self.audit("subgroups", "--facts", facts, "--by", "device", "--min-positives", 3,
                             "--page", page, "--plot", plot, "--output", output)
        self.assert_ok(process)
        self.assertIn("device: A", process.stdout)
        result = json.loads(output.read_text())
        self.assertEqual(result["kind"], "subgroups")
        self.assertEqual(
            {group["division"] for group in result["groups"]},
            {"age", "sex", "device", "signal check", "noise", "baseline wander"})
        compared = [g for g in result["groups"] if g["omitted"] is None]
        gaps = [group["difference"]["value"] for group in compared]
        self.assertEqual(gaps, sorted(gaps))
        for group in compared:
            self.assertEqual(group["n_records"] + group["n_rest"], result["n_records"])
            self.assertAlmostEqual(group["difference"]["value"],
                                   group["auc"] - group["rest"]["auc"])
            self.assertGreaterEqual(group["p_holm"], group["p"])
        self.assertIsNotNone(page_root(page).find(".//{http://www.w3.org/2000/svg}svg"))
        self.assertIn("<svg", plot.read_text())

    def test_subgroups_as_csv_are_the_same_figures(self):
        options = ("--min-positives", 3, "--no-signal", "--ages", "50")
        table = self.audit("subgroups", *options, "--format", "csv")
        self.assert_ok(table)
        result = json.loads(self.audit("subgroups", *options, "--format", "json").stdout)
        rows = [row for row in csv.DictReader(io.StringIO(table.stdout)) if row["class"] == ""]
        self.assertEqual([row["group"] for row in rows], [g["group"] for g in result["groups"]])
        self.assertEqual(float(rows[0]["auc"]), result["groups"][0]["auc"])

    def test_wrong_subgroup_options_are_named(self):
        self.assert_fails(self.audit("subgroups", "--ages", "60,40"), 2, "--ages", "60,40")
        self.assert_fails(self.audit("subgroups", "--plot", "x.gif"), 2, "x.gif")
        facts = self.folder / "facts.csv"
        facts.write_text("record_id,site\n1,2\n")
        self.assert_fails(self.audit("subgroups", "--facts", facts, "--by", "device"), 3, "device")

    def test_robustness_pairs_faults_with_the_clean_records(self):
        page = self.folder / "page.html"
        process = self.audit("robustness", "--min-positives", 3, "--kinds", "gain", "--kinds",
                             "leads", "--page", page, "--format", "json")
        self.assert_ok(process)
        result = json.loads(process.stdout)
        self.assertEqual({c["fault"] for c in result["conditions"]}, {"leads", "gain"})
        clean = result["clean"]["auc"]
        for condition in result["conditions"]:
            self.assertAlmostEqual(condition["difference"]["value"], condition["auc"] - clean)
        by_level = {c["level"]: c for c in result["conditions"]}
        self.assertLess(by_level["arms exchanged"]["auc"], clean)
        self.assertGreater(by_level["arms exchanged"]["score_change"],
                           by_level["× 1.25"]["score_change"])
        self.assertEqual(len(page_root(page).findall(".//table[@id='conditions']/tbody/tr")),
                         1 + len(result["conditions"]))
        zero_shot = run("eval", "zero-shot", "--pack", self.pack, "--task", "simulated", "--folds",
                        "1-10", "--bootstrap", 0, "--min-positives", 3, "--format", "json")
        self.assertAlmostEqual(json.loads(zero_shot.stdout)["macro"]["auc"], clean)

    def test_an_unknown_fault_is_named(self):
        self.assert_fails(self.audit("robustness", "--kinds", "hail"), 2, "hail", "white")

    def test_the_gallery_shows_the_worst_mistakes_first(self):
        page = self.folder / "page.html"
        process = run("eval", "gallery", "--pack", self.pack, "--task", "simulated", "--folds",
                      "1-10", "--per-class", 1, "--max-classes", 3, "--page", page, "--format",
                      "json")
        self.assert_ok(process)
        classes = json.loads(process.stdout)["classes"]
        aurocs = [entry["auc"] for entry in classes]
        self.assertEqual(aurocs, sorted(aurocs))
        self.assertLessEqual(len(classes), 3)
        shown = 0
        for entry in classes:
            for mistake in entry["false_positives"]:
                self.assertNotIn(entry["code"], mistake["labels"])
            for mistake in entry["false_negatives"]:
                self.assertIn(entry["code"], mistake["labels"])
            shown += len(entry["false_positives"]) + len(entry["false_negatives"])
        self.assertGreater(shown, 0)
        self.assertEqual(len(page_root(page).findall(".//article")), shown)

    def test_features_of_a_pack_become_an_array_a_table_and_a_map(self):
        array, cache = self.folder / "f.npy", self.folder / "cache"
        process = run("embed", "--pack", self.pack, "--task", "simulated", "--folds", "1-2",
                      "--cache", cache, "--output", array)
        self.assert_ok(process)
        rows = list(csv.DictReader((self.folder / "f.csv").open()))
        self.assertEqual({row["fold"] for row in rows}, {"1", "2"})
        self.assertTrue(any(row["classes"] for row in rows))
        self.assertEqual(len(features(array)), len(rows))
        picture = self.folder / "map.svg"
        self.assert_ok(run("plot", "embedding", array, "--method", "pca", "--output", picture))
        self.assertIn("<svg", picture.read_text())

    def test_features_of_files_are_those_of_their_pack(self):
        of_pack, of_files = self.folder / "pack.npy", self.folder / "files.npy"
        self.assert_ok(run("embed", "--pack", self.pack, "--cache", self.folder / "cache",
                           "--output", of_pack))
        broken = self.folder / "broken.hea"
        broken.write_text("no header")
        record = self.root / "ecgs/records500/00000/00001_hr.hea"
        process = run("embed", record, broken, "--output", of_files)
        self.assertEqual(process.returncode, 1)
        self.assertIn("left out: ", process.stderr)
        rows = list(csv.DictReader((self.folder / "files.csv").open()))
        self.assertEqual([row["file"] for row in rows], [str(record)])
        ids = [row["record_id"] for row in csv.DictReader((self.folder / "pack.csv").open())]
        first = ids.index("1")  # of the file 00001_hr
        for a, b in zip(features(of_pack)[first], features(of_files)[0]):
            self.assertAlmostEqual(a, b, delta=2e-3)  # packs keep samples in steps of a microvolt

    def test_wrong_calls_of_embed_are_named(self):
        self.assert_fails(run("embed", "--output", "f.npy"), 2, "--pack")
        self.assert_fails(run("embed", "--pack", self.pack, "--output", "f.csv"), 2, "f.csv")
        self.assert_fails(run("embed", "a.hea", "--folds", "1", "--output", "f.npy"), 2, "--folds")

    def test_a_page_too_large_is_refused_before_any_work(self):
        self.assert_fails(
            run("eval", "gallery", "--pack", self.pack, "--task", "simulated", "--folds", "1",
                "--per-class", 100, "--max-classes", 100, "--page", self.folder / "p.html"),
            2, "too large")


class EmbeddingTest(ProgramTest):
    """plot embedding on features that the test makes: two clusters."""

    def setUp(self):
        super().setUp()
        draw = random.Random(3)
        self.array, rows, records = self.folder / "f.npy", 60, []
        with (self.folder / "f.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["record_id", "classes"])
            for i in range(rows):
                records.append([draw.gauss(8.0 * (i % 2), 1.0) for _ in range(5)])
                writer.writerow([f"r{i}", ["MI", "NORM"][i % 2]])
        header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, 5), }}"
        header = header.ljust(117) + "\n"
        self.array.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header))
                               + header.encode()
                               + struct.pack(f"<{5 * rows}f", *[v for r in records for v in r]))

    def test_both_methods_keep_the_clusters_apart(self):
        for method in ("pca", "tsne"):
            picture, table = self.folder / f"{method}.svg", self.folder / f"{method}.csv"
            self.assert_ok(run("plot", "embedding", self.array, "--method", method, "--perplexity",
                               10, "--output", picture, "--coordinates", table))
            svg = picture.read_text()
            for text in ("MI (30)", "NORM (30)", "trustworthiness"):
                self.assertIn(text, svg)
            with table.open(newline="") as file:
                points = [(row["classes"], float(row["x"]), float(row["y"]))
                          for row in csv.DictReader(file)]
            for name, x, y in points:
                nearest = min((p for p in points if p[1:] != (x, y)),
                              key=lambda p: (p[1] - x) ** 2 + (p[2] - y) ** 2)
                self.assertEqual(nearest[0], name)

    def test_one_class_can_be_shown_against_the_rest(self):
        picture = self.folder / "mi.svg"
        self.assert_ok(run("plot", "embedding", self.array, "--method", "pca", "--highlight", "MI",
                           "--output", picture))
        svg = picture.read_text()
        for text in ("MI (30)", "without MI (30)", "coloured by classes with MI"):
            self.assertIn(text, svg)

    def test_wrong_options_are_named(self):
        self.assert_fails(run("plot", "embedding", self.array, "--highlight", "LVH", "--output",
                              self.folder / "p.svg"), 4, "LVH", "MI, NORM")
        self.assert_fails(run("plot", "embedding", self.array, "--color-by", "sex", "--output",
                              self.folder / "p.svg"), 4, "sex", "classes")
        self.assert_fails(run("plot", "embedding", self.array, "--output", "p.gif"), 2, "p.gif")
        self.assert_fails(run("plot", "embedding", self.array, "--perplexity", 50, "--output",
                              self.folder / "p.svg"), 3, "perplexity of 50")


if __name__ == "__main__":
    unittest.main()
