"""supreme vocab resolve, terms, build and review, as a user runs them."""

import csv
import html
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from harness import SOURCE, ProgramTest, run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")


class ResolveTest(ProgramTest):
    def resolve(self, *texts):
        process = run("vocab", "resolve", *texts, "--format", "json")
        self.assert_ok(process)
        return json.loads(process.stdout)

    def test_abbreviations_and_german_are_written_in_full(self):
        answers = self.resolve("LBBB", "Vorhofflimmern", "1st degree AV block")
        self.assertEqual([a["term"] for a in answers], [
            "left bundle branch block", "atrial fibrillation",
            "first degree atrioventricular block"])
        self.assertEqual(answers[0]["kind"], "known")
        self.assertEqual(answers[0]["codes"]["snomed"], "164909002")
        self.assertIn("right bundle branch block", answers[0]["opposites"])

    def test_several_meanings_are_flagged_and_words_beside_decide(self):
        alone, beside = self.resolve("SA", "SA block")
        self.assertEqual(alone["term"], "sinus arrhythmia")
        self.assertEqual(alone["ambiguous"][0]["also"][0]["meaning"], "sinoatrial")
        self.assertEqual(beside["term"], "sinoatrial block")
        self.assertEqual(beside["ambiguous"][0]["by"], "context")

    def test_a_new_text_names_its_neighbours(self):
        answer, = self.resolve("curious notching of the terminal QRS force")
        self.assertEqual(answer["kind"], "new")
        self.assertEqual(len(answer["nearest"]), 3)

    def test_no_text_is_an_error(self):
        self.assert_fails(run("vocab", "resolve"), 2, "TEXT")


class TermsTest(ProgramTest):
    def test_the_list_has_relations(self):
        process = run("vocab", "terms", "--format", "json")
        self.assert_ok(process)
        terms = {term["term"]: term for term in json.loads(process.stdout)}
        self.assertGreaterEqual(len(terms), 300)
        self.assertIn("tachycardia", terms["sinus tachycardia"]["is_a"])
        self.assertEqual(terms["inferior st elevation"]["locations"], ["inferior"])

    def test_terms_of_dictionaries_are_added(self):
        out = self.folder / "terms.csv"
        process = run("vocab", "terms", "--umls", SOURCE / "testdata/vocab/MRCONSO.RRF",
                      "--snomed", SOURCE / "testdata/vocab/sct2_Description.txt", "--out", out)
        self.assert_ok(process)
        self.assertIn("2 unreadable", process.stderr)
        with open(out, newline="", encoding="utf-8") as table:
            terms = {row["term"]: row for row in csv.DictReader(table)}
        self.assertEqual(terms["atrial fibrillation"]["umls"], "C0004238")
        self.assertIn("prolonged t wave peak to end interval", terms)

    def test_another_file_is_refused(self):
        other = SOURCE / "vocab" / "terms.csv"
        self.assert_fails(run("vocab", "terms", "--umls", other), 3, "MRCONSO")
        self.assert_fails(run("vocab", "terms", "--snomed", other), 3, "release format 2")


class ReviewTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="supreme-review-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        for arguments in (
                ["simulate", "--records", 150, "--seed", 3, "--out", cls.root / "ecgs"],
                ["data", "import", "ptbxl", cls.root / "ecgs", "--out", cls.root / "pack"],
                ["extract", "--pack", cls.root / "pack", "--out", cls.root / "store.sqlite"],
                ["vocab", "build", "--pack", cls.root / "pack", "--store",
                 cls.root / "store.sqlite", "--out", cls.root / "vocab", "--min-records", 2],
                ["vocab", "review", "--vocab", cls.root / "vocab", "--csv",
                 cls.root / "review.csv", "--page", cls.root / "review.html"]):
            process = run(*arguments)
            if process.returncode != 0:
                raise AssertionError(f"{arguments[:2]}: {process.stderr}")

    def queries(self, folder):
        return {query["text"]: query
                for query in json.loads((folder / "queries.json").read_text())["queries"]}

    def apply(self, change):
        with open(self.root / "review.csv", newline="", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        change(rows)
        edited = self.folder / "edited.csv"
        with open(edited, "w", newline="", encoding="utf-8") as table:
            writer = csv.DictWriter(table, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return run("vocab", "review", "--vocab", self.root / "vocab", "--apply", edited, "--pack",
                   self.root / "pack", "--store", self.root / "store.sqlite", "--out",
                   self.folder / "new")

    def test_an_untouched_review_builds_the_same(self):
        self.assert_ok(self.apply(lambda rows: None))
        for name in ("queries.json", "labels.safetensors", "stats.json", "options.json"):
            self.assertEqual((self.folder / "new" / name).read_bytes(),
                             (self.root / "vocab" / name).read_bytes(), name)

    def test_rename_merge_and_drop_make_a_new_vocabulary(self):
        before = self.queries(self.root / "vocab")
        first, second, third, fourth = list(before)[:4]

        def change(rows):
            actions = {first: ("rename", "my own name"), second: ("merge", third),
                       fourth: ("drop", "")}
            for row in rows:
                if row["level"] == "query" and row["query"] in actions:
                    row["action"], row["target"] = actions[row["query"]]

        self.assert_ok(self.apply(change))
        after = self.queries(self.folder / "new")
        self.assertEqual(after["my own name"]["n_records"], before[first]["n_records"])
        for gone in (first, second, fourth):
            self.assertNotIn(gone, after)
        self.assertEqual(len(after[third]["members"]),
                         len(before[second]["members"]) + len(before[third]["members"]))

    def test_a_review_that_cannot_be_is_refused(self):
        def change(rows):
            rows[0]["action"], rows[0]["target"] = "merge", "nowhere"
        self.assert_fails(self.apply(change), 3, "nowhere")
        self.assertFalse((self.folder / "new").exists())

    def test_write_or_apply_must_be_said(self):
        vocab = self.root / "vocab"
        self.assert_fails(run("vocab", "review", "--vocab", vocab), 2, "--csv")
        self.assert_fails(run("vocab", "review", "--vocab", vocab, "--apply", "x"), 2, "--pack")

    def test_kept_apart_pairs_name_their_conflict(self):
        with open(self.root / "vocab" / "kept_apart.csv", newline="", encoding="utf-8") as table:
            pairs = list(csv.DictReader(table))
        self.assertTrue(pairs)
        for pair in pairs:
            self.assertGreater(float(pair["cosine"]), 0.8)
            self.assertIn(" | ", pair["conflicts"])

    @unittest.skipUnless(CHROMIUM, "chromium is absent")
    def test_the_page_saves_the_table_that_the_program_wrote(self):
        page = (self.root / "review.html").read_text()
        probe = self.folder / "probe.html"
        probe.write_text(page.replace(
            "</body>", "<script>document.body.innerHTML = '<pre id=out></pre>';"
            "byId('out').textContent = reviewCsv();</script></body>"))
        process = subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu",
             f"--user-data-dir={self.folder / 'profile'}", "--dump-dom", probe.as_uri()],
            capture_output=True, text=True, timeout=120, check=False)
        saved = html.unescape(process.stdout.split('<pre id="out">')[1].split("</pre>")[0])
        self.assertEqual(saved, (self.root / "review.csv").read_text())


if __name__ == "__main__":
    unittest.main()
