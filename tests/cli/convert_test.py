"""supreme convert and files of other devices, through the real programs."""

import json
import pathlib
import shutil
import stat
import struct
import unittest

from harness import BIN, DATA, SOURCE, SUPREME, ProgramTest, run, write_record

SMALL = SOURCE / "testdata" / "formats"

# Real files that must be refused, and a word of the reason: docs/formats.md says why.
REFUSED = {
    "philips/invalid-doc-type.xml": "MortaraECG",
    "philips/invalid-doc-version.xml": "1.05",
    "wfdb/1003.hea": "1003.dat",
    "wfdb/n16.hea": "n16.dat",
    "wfdb/12726.hea": "12726.dat",
}


def record_files(folder):
    """Every file below a folder that a person would call an ECG."""
    endings = {".hea", ".dcm", ".xml", ".scp", ".h5"}
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in endings)


class ConvertTest(ProgramTest):
    def convert(self, *arguments, **options):
        return run("convert", *arguments, **options)

    def test_a_dicom_file_becomes_wfdb_with_age_and_statements(self):
        self.assert_ok(self.convert(SMALL / "explicit.dcm", "--out", self.folder / "x.hea"))
        header = (self.folder / "x.hea").read_text(encoding="utf-8")
        self.assertIn("#Age: 1.5", header)
        self.assertIn("#Sex: Female", header)
        self.assertIn("für uns", header)
        self.assertNotIn("Nobody", header)
        self.assert_ok(run("inspect", "--strict", self.folder / "x.hea"))
        self.assert_no_leftovers()

    def test_every_record_of_a_file_with_several(self):
        process = self.convert(SMALL / "code15_small.h5", "--out", self.folder, "--to", "npy",
                               "--format", "json")
        self.assert_ok(process)
        answer = json.loads(process.stdout)
        self.assertEqual([r["record_id"] for r in answer["records"]],
                         ["1001", "77", "4200000000"])
        self.assertEqual(answer["records"][1]["samples"], 44)
        self.assertTrue((self.folder / "77.npy").read_bytes().startswith(b"\x93NUMPY"))
        self.assertEqual(json.loads((self.folder / "77.json").read_text())["sample_rate_hz"], 400)

    def test_one_bad_file_does_not_stop_the_rest(self):
        source = self.folder / "in"
        source.mkdir()
        shutil.copy(SMALL / "explicit.dcm", source / "b.dcm")
        shutil.copy(SMALL / "sph_small.h5", source / "c.h5")
        (source / "a.dcm").write_bytes((SMALL / "explicit.dcm").read_bytes()[:900])
        process = self.convert(source, "--out", self.folder / "out", "--format", "json")
        self.assertEqual(process.returncode, 1, process.stderr)
        answer = json.loads(process.stdout)
        self.assertEqual((answer["written"], answer["failed"]), (2, 1))
        self.assertEqual(answer["problems"][0]["source"], str(source / "a.dcm"))
        self.assertEqual(answer["problems"][0]["code"], "corrupt_data")
        self.assertIn("a.dcm", process.stderr)

    def test_files_are_replaced_only_when_told(self):
        out = self.folder / "x.csv"
        self.assert_ok(self.convert(SMALL / "cpsc_v7.mat", "--out", out))
        before = out.read_bytes()
        self.assert_fails(self.convert(SMALL / "sph_small.h5", "--out", out), 2, "--force")
        self.assertEqual(out.read_bytes(), before)
        self.assert_ok(self.convert(SMALL / "sph_small.h5", "--out", out, "--force"))
        self.assertNotEqual(out.read_bytes(), before)

    def test_what_a_file_does_not_say_is_asked_for(self):
        out = self.folder / "x.hea"
        self.assert_fails(self.convert(SMALL / "val_v4.mat", "--out", out), 3, "--rate")
        self.assert_ok(self.convert(SMALL / "val_v4.mat", "--out", out, "--rate", 500, "--unit",
                                    "uV"))
        self.assertIn(" 12 500 30", out.read_text())
        self.assert_fails(self.convert(SMALL / "val_v4.mat", "--out", out, "--unit", "kg"), 2,
                          "--unit")

    def test_one_file_for_many_records_is_refused(self):
        self.assert_fails(self.convert(SMALL / "cpsc_v5.mat", SMALL / "cpsc_v7.mat", "--out",
                                       self.folder / "x.hea"), 2, "--out")

    def test_wfdb_goes_through_csv_and_back(self):
        header = write_record(self.folder, "r")
        self.assert_ok(self.convert(header, "--out", self.folder / "r.csv"))
        self.assert_ok(self.convert(self.folder / "r.csv", "--out", self.folder / "back.hea"))
        self.assertEqual((self.folder / "back.dat").read_bytes(),
                         (self.folder / "r.dat").read_bytes())

    def test_wfdb_goes_through_npy_and_back(self):
        header = write_record(self.folder, "r")
        self.assert_ok(self.convert(header, "--out", self.folder / "n.npy"))
        self.assert_ok(self.convert(self.folder / "n.npy", "--rate", 500, "--unit", "mV", "--out",
                                    self.folder / "back.hea"))
        self.assertEqual((self.folder / "back.dat").read_bytes(),
                         (self.folder / "r.dat").read_bytes())


