"""Datasets of the downstream tasks: import, splits, class counts, as a user types them."""

import csv
import json
import shutil
import subprocess
import unittest

from harness import BIN, DATA, LEADS, SOURCE, SUPREME, ProgramTest, run, write_record

SMALL = SOURCE / "testdata" / "formats"
SPLITS = DATA / "splits" / "merl_splits"


def challenge_record(folder, name, codes):
    header = write_record(folder, name, leads=[lead.replace("AV", "aV") for lead in LEADS])
    header.write_text(header.read_text() + f"#Age: 60\n#Sex: Female\n#Dx: {codes}\n")


def lists(folder, stem):
    return [SPLITS / folder / f"{stem}_{part}.csv" for part in ("train", "val", "test")]


class DatasetsTest(ProgramTest):
    def published(self, folder, stem):
        paths = lists(folder, stem)
        if not paths[0].exists():
            self.skipTest(f"{paths[0]} is absent")
        return dict(zip(("--train", "--validation", "--test"), paths))

    def csn_pack(self):
        """Three records: flutter, fibrillation, and one of a class that the task lacks."""
        for name, codes in {"JS00001": "164890007", "JS00002": "164889003,426177001",
                            "JS00003": "426177001"}.items():
            challenge_record(self.folder / "csn" / "01", name, codes)
        pack = self.folder / "csn_pack"
        self.assert_ok(run("data", "import", "csn", self.folder / "csn", "--out", pack))
        for part, name in {"train": "JS00001", "val": "JS00002", "test": "JS00003"}.items():
            (self.folder / f"{part}.csv").write_text(f"ecg_path,age\n/chapman/01/{name}.mat,12\n")
        return pack

    def test_files_of_other_formats_become_packs(self):
        """HDF5 of SPH and CODE-15, MATLAB structs of CPSC-2018's first release."""
        sph, code15, cpsc = (self.folder / name for name in ("sph", "code15", "cpsc"))
        for folder in (sph / "records", code15, cpsc):
            folder.mkdir(parents=True)
        shutil.copy(SMALL / "sph_small.h5", sph / "records" / "A00001.h5")
        (sph / "metadata.csv").write_text("ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date\n"
                                          "A00001,22;23,S00001,55,M,200,2020-03-04\n")
        shutil.copy(SMALL / "code15_small.h5", code15 / "exams_part0.hdf5")
        (code15 / "exams.csv").write_text(
            "exam_id,age,is_male,nn_predicted_age,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id,death,"
            "timey,normal_ecg,trace_file\n"
            "4200000000,60,True,1,False,True,False,False,False,False,5,,,False,exams_part0.hdf5\n"
            "77,50,False,1,False,False,False,False,False,True,6,,,False,exams_part0.hdf5\n")
        shutil.copy(SMALL / "cpsc_v5.mat", cpsc / "A0001.mat")
        (cpsc / "REFERENCE.csv").write_text("Recording,First_label,Second_label,Third_label\n"
                                            "A0001,5,,\n")
        for dataset, folder, codes in (("sph", sph, ["A00001"]),
                                       ("code15", code15, ["77", "4200000000"]),
                                       ("cpsc2018", cpsc, ["A0001"])):
            pack = self.folder / f"{dataset}_pack"
            self.assert_ok(run("data", "import", dataset, folder, "--out", pack))
            with open(pack / "manifest.csv", newline="", encoding="utf-8") as table:
                self.assertEqual([row["record_id"] for row in csv.DictReader(table)], codes)

    def test_exams_of_one_file_are_read_by_one_process(self):
        code15 = self.folder / "code15"
        code15.mkdir()
        shutil.copy(SMALL / "code15_small.h5", code15 / "exams_part0.hdf5")
        (code15 / "exams.csv").write_text(
            "exam_id,age,is_male,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id,trace_file\n"
            + "".join(f"{exam},60,True,False,True,False,False,False,False,5,exams_part0.hdf5\n"
                      for exam in (4200000000, 1001, 77)))
        # The program looks for its reader beside itself, and finds one that counts its starts.
        program, counter = self.folder / "supreme", self.folder / "supreme-open"
        shutil.copy(SUPREME, program)
        counter.write_text(f'#!/bin/sh\necho start >> {self.folder}/starts\n'
                           f'exec {BIN / "supreme-open"} "$@"\n')
        counter.chmod(0o755)
        process = subprocess.run([str(program), "data", "import", "code15", str(code15), "--out",
                                  str(self.folder / "pack")], capture_output=True, text=True,
                                 timeout=120, check=False)
        self.assert_ok(process)
        self.assertIn("imported 3 records", process.stdout)
        starts = (self.folder / "starts").read_text().splitlines()
        self.assertEqual(len(starts), 2)  # for the list of exams, and for all tracings

    def test_real_hdf5_records_import(self):
        folder = DATA / "cinc" / "smoke" / "SPH"
        if not folder.exists():
            self.skipTest(f"{folder} is absent")
        pack = self.folder / "pack"
        process = run("data", "import", "sph", folder, "--out", pack)
        self.assertEqual(process.returncode, 1, process.stderr)  # one file has no row
        self.assertIn("imported 9 records, 1 failed", process.stdout)

    def test_csn_goes_from_headers_to_counts_in_both_label_modes(self):
        pack = self.csn_pack()
        out = self.folder / "split.csv"
        process = run("data", "split", "csn", "--train", self.folder / "train.csv",
                      "--validation", self.folder / "val.csv", "--test", self.folder / "test.csv",
                      "--pack", pack, "--out", out, "--format", "json")
        self.assert_ok(process)
        split = json.loads(process.stdout)
        self.assertEqual(split["records"], {"train": 1, "validation": 1, "test": 1})
        self.assertFalse(split["as_in_paper"])
        process = run("data", "stats", pack, "--task", "csn", "--split-csv", out,
                      "--format", "json")
        self.assert_ok(process)
        stats = json.loads(process.stdout)
        self.assertEqual(stats["split_hash"], split["sha256"])
        flutter = next(c for c in stats["classes"] if c["code"] == "AF")
        self.assertEqual(flutter["positives"], [1, 0, 0])
        self.assertEqual(flutter["positives_merl"], [1, 1, 0])
        self.assertEqual(stats["parts"][2], {"part": "test", "records": 1, "unlabelled": 1})
        table = run("data", "stats", pack, "--task", "csn", "--split-csv", out)
        self.assertRegex(table.stdout, r"(?m)^AF +1 +0 \(merl 1\) +0$")

    def test_cpsc2018_takes_five_seconds_and_another_gain_when_told_and_says_so(self):
        challenge_record(self.folder / "in", "A0001", "59118001")
        pack = self.folder / "pack"
        process = run("data", "import", "cpsc2018", self.folder / "in", "--max-duration", 5,
                      "--gain", 500, "--out", pack)
        self.assert_ok(process)
        self.assertIn("gain replaced in 1 records", process.stdout)
        facts = json.loads((pack / "pack.json").read_text())["import"]
        self.assertEqual((facts["importer"], facts["max_duration_sec"], facts["gain_per_mv"]),
                         ("cpsc2018", 5.0, 500.0))

    def test_cpsc2018_is_split_as_published(self):
        paths = lists("icbeb", "icbeb")
        if not paths[0].exists():
            self.skipTest(f"{paths[0]} is absent")
        out = self.folder / "cpsc.csv"
        tables = [word for path in paths for word in ("--table", path)]
        process = run("data", "split", "cpsc2018", *tables, "--out", out, "--probe", 1)
        self.assert_ok(process)
        self.assertIn("train 49, validation 551, test 1376", process.stdout)
        self.assertIn("4950 / 551 / 1376 records, as in the paper's Table 7", process.stdout)
        with open(out, encoding="utf-8") as file:
            rows = [row for row in csv.reader(line for line in file if line[0] != "#")]
        expected = json.loads((DATA / "splits" / "linear_probe_subsets_seed42.json").read_text())
        self.assertEqual([row[0] for row in rows[1:50]], expected["icbeb"]["1%"]["ids"])
        self.assertEqual(rows[0], ["record_id", "split"])

    def test_published_lists_have_the_papers_counts(self):
        flags = self.published("ptbxl/form", "ptbxl_form")
        process = run("data", "split", "ptbxl-form", *[w for f in flags.items() for w in f],
                      "--out", self.folder / "form.csv")
        self.assert_ok(process)
        self.assertIn("7197 / 901 / 880 records, as in the paper's Table 7", process.stdout)

    def test_ptbxl_table_of_version_101_says_where_it_differs_from_the_paper(self):
        table = DATA / "reports" / "ptbxl_database_v1.0.1_full.csv"
        if not table.exists():
            self.skipTest(f"{table} is absent")
        for task, words in {"ptbxl-rhythm": "as in the paper's Table 7",
                            "ptbxl-super": "17088 / 2147 / 2159 records, the paper's Table 7 "
                                           "17084 / 2146 / 2158"}.items():
            process = run("data", "split", task, "--table", table, "--out",
                          self.folder / f"{task}.csv")
            self.assert_ok(process)
            self.assertIn(words, process.stdout)

    def test_a_split_from_a_pack_follows_its_folds(self):
        pack = self.folder / "pack"
        write_record(self.folder / "in", "one")
        (self.folder / "labels.csv").write_text("record,labels,fold\none,SR,10\n")
        self.assert_ok(run("data", "import", "folder", self.folder / "in", "--labels",
                           self.folder / "labels.csv", "--out", pack))
        out = self.folder / "out" / "split.csv"
        self.assert_ok(run("data", "split", "ptbxl-rhythm", "--pack", pack, "--out", out))
        self.assertIn("one,test", out.read_text())
        self.assert_fails(run("data", "split", "cpsc2018", "--pack", pack, "--out", out), 2,
                          "ecg_id")
        self.assert_fails(run("data", "split", "csn", "--pack", pack, "--out", out), 2, "--train")

    def test_wrong_command_lines_name_the_flag(self):
        out = self.folder / "x.csv"
        self.assert_fails(run("data", "split", "csn", "--out", out), 2, "--pack")
        self.assert_fails(run("data", "split", "csn", "--train", "a.csv", "--out", out), 2,
                          "--validation")
        self.assert_fails(run("data", "split", "csn", "--table", "a.csv", "--out", out), 2,
                          "--train")
        self.assert_fails(run("data", "import", "sph", self.folder, "--labels", "a.csv", "--out",
                              out), 2, "--gain")
        self.assert_fails(run("data", "import", "csn", self.folder, "--gain", -1, "--out", out), 2,
                          "--gain")
        self.assert_fails(run("data", "import", "nothing", self.folder, "--out", out), 2, "csn")
        self.assert_fails(run("data", "stats", self.folder, "--split-csv", "a.csv"), 2, "--task")

    def test_records_of_other_datasets_are_not_taken(self):
        write_record(self.folder / "in", "E00001")
        self.assert_fails(run("data", "import", "csn", self.folder / "in", "--out",
                              self.folder / "pack"), 4, "JS")

    def test_label_mode_needs_a_task_with_acronyms(self):
        pack = self.csn_pack()
        process = run("eval", "zero-shot", "--pack", pack, "--task", "cpsc2018", "--label-mode",
                      "merl", "--folds", 0)
        self.assert_fails(process, 2, "--label-mode merl")


if __name__ == "__main__":
    unittest.main()
