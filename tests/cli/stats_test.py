"""eval scores and the stats verbs: other systems' scores, tests between results, the paper's."""

import csv
import json
import random
import struct
import unittest

from harness import DATA, SOURCE, ProgramTest, run


def write_csv(path, header, rows):
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_npy(path, rows, kind="<f8", fortran=False, shape=None):
    """An array of two dimensions as numpy.save writes it."""
    shape = shape or (len(rows), len(rows[0]))
    header = f"{{'descr': '{kind}', 'fortran_order': {fortran}, 'shape': {shape}, }}"
    header = header.ljust(117) + "\n"
    letter = {"<f8": "d", "|b1": "?", "<i8": "q"}[kind]
    values = [v for row in (zip(*rows) if fortran else rows) for v in row]
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()
                     + struct.pack(f"<{len(values)}{letter}", *values))
    return path


def auroc(scores, labels):
    pairs = [(p, n) for p, a in zip(scores, labels) if a for n, b in zip(scores, labels) if not b]
    return sum((p > n) + 0.5 * (p == n) for p, n in pairs) / len(pairs)


class ScoresTest(ProgramTest):
    CLASSES = ["MI", "STTC", "NORM", "EMPTY"]

    def setUp(self):
        super().setUp()
        draw = random.Random(5)
        self.names = [f"r{i:03}" for i in range(120)]
        self.labels = [[int(draw.random() < p) for p in (0.4, 0.2, 0.5, 0.0)] for _ in self.names]
        self.good = [[round(min(1, max(0, 0.3 + 0.3 * y + draw.gauss(0, 0.2))), 3) for y in row]
                     for row in self.labels]
        self.poor = [[round(draw.random(), 3) for _ in row] for row in self.labels]
        self.label_file = self.table("labels.csv", self.labels)
        self.good_file = self.table("good.csv", self.good)
        self.poor_file = self.table("poor.csv", self.poor)

    def table(self, name, rows):
        return write_csv(self.folder / name, ["record_id", *self.CLASSES],
                         [[record, *row] for record, row in zip(self.names, rows)])

    def scores(self, *arguments):
        process = run("eval", "scores", "--labels", self.label_file, "--format", "json",
                      "--bootstrap", 200, *arguments)
        self.assert_ok(process)
        return json.loads(process.stdout)

    def test_auc_is_the_share_of_pairs_in_order_and_empty_classes_are_undefined(self):
        result = self.scores("--predictions", self.good_file)
        self.assertEqual(result["kind"], "scores")
        self.assertEqual(result["undefined"], ["EMPTY"])
        for index, entry in enumerate(result["classes"][:3]):
            expected = auroc([row[index] for row in self.good], [row[index] for row in self.labels])
            self.assertAlmostEqual(entry["auc"], expected, places=12)
            self.assertLess(entry["low"], entry["auc"])
            self.assertGreater(entry["high"], entry["auc"])
        self.assertIsNone(result["classes"][3]["auc"])
        mean = sum(entry["auc"] for entry in result["classes"][:3]) / 3
        self.assertAlmostEqual(result["macro"]["auc"], mean, places=12)
        self.assertEqual(result["macro"]["n_defined"], 3)

    def test_npy_and_csv_give_the_same_figures(self):
        from_csv = self.scores("--predictions", self.good_file)
        for fortran in (False, True):
            scores = write_npy(self.folder / "s.npy", self.good, fortran=fortran)
            labels = write_npy(self.folder / "l.npy",
                               [[bool(v) for v in row] for row in self.labels], "|b1", fortran)
            process = run("eval", "scores", "--predictions", scores, "--labels", labels,
                          "--format", "json", "--bootstrap", 200)
            self.assert_ok(process)
            from_npy = json.loads(process.stdout)
            self.assertEqual(from_npy["macro"], from_csv["macro"])
            self.assertEqual(from_npy["classes"][0]["code"], "class 1")

    def test_rows_and_columns_are_matched_by_name(self):
        order = list(range(len(self.names)))
        random.Random(1).shuffle(order)
        turned = write_csv(self.folder / "turned.csv",
                           ["record_id", *reversed(self.CLASSES), "OTHER"],
                           [[self.names[i], *reversed(self.good[i]), 0.5] for i in order]
                           + [["more", 0, 0, 0, 0, 0]])
        result = self.scores("--predictions", turned)
        self.assertEqual(result["macro"], self.scores("--predictions", self.good_file)["macro"])
        self.assertEqual(result["classes_without_labels"], ["OTHER"])
        self.assertEqual(result["records_without_labels"], 1)

    def test_patients_make_intervals_wider_when_their_records_are_alike(self):
        # Every record four times over: as patients the intervals stay, as records they shrink.
        names = [f"{name}-{k}" for name in self.names for k in range(4)]
        header = ["record_id", *self.CLASSES]
        four = {}
        for name, rows in (("s", self.good), ("l", self.labels)):
            four[name] = write_csv(self.folder / f"{name}4.csv", header, [
                [record, *rows[i // 4]] for i, record in enumerate(names)])
        patients = write_csv(self.folder / "p.csv", ["record_id", "patient_id"],
                             [[name, name.split("-")[0]] for name in names])
        widths = []
        for extra in ([], ["--patients", patients]):
            process = run("eval", "scores", "--predictions", four["s"], "--labels", four["l"],
                          "--format", "json", "--bootstrap", 400, *extra)
            self.assert_ok(process)
            result = json.loads(process.stdout)
            widths.append(result["macro"]["high"] - result["macro"]["low"])
        self.assertEqual(result["n_patients"], 120)
        self.assertAlmostEqual(widths[1] / widths[0], 2.0, delta=0.4)

    def test_thresholds_come_from_validation_records_and_say_so(self):
        validation = ["--validation-predictions", self.poor_file, "--validation-labels",
                      self.label_file]
        fixed = self.scores("--predictions", self.good_file, "--thresholds", 0.5)
        chosen = self.scores("--predictions", self.good_file, "--thresholds", "f1", *validation)
        best = self.scores("--predictions", self.good_file, "--thresholds", "best-on-test")
        self.assertEqual({c["threshold"] for c in fixed["classes"]}, {0.5})
        self.assertIn("validation", chosen["thresholds"])
        self.assertIn("reported records themselves", best["thresholds"])
        for one, two in zip(chosen["classes"][:3], best["classes"][:3]):
            self.assertLessEqual(one["f1"], two["f1"])
        table = write_csv(self.folder / "t.csv", ["class", "threshold"],
                          [[name, 0.4] for name in self.CLASSES])
        told = self.scores("--predictions", self.good_file, "--thresholds", table)
        self.assertEqual({c["threshold"] for c in told["classes"]}, {0.4})
        self.assert_fails(run("eval", "scores", "--predictions", self.good_file, "--labels",
                              self.label_file, "--thresholds", "f1"), 2, "validation")

    def test_calibration_gets_better_by_what_validation_records_teach(self):
        validation = ["--validation-predictions", self.good_file, "--validation-labels",
                      self.label_file]
        before = self.scores("--predictions", self.good_file)["calibration"]
        isotonic = self.scores("--predictions", self.good_file, "--calibration", "isotonic",
                               *validation)["calibration"]
        warm = self.scores("--predictions", self.good_file, "--calibration", "temperature",
                           *validation)["calibration"]
        self.assertLess(isotonic["ece"], 0.02)
        self.assertLess(isotonic["brier"], before["brier"])
        self.assertGreater(warm["temperature"], 0)
        self.assertEqual(sum(b["n"] for b in before["bins"]), 4 * len(self.names))

    def test_scores_that_are_no_probabilities_are_not_calibrated(self):
        logits = self.table("logits.csv", [[8 * v - 4 for v in row] for row in self.good])
        self.assertIsNone(self.scores("--predictions", logits)["calibration"])
        result = self.scores("--predictions", logits, "--logits")
        self.assertIsNotNone(result["calibration"])
        self.assertEqual(result["macro"]["auc"],
                         self.scores("--predictions", self.good_file)["macro"]["auc"])

    def test_two_systems_are_tested_against_each_other(self):
        result = self.scores("--predictions", self.good_file, "--predictions", self.poor_file)
        self.assertEqual(result["kind"], "scores-comparison")
        for entry in result["comparison"]["classes"][:3]:
            self.assertGreater(entry["difference"], 0.2)
            self.assertLess(entry["p"], 0.001)
            self.assertGreaterEqual(entry["p_corrected"], entry["p"])
        self.assertIsNone(result["comparison"]["classes"][3]["p"])
        self.assertLess(result["comparison"]["macro"]["p"], 0.02)
        same = self.scores("--predictions", self.good_file, "--predictions", self.good_file)
        self.assertEqual(same["comparison"]["classes"][0]["p"], 1.0)

    def test_two_systems_matched_by_place_must_name_the_same_classes(self):
        labels = write_npy(self.folder / "l.npy", self.labels, "<i8")
        other = write_csv(self.folder / "other.csv", ["record_id", *reversed(self.CLASSES)],
                          [[name, *row] for name, row in zip(self.names, self.poor)])
        self.assert_fails(run("eval", "scores", "--predictions", self.good_file, "--predictions",
                              other, "--labels", labels), 3, "other.csv", "other classes")

    def test_pictures_and_files_are_written_whole(self):
        output = self.folder / "out" / "result.json"
        figure = self.folder / "curves.svg"
        process = run("eval", "scores", "--predictions", self.good_file, "--labels",
                      self.label_file, "--output", output, "--figure", figure, "--format", "csv")
        self.assert_ok(process)
        self.assertEqual(process.stdout.splitlines()[0].split(",")[:3], ["code", "n_pos", "n_neg"])
        self.assertEqual(json.loads(output.read_text())["n_records"], 120)
        picture = figure.read_text()
        for words in ("ROC", "Precision and recall", "Reliability", "mean of 3 classes"):
            self.assertIn(words, picture)
        self.assert_no_leftovers()

    def test_challenge_weights_score_the_decisions(self):
        weights = write_csv(self.folder / "weights.csv", ["", "MI|X", "STTC", "NORM"],
                            [["MI|X", 1, 0.5, 0], ["STTC", 0.5, 1, 0], ["NORM", 0, 0, 1]])
        perfect = self.table("perfect.csv", self.labels)
        arguments = ["--thresholds", 0.5, "--challenge-weights", weights, "--challenge-normal",
                     "NORM"]
        self.assertEqual(self.scores("--predictions", perfect, *arguments)["challenge_score"], 1.0)
        self.assertLess(self.scores("--predictions", self.poor_file, *arguments)["challenge_score"],
                        0.5)

    def test_the_published_weights_are_read(self):
        weights = DATA / "labels" / "weights.csv"
        if not weights.exists():
            self.skipTest(f"{weights} is absent")
        codes = ["426783006", "164889003", "733534002", "426177001"]
        rows = [[name, *row] for name, row in zip(self.names, self.labels)]
        labels = write_csv(self.folder / "l.csv", ["record_id", *codes], rows)
        process = run("eval", "scores", "--predictions", labels, "--labels", labels, "--thresholds",
                      0.5, "--challenge-weights", weights, "--format", "json")
        self.assert_ok(process)
        self.assertEqual(json.loads(process.stdout)["challenge_score"], 1.0)

    def refuse(self, predictions, code, *words, labels=None):
        self.assert_fails(run("eval", "scores", "--predictions", predictions, "--labels",
                              labels or self.label_file), code, *words)

    def test_hostile_tables_are_refused_in_one_line(self):
        rows = [[name, *row] for name, row in zip(self.names, self.good)]
        header = ["record_id", *self.CLASSES]
        bad = self.folder / "bad.csv"
        write_csv(bad, header, rows[:-1])
        self.refuse(bad, 3, "1 of 120 labelled records", "r119")
        write_csv(bad, header[:-1], [row[:-1] for row in rows])
        self.refuse(bad, 3, "1 of 4 labelled classes", "EMPTY")
        write_csv(bad, header, rows + rows[:1])
        self.refuse(bad, 3, "r000", "stands twice")
        for text in ("nan", "inf", "", "0,5", "1e999"):
            write_csv(bad, header, [["r000", text, 0, 0, 0], *rows[1:]])
            self.refuse(bad, 3, "bad.csv:2", "not a finite number")
        write_csv(bad, ["record_id"], [[name] for name in self.names])
        self.refuse(bad, 3, "no column of a class")
        write_csv(bad, header, [])
        self.refuse(bad, 3, "no records")
        write_csv(bad, header, [[name, 0, 2, 0, 0] for name in self.names])
        self.refuse(self.good_file, 3, "2 is no label", labels=bad)
        self.refuse(self.folder / "scores.txt", 2, "neither .csv nor .npy")
        self.refuse(self.folder / "none.csv", 4, "none.csv")

    def test_hostile_arrays_are_refused_in_one_line(self):
        bad = self.folder / "bad.npy"
        bad.write_bytes(b"\x93NUMPY\x01\x00")
        self.refuse(bad, 3, "bad.npy")
        whole = write_npy(bad, self.good).read_bytes()
        bad.write_bytes(whole[:-3])
        self.refuse(bad, 3, "120 × 4 values")
        write_npy(bad, self.good, shape=(2 ** 39, 2 ** 39))
        self.refuse(bad, 3, "values over")
        write_npy(bad, self.good, shape=(5, 8, 12))
        self.refuse(bad, 3, "3 dimensions")
        write_npy(bad, [[float("nan")] * 4 for _ in self.names])
        self.refuse(bad, 3, "record 1, class 1", "not a finite number")
        write_npy(bad, self.good[:-1])
        self.refuse(bad, 3, "119 records", "120")
        bad.write_bytes(whole.replace(b"'<f8'", b"'|O8'"))
        self.refuse(bad, 3, "|O8")


class CompareTest(ProgramTest):
    def table(self):
        rows = [["super", 78.20, 73.89, 70], ["sub", 77.52, 74.32, 71], ["form", 60.67, 61.54, 69],
                ["rhythm", 86.79, 79.89, 72], ["cpsc", 79.83, 76.01, 73], ["csn", 80.17, 75.61, 60]]
        return write_csv(self.folder / "auc.csv", ["dataset", "ours", "merl", "other"], rows)

    def test_a_table_of_two_systems_gives_the_papers_test(self):
        with self.table().open() as file:
            rows = [row[:3] for row in csv.reader(file)]
        table = write_csv(self.folder / "two.csv", rows[0], rows[1:])
        process = run("stats", "compare", table, "--format", "json")
        self.assert_ok(process)
        pair = json.loads(process.stdout)["pairs"][0]
        self.assertAlmostEqual(pair["paired_t"]["t"], 3.5107, places=4)
        self.assertAlmostEqual(pair["paired_t"]["p"], 0.01709, places=5)
        self.assertEqual(pair["wilcoxon"]["method"], "exact")
        self.assertAlmostEqual(pair["bootstrap"]["mean_difference"], 3.6533, places=4)
        one_sided = run("stats", "compare", table, "--alternative", "greater", "--format", "json")
        self.assertAlmostEqual(json.loads(one_sided.stdout)["pairs"][0]["paired_t"]["p"],
                               0.01709 / 2, places=5)

    def test_three_systems_get_friedman_nemenyi_and_corrected_pairs(self):
        process = run("stats", "compare", self.table(), "--format", "json")
        self.assert_ok(process)
        result = json.loads(process.stdout)
        self.assertEqual(len(result["pairs"]), 3)
        self.assertEqual(result["friedman"]["df"], 2)
        self.assertAlmostEqual(sum(s["mean_rank"] for s in result["sets"]), 6)
        for pair in result["pairs"]:
            self.assertGreaterEqual(pair["paired_t"]["p_corrected"], pair["paired_t"]["p"])
            self.assertLessEqual(pair["nemenyi_p"], 1)
        text = run("stats", "compare", self.table())
        self.assertIn("Friedman", text.stdout)
        self.assertIn("corrected", text.stdout)

    def result(self, path, task, aucs):
        classes = [{"code": c, "auc": a} for c, a in aucs.items()]
        defined = [a for a in aucs.values() if a is not None]
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"kind": "zero-shot", "task": task, "classes": classes,
                                    "macro": {"auc": sum(defined) / len(defined)},
                                    "split": {"hash": task}}))
        return path

    def test_results_are_paired_by_class_and_undefined_ones_left_out(self):
        one = self.result(self.folder / "a.json", "t", {"A": .9, "B": .8, "C": .7, "D": None})
        two = self.result(self.folder / "b.json", "t", {"A": .8, "B": .75, "D": .6, "C": .6})
        process = run("stats", "compare", one, two, "--format", "json")
        self.assert_ok(process)
        result = json.loads(process.stdout)
        self.assertEqual(result["units"], ["A", "B", "C"])
        self.assertEqual(result["left_out"], ["D"])
        self.assertEqual(process.stderr, "")

    def test_folders_are_paired_by_task(self):
        for run_name, shift in (("a", 0.0), ("b", 0.1)):
            for task in ("t1", "t2", "t3"):
                self.result(self.folder / run_name / f"{task}.json", task,
                            {"A": 0.8 - shift, "B": 0.7 - shift ** len(task)})
        process = run("stats", "compare", self.folder / "a", self.folder / "b", "--format", "json")
        self.assert_ok(process)
        self.assertEqual(json.loads(process.stdout)["units"], ["t1", "t2", "t3"])

    def test_results_of_different_records_are_said_to_be(self):
        one = self.result(self.folder / "a.json", "t", {"A": .9, "B": .8})
        two = self.result(self.folder / "b.json", "u", {"A": .8, "B": .75})
        process = run("stats", "compare", one, two)
        self.assert_ok(process)
        self.assertIn("different records", process.stderr)

    def test_wrong_sets_are_refused_in_one_line(self):
        one = self.result(self.folder / "a.json", "t", {"A": .9})
        self.assert_fails(run("stats", "compare", one), 3, "1 set")
        self.assert_fails(run("stats", "compare", one, one), 3, "two sets of this name")
        other = self.result(self.folder / "b.json", "t", {"B": .9})
        self.assert_fails(run("stats", "compare", one, other), 3, "nothing in common")
        broken = self.folder / "broken.json"
        broken.write_text('{"classes": [{"code": "A", "auc": "high"}]}')
        self.assert_fails(run("stats", "compare", one, broken), 3, "broken.json classes[0]", "auc")
        (self.folder / "empty").mkdir()
        self.assert_fails(run("stats", "compare", one, self.folder / "empty"), 3, "no results")

    def test_anova_finds_the_interaction_of_the_papers_table(self):
        rows = []
        with (SOURCE / "configs" / "paper_tables.csv").open() as file:
            for entry in csv.DictReader(file):
                if entry["table"] == "11" and entry["row"] != "Overall":
                    backbone, module = entry["column"].split(" + ")
                    rows.append([backbone, module, entry["value"]])
        table = write_csv(self.folder / "t.csv", ["backbone", "module", "auc"], rows)
        for kind in ("I", "II", "III"):
            process = run("stats", "anova", table, "--value", "auc", "--factor", "backbone", "--by",
                          "module", "--type", kind, "--format", "json")
            self.assert_ok(process)
            f_values = [e["f"] for e in json.loads(process.stdout)["effects"]]
            for value, expected in zip(f_values, (5.023, 0.406, 5.331)):
                self.assertAlmostEqual(value, expected, places=3)
        self.assert_fails(run("stats", "anova", table, "--value", "auc", "--factor", "backbone",
                              "--by", "nothing"), 3, "nothing")
        write_csv(table, ["a", "b", "v"], [[0, 0, 1], [0, 1, 2], [1, 0, 3]])
        self.assert_fails(run("stats", "anova", table, "--value", "v", "--factor", "a", "--by",
                              "b"), 3, "no value for level 2")


class PaperTest(ProgramTest):
    def test_printed_and_recomputed_figures_stand_side_by_side(self):
        process = run("stats", "paper", "--format", "json")
        self.assert_ok(process)
        result = json.loads(process.stdout)
        checks = {(c["test"], c["figure"]): c for c in result["checks"]}
        t_test = "paired t, ViT gain - ResNet gain"
        self.assertEqual(checks[t_test, "t"]["printed"], 4.99)
        self.assertAlmostEqual(checks[t_test, "t"]["recomputed"], 4.202, places=3)
        self.assertAlmostEqual(checks[t_test, "p, two-sided"]["recomputed"], 0.00847, places=5)
        self.assertFalse(checks[t_test, "t"]["agrees"])
        w_test = "Wilcoxon, ViT gain - ResNet gain"
        self.assertEqual(checks[w_test, "W"]["recomputed"], 21)
        self.assertEqual(checks[w_test, "p, one-sided (greater)"]["recomputed"], 0.015625)
        self.assertTrue(checks[w_test, "W"]["agrees"])
        self.assertTrue(checks["paired t, ours - MERL", "t"]["agrees"])
        self.assertTrue(checks["paired t, ours - MERL", "p, two-sided"]["agrees"])
        for name, printed, expected in (("Backbone", 3.79, 5.023), ("Module", 0.13, 0.406),
                                        ("Backbone x Module", 6.60, 5.331)):
            self.assertEqual(checks[name, "F"]["printed"], printed)
            self.assertAlmostEqual(checks[name, "F"]["recomputed"], expected, places=3)
            self.assertFalse(checks[name, "F"]["agrees"])
        for mean in result["vit_linear_mean_implied"].values():
            self.assertAlmostEqual(mean, 71.2, delta=0.05)

    def test_the_text_gives_the_reasons(self):
        process = run("stats", "paper")
        self.assert_ok(process)
        for words in ("4.99", "4.2020", "one-sided", "71.2", "differs"):
            self.assertIn(words, process.stdout)


if __name__ == "__main__":
    unittest.main()