class OtherVerbsTest(ProgramTest):
    def test_measure_inspect_and_plot_take_a_device_file(self):
        path = DATA / "formats" / "dicom" / "Example.dcm"
        if not path.exists():
            self.skipTest(f"{path} is absent")
        measured = run("measure", path, "--format", "json")
        self.assert_ok(measured)
        qrs = json.loads(measured.stdout)[0]["qrs_ms"]
        self.assertAlmostEqual(qrs, 120, delta=20)  # the device says 120 ms
        inspected = run("inspect", path, "--format", "json")
        self.assert_ok(inspected)
        facts = json.loads(inspected.stdout)
        self.assertEqual((facts["format"], facts["samples"]), ("DICOM", 5000))
        self.assertIn("PR Interval: 148 ms", facts["comments"])
        self.assert_ok(run("plot", "ecg", path, "--output", self.folder / "ecg.svg"))

    def test_inspect_tells_the_gains_of_a_flac_record(self):
        inspected = run("inspect", SMALL / "flac16.hea", "--format", "json")
        self.assert_ok(inspected)
        facts = json.loads(inspected.stdout)
        self.assertEqual((facts["format"], facts["samples"]), ("WFDB", 300))
        self.assertIn("200(12)/mV", json.dumps(facts))

    def test_a_record_of_a_file_with_several_is_named(self):
        inspected = run("inspect", f"{SMALL / 'code15_small.h5'}#2", "--format", "json")
        self.assert_ok(inspected)
        self.assertEqual(json.loads(inspected.stdout)["record_id"], "4200000000")


class HelperTest(ProgramTest):
    """supreme with a reader beside it that misbehaves."""

    def setUp(self):
        super().setUp()
        # The reader is looked for beside the program's own file, so that must be a copy.
        shutil.copy(SUPREME, self.folder / "supreme")

    def inspect_with(self, script):
        helper = self.folder / "supreme-open"
        helper.write_text("#!/bin/sh\n" + script + "\n")
        helper.chmod(helper.stat().st_mode | stat.S_IXUSR)
        return self.run_copy("inspect", SMALL / "explicit.dcm")

    def run_copy(self, *arguments):
        import subprocess
        return subprocess.run([str(self.folder / "supreme"), *map(str, arguments)],
                              capture_output=True, text=True, timeout=120, check=False)

    def test_each_misbehaviour_is_one_line(self):
        huge = struct.pack("<8sI", b"SUPOPEN1", 0xFFFFFFF0)
        (self.folder / "huge").write_bytes(huge)
        for script, words in [("kill -SEGV $$", "signal 11"), ("echo garbage", "no valid answer"),
                              ("exit 5", "status 5"), (f"cat {self.folder}/huge", "32 MiB"),
                              ("exec cat /dev/zero", "268435456 bytes")]:
            with self.subTest(script):
                self.assert_fails(self.inspect_with(script), 3, "explicit.dcm", words)

    def test_a_missing_reader_is_named(self):
        self.assert_fails(self.run_copy("inspect", SMALL / "explicit.dcm"), 5, "supreme-open")

    def test_the_program_does_not_load_the_readers_libraries(self):
        import subprocess
        linked = subprocess.run(["ldd", str(SUPREME)], capture_output=True, text=True,
                                check=True).stdout
        self.assertNotIn("libhdf5", linked)
        self.assertNotIn("libFLAC", linked)
        reader = subprocess.run(["ldd", str(BIN / "supreme-open")], capture_output=True, text=True,
                                check=True).stdout
        self.assertIn("libhdf5", reader)


class RealFilesTest(ProgramTest):
    def open_all(self, files, out):
        """What convert says of files: those that it refuses, by path below the data folder."""
        process = run("convert", *files, "--out", self.folder / out, "--to", "json", "--format",
                      "json", timeout=280)
        answer = json.loads(process.stdout)
        self.assertEqual(answer["written"] + answer["failed"], len(files))
        return {problem["source"]: problem["reason"] for problem in answer["problems"]}

    def test_every_challenge_and_sph_file_opens(self):
        folder = DATA / "cinc"
        if not folder.exists():
            self.skipTest(f"{folder} is absent")
        files = record_files(folder)
        self.assertEqual(len(files), 104)
        self.assertEqual(self.open_all(files, "cinc"), {})

    def test_every_ptbxl_file_opens(self):
        folder = DATA / "ptbxl_500"
        if not folder.exists():
            self.skipTest(f"{folder} is absent")
        files = record_files(folder)
        self.assertEqual(len(files), 1000)
        self.assertEqual(self.open_all(files, "ptbxl"), {})

    def test_every_other_format_opens_or_is_refused_for_its_documented_reason(self):
        folder = DATA / "formats"
        if not folder.exists():
            self.skipTest(f"{folder} is absent")
        refused = self.open_all(record_files(folder), "formats")
        names = {pathlib.Path(path).relative_to(folder).as_posix(): reason
                 for path, reason in refused.items()}
        self.assertEqual(sorted(names), sorted(REFUSED))
        for name, reason in names.items():
            self.assertIn(REFUSED[name], reason, name)


if __name__ == "__main__":
    unittest.main()
