"""MIMIC-IV-ECG simulated, spoilt and imported; imports killed and gone on with."""

import collections
import csv
import json
import unittest

from harness import ProgramTest, run, write_record
from import_kill import ImportKillTest, rows_of

REPORTS = 18
VALUES = ["rr_interval", "p_onset", "p_end", "qrs_onset", "qrs_end", "t_end", "p_axis", "qrs_axis",
          "t_axis"]
# What becomes of a planted defect; nothing = the record is kept.
REASONS = {"nan_record": "no valid sample", "empty_report": "empty report",
           "no_signal_file": "missing file", "no_header": "missing file",
           "cut_signal_file": "unreadable record", "not_measured": "not measured",
           "not_listed": "not listed", "subjects_differ": "subject ids differ"}
IN_TABLES = ("empty_report", "not_measured", "subjects_differ")


class PlantedTest(ProgramTest):
    """A small database with every defect, imported by the paper's and by MERL's rule."""

    RECORDS = 140

    def setUp(self):
        super().setUp()
        self.tree = self.folder / "mimic"
        self.assert_ok(run("simulate", "--layout", "mimic-iv-ecg", "--records", self.RECORDS,
                           "--plant-defects", "--out", self.tree))

    def expected(self, min_words):
        """Studies that are to be kept, and how many are left out for which reason."""
        reports = {}
        for row in rows_of(self.tree / "machine_measurements.csv"):
            parts = [row[f"report_{i}"].strip(" *=-\n") for i in range(REPORTS)]
            reports[row["study_id"]] = " ".join(part for part in parts if part)
        planted = {row["study_id"]: row["defect"] for row in rows_of(self.tree / "planted.csv")}
        reasons = collections.Counter()
        kept = []
        for study in sorted({row["study_id"] for row in rows_of(self.tree / "record_list.csv")}):
            defect = planted.get(study)
            reason = REASONS.get(defect)
            if defect not in IN_TABLES and len(reports[study].split()) < min_words:
                reason = "short report"  # known before any file is opened
            if defect == "duplicate":
                reasons.update(["listed twice", "measured twice"])
            if reason:
                reasons[reason] += 1
            else:
                kept.append(study)
        reasons["not listed"] += sum(defect == "not_listed" for defect in planted.values())
        return kept, dict(reasons), planted

    def test_every_planted_defect_is_handled_and_counted(self):
        for min_words in (3, 4):
            with self.subTest(min_words=min_words):
                pack = self.folder / f"pack{min_words}"
                process = run("data", "import", "mimic-iv-ecg", self.tree, "--out", pack,
                              "--min-words", min_words)
                kept, reasons, planted = self.expected(min_words)
                self.assertEqual(process.returncode, 1, process.stderr)  # files are missing
                facts = json.loads((pack / "pack.json").read_text())["import"]
                self.assertEqual(facts["left_out"], reasons)
                self.assertEqual(facts["imported"], len(kept))
                for reason, count in reasons.items():
                    self.assertIn(f"left out: {count}, {reason}", process.stderr)
                manifest = rows_of(pack / "manifest.csv")
                self.assertEqual([row["record_id"] for row in manifest], kept)
                quality = {row["record_id"]: row["quality"] for row in manifest}
                for study, defect in planted.items():
                    flag = {"nan_lead": "missing:", "zero_lead": "flat:"}.get(defect)
                    if flag:
                        self.assertIn(flag, quality[study])
                for row in rows_of(pack / "measurements.csv"):
                    empty = planted.get(row["record_id"]) == "sentinels"
                    for name in VALUES:
                        self.assertNotIn(row[name], ("29999", "32767", "-32768", "65535"))
                        if empty:
                            self.assertEqual(row[name], "")

    def test_leads_come_by_name_and_patients_stay_together(self):
        pack = self.folder / "pack"
        run("data", "import", "mimic-iv-ecg", self.tree, "--out", pack, "--split", "patient",
            "--validation-share", 0.3)
        part = {row["record_id"]: row["split"] for row in rows_of(pack / "split.csv")}
        patients = collections.defaultdict(set)
        for row in rows_of(pack / "manifest.csv"):
            patients[row["patient_id"]].add(part[row["record_id"]])
        self.assertTrue(all(len(parts) == 1 for parts in patients.values()))
        self.assertGreater(len(part), len(patients))  # some came more than once
        # aVF stands before aVL in the files; leads mixed up would contradict Einthoven's law.
        facts = json.loads((pack / "pack.json").read_text())["import"]
        self.assertLess(facts["warnings"].get("contradicting limb leads", 0), 5)
        stats = json.loads(run("data", "stats", pack, "--verify", "--format", "json").stdout)
        self.assertEqual(stats["rows"], len(part))

    def test_options_of_this_importer_are_refused_elsewhere(self):
        self.assert_fails(run("data", "import", "ptbxl", self.tree, "--out", self.folder / "p",
                              "--split", "patient"), 2, "mimic-iv-ecg")
        self.assert_fails(run("data", "import", "mimic-iv-ecg", self.tree, "--out",
                              self.folder / "p", "--min-words", 0), 2, "--min-words")
        self.assert_fails(run("simulate", "--plant-defects", "--records", 3, "--out",
                              self.folder / "q"), 2, "--plant-defects")


class KillTest(ImportKillTest):
    STUDIES = 1300  # three shards

    def setUp(self):
        super().setUp()
        self.tree = self.folder / "mimic"
        write_record(self.tree / "files", "r", gain="200.0(0)/mV")
        columns = ["subject_id", "study_id", "cart_id", "ecg_time",
                   *(f"report_{i}" for i in range(REPORTS)), "bandwidth", "filtering", *VALUES]
        with open(self.tree / "record_list.csv", "w", encoding="utf-8") as record_list, \
                open(self.tree / "machine_measurements.csv", "w", encoding="utf-8") as measured:
            record_list.write("subject_id,study_id,file_name,ecg_time,path\n")
            measured.write(",".join(columns) + "\n")
            for i in range(self.STUDIES):
                record_list.write(f"{i // 3},{i},r,2180-01-01 00:00:00,files/r\n")
            for i in reversed(range(self.STUDIES)):
                measured.write(f"{i // 3},{i},1,2180-01-01 00:00:00,Sinus rhythm number {i}"
                               + "," * (len(columns) - 5) + "\n")

    def test_a_killed_import_goes_on_with_nothing_lost_or_doubled(self):
        self.assert_goes_on(["mimic-iv-ecg", self.tree, "--split", "patient"],
                            [str(i) for i in range(self.STUDIES)])

    def test_another_import_does_not_go_on_in_its_folder(self):
        pack = self.folder / "pack"
        (pack / ".import").mkdir(parents=True)
        (pack / ".import" / "plan.json").write_text('{"fingerprint": "of something else"}')
        command = ["data", "import", "mimic-iv-ecg", self.tree, "--out", pack]
        self.assert_fails(run(*command), 2, "unfinished", "--force")
        self.assert_ok(run(*command, "--force"))


if __name__ == "__main__":
    unittest.main()
