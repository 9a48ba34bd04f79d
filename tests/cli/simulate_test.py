"""supreme simulate: the list of findings, records to order, layouts."""

import csv
import json
import unittest

from harness import SOURCE, ProgramTest, run


class ListTest(ProgramTest):
    def test_every_finding_has_its_signs_and_their_source(self):
        process = run("simulate", "--list", "--format", "json")
        self.assert_ok(process)
        findings = json.loads(process.stdout)
        self.assertGreaterEqual(len(findings), 70)
        self.assertEqual(len({finding["code"] for finding in findings}), len(findings))
        for finding in findings:
            self.assertTrue(finding["criteria"] and finding["source"], finding["code"])
        table = run("simulate", "--list").stdout
        for finding in findings:
            self.assertIn(finding["criteria"], table)

    def test_the_page_in_docs_is_up_to_date(self):
        process = run("simulate", "--list", "--format", "markdown")
        self.assert_ok(process)
        self.assertEqual(process.stdout, (SOURCE / "docs" / "findings.md").read_text(),
                         "run supreme simulate --list --format markdown > docs/findings.md")


class OrderTest(ProgramTest):
    def test_records_to_order_show_the_findings(self):
        out = self.folder / "ordered"
        process = run("simulate", "--findings", "CLBBB,PVC", "--severity", 0.8, "--records", 5,
                      "--out", out)
        self.assert_ok(process)
        self.assertIn("CLBBB 5", process.stderr)
        with open(out / "ptbxl_database.csv", newline="", encoding="utf-8") as table:
            for row in csv.DictReader(table):
                self.assertIn("'CLBBB': 100.0", row["scp_codes"])

    def test_german_reports_only_when_asked_for(self):
        for style, word in (("german", "schenkelblock"), ("english", "bundle")):
            out = self.folder / style
            self.assert_ok(run("simulate", "--findings", "CLBBB", "--records", 8, "--out", out,
                               "--report-style", style))
            with open(out / "ptbxl_database.csv", newline="", encoding="utf-8") as table:
                reports = " ".join(row["report"].lower() for row in csv.DictReader(table))
            self.assertIn(word, reports)

    def test_every_layout_is_written(self):
        for layout, table in (("ptbxl", "ptbxl_database.csv"), ("mimic-iv-ecg", "record_list.csv"),
                              ("cpsc2018", "REFERENCE.csv"), ("csn", "RECORDS.csv")):
            with self.subTest(layout=layout):
                out = self.folder / layout
                self.assert_ok(run("simulate", "--layout", layout, "--records", 3, "--out", out))
                self.assertTrue((out / table).exists())
                headers = list(out.rglob("*.hea"))
                self.assertEqual(len(headers), 3)
                self.assertRegex(run("inspect", headers[0]).stdout, r"missing_leads +-\n")

    def test_a_plot_needs_no_dataset(self):
        picture = self.folder / "ecg.svg"
        self.assert_ok(run("simulate", "--findings", "AFIB", "--plot", picture))
        self.assertIn("atrial fibrillation", picture.read_text())

    def test_wrong_findings_are_named(self):
        self.assert_fails(run("simulate", "--findings", "NOPE", "--plot", "x.svg"), 2, "NOPE")
        self.assert_fails(run("simulate", "--findings", "AFIB,STACH", "--plot", "x.svg"), 3, "AFIB")
        self.assert_fails(run("simulate", "--findings", "AFIB", "--severity", 2, "--plot", "x.svg"),
                          2, "--severity")


if __name__ == "__main__":
    unittest.main()
