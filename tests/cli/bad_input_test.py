"""Hostile and broken inputs: one line that says what, where, what to do; nothing half-written."""

import csv
import os
import signal
import struct
import subprocess
import time
import unittest

from harness import LEADS, SUPREME, ProgramTest, run, write_record

COLUMNS = ["ecg_id", "patient_id", "age", "sex", "report", "scp_codes", "strat_fold",
           "filename_lr", "filename_hr"]


def write_ptbxl(folder, rows, columns=None):
    """A PTB-XL layout with the given rows; a row is a dict of some of the columns."""
    columns = columns or COLUMNS
    with open(folder / "ptbxl_database.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def row(number, **changes):
    values = {"ecg_id": number, "patient_id": number, "age": 60, "sex": 0,
              "report": "sinus rhythm.", "scp_codes": "{'SR': 0.0}", "strat_fold": 1 + number % 10,
              "filename_hr": f"records500/{number:05d}_hr"}
    return {**values, **changes}


class RecordTest(ProgramTest):
    def inspect(self, path):
        return run("inspect", path)

    def test_wrong_path(self):
        self.assert_fails(self.inspect(self.folder / "absent.hea"), 4, "absent.hea")

    def test_header_with_zero_gain(self):
        header = write_record(self.folder, "zero", gain="0(0)/mV")
        self.assert_fails(self.inspect(header), 3, "zero.hea:2", "gain")

    def test_truncated_signal_file(self):
        header = write_record(self.folder, "short")
        data = self.folder / "short.dat"
        data.write_bytes(data.read_bytes()[:-1001])
        self.assert_fails(self.inspect(header), 3, "short.dat", "120000", "118999")

    def test_wrong_checksum_is_an_error_when_strict_and_a_warning_otherwise(self):
        header = write_record(self.folder, "sum")
        text = header.read_text().splitlines()
        fields = text[1].split()
        fields[6] = str(int(fields[6]) + 1)
        text[1] = " ".join(fields)
        header.write_text("\n".join(text) + "\n")
        self.assert_fails(run("inspect", "--strict", header), 3, "checksum")
        process = self.inspect(header)
        self.assert_ok(process)
        self.assertIn("checksum", process.stdout + process.stderr)

    def test_signal_file_outside_the_folder(self):
        header = write_record(self.folder, "escape")
        header.write_text(header.read_text().replace("escape.dat", "../../etc/passwd"))
        self.assert_fails(self.inspect(header), 3, "escape.hea")

    def test_fifo_does_not_hang(self):
        os.mkfifo(self.folder / "pipe.hea")
        self.assert_fails(self.inspect(self.folder / "pipe.hea"), 3, "pipe.hea")


class ImportTest(ProgramTest):
    def import_ptbxl(self, *flags):
        return run("data", "import", "ptbxl", self.folder, "--out", self.folder / "pack", *flags)

    def assert_no_pack(self):
        self.assertFalse((self.folder / "pack" / "pack.json").exists())
        self.assert_no_leftovers()

    def reasons(self):
        with open(self.folder / "pack" / "import_report.csv", encoding="utf-8") as file:
            return [row for row in csv.DictReader(file) if row["code"] != "warning"]

    def test_empty_folder(self):
        self.assert_fails(self.import_ptbxl(), 4, "ptbxl_database.csv")
        self.assert_no_pack()

    def test_missing_column_is_named_with_the_file(self):
        write_ptbxl(self.folder, [row(1)], [c for c in COLUMNS if c != "strat_fold"])
        self.assert_fails(self.import_ptbxl(), 3, "strat_fold", "ptbxl_database.csv")
        self.assert_no_pack()

    def test_unreadable_records_are_reported_and_the_others_imported(self):
        records = self.folder / "records500"
        write_record(records, "00001_hr")
        write_record(records, "00002_hr", gain="0(0)/mV")
        write_record(records, "00003_hr", leads=[f"X{i}" for i in range(12)])
        write_record(records, "00004_hr", samples=[[-32768] * 5000 for _ in LEADS])
        write_ptbxl(self.folder, [row(n) for n in range(1, 6)])
        process = self.import_ptbxl()
        self.assertEqual(process.returncode, 1, process.stderr)
        reasons = {r["record_id"]: r for r in self.reasons()}
        self.assertEqual(sorted(reasons), ["2", "3", "4", "5"])
        self.assertIn("gain", " ".join(reasons["2"].values()))
        self.assertIn("lead", " ".join(reasons["3"].values()))
        self.assertIn("missing file", " ".join(reasons["5"].values()))
        self.assertIn("1", process.stdout)
        self.assertTrue((self.folder / "pack" / "pack.json").exists())

    def test_one_empty_lead_becomes_missing_not_zero_in_silence(self):
        samples = [[(i * (k + 1)) % 500 for i in range(5000)] for k in range(12)]
        samples[8] = [-32768] * 5000
        write_record(self.folder / "records500", "00001_hr", samples=samples)
        write_ptbxl(self.folder, [row(1)])
        self.assert_ok(self.import_ptbxl())
        manifest = (self.folder / "pack" / "manifest.csv").read_text()
        self.assertIn("missing:V3", manifest)

    def test_existing_pack_is_not_overwritten(self):
        write_record(self.folder / "records500", "00001_hr")
        write_ptbxl(self.folder, [row(1)])
        self.assert_ok(self.import_ptbxl())
        self.assert_fails(self.import_ptbxl(), 2, "pack", "--force")
        self.assert_ok(self.import_ptbxl("--force"))


class SafetensorsTest(ProgramTest):
    def inspect_bytes(self, header, data=b"", length=None):
        path = self.folder / "x.safetensors"
        length = len(header) if length is None else length
        path.write_bytes(struct.pack("<Q", length) + header + data)
        return run("inspect", path)

    def test_header_length_beyond_the_file(self):
        self.assert_fails(self.inspect_bytes(b"{}", length=1 << 40), 3, "x.safetensors")

    def test_overlapping_tensors(self):
        header = (b'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},'
                  b'"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}')
        self.assert_fails(self.inspect_bytes(header, bytes(12)), 3, "x.safetensors")

    def test_duplicate_names(self):
        header = (b'{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},'
                  b'"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}')
        self.assert_fails(self.inspect_bytes(header, bytes(8)), 3, "x.safetensors", "a")


class InterruptTest(ProgramTest):
    def test_interrupt_stops_with_130_and_leaves_no_dataset(self):
        out = self.folder / "ecgs"
        process = subprocess.Popen([str(SUPREME), "simulate", "--records", "99999", "--out",
                                    str(out)], stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True)
        deadline = time.monotonic() + 20
        while not list(out.rglob("*.dat")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130, errors)
        self.assertFalse((out / "ptbxl_database.csv").exists())
        self.assert_no_leftovers()


if __name__ == "__main__":
    unittest.main()
