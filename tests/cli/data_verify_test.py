"""supreme data verify, as a user runs it."""

import csv
import hashlib
import json
import math
import unittest

from harness import DATA, ProgramTest, run, write_record


def ecg(scale=1.0):
    """Twelve leads of one beat a second in µV; the limb leads obey Einthoven and Goldberger."""
    def beat(i, qrs, t):
        phase = i / 500.0 % 1.0
        return (qrs * math.exp(-0.5 * ((phase - 0.4) / 0.012) ** 2)
                + t * math.exp(-0.5 * ((phase - 0.68) / 0.05) ** 2))
    one = [beat(i, 800, 200) * scale for i in range(5000)]
    two = [beat(i, 1200, 350) * scale for i in range(5000)]
    three = [b - a for a, b in zip(one, two)]
    limb = [one, two, three, [-(a + b) / 2 for a, b in zip(one, two)],
            [(a - c) / 2 for a, c in zip(one, three)], [(b + c) / 2 for b, c in zip(two, three)]]
    chest = [[beat(i, 500 * (k - 2.5) + 400, 100 * (k - 2.5) + 300) * scale for i in range(5000)]
             for k in range(6)]
    return [[round(value) for value in lead] for lead in limb + chest]


class DataVerifyTest(ProgramTest):
    def problems(self):
        with open(self.folder / "out" / "problems.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def verify(self, *flags):
        return run("data", "verify", self.folder / "data", "--out", self.folder / "out", *flags)

    def test_a_clean_folder_ends_with_0(self):
        write_record(self.folder / "data", "r1", ecg())
        process = self.verify()
        self.assert_ok(process)
        self.assertIn("1 clean", process.stdout)
        self.assertEqual(self.problems(), [])
        self.assert_no_leftovers()

    def test_warnings_end_with_0_and_errors_with_1(self):
        write_record(self.folder / "data", "loud", ecg(5.0))
        self.assert_ok(self.verify())
        self.assertEqual([row["check"] for row in self.problems()], ["gain"])
        samples = ecg()
        samples[7] = [0] * 5000
        write_record(self.folder / "data", "flat", samples)
        process = self.verify()
        self.assertEqual(process.returncode, 1, process.stderr)
        rows = {(row["record_id"], row["check"], row["lead"], row["severity"])
                for row in self.problems()}
        self.assertIn(("flat", "flat", "V2", "error"), rows)

    def test_a_copy_with_another_gain_is_named_with_its_original(self):
        write_record(self.folder / "data", "right", ecg())
        write_record(self.folder / "data", "trap", ecg(), gain="200(0)/mV")
        self.assertEqual(self.verify().returncode, 1)
        found = [row for row in self.problems() if row["severity"] == "error"]
        self.assertEqual([row["record_id"] for row in found], ["trap"])
        self.assertIn("the same samples as right, but 5.00 times as large", found[0]["message"])

    def test_files_are_compared_with_the_publishers_hashes(self):
        header = write_record(self.folder / "data", "r1", ecg())
        good = hashlib.sha256(header.read_bytes()).hexdigest()
        (self.folder / "data" / "SHA256SUMS.txt").write_text(
            f"{good}  r1.hea\n{'0' * 64}  r1.dat\n")
        process = self.verify()
        self.assertEqual(process.returncode, 1, process.stderr)
        self.assertEqual([(row["record_id"], row["check"]) for row in self.problems()],
                         [("r1.dat", "hash")])
        self.assert_ok(self.verify("--skip-hashes"))
        (self.folder / "data" / "SHA256SUMS.txt").write_text("nonsense\n")
        self.assert_fails(self.verify(), 3, "SHA256SUMS.txt:1")

    def test_json_and_page_say_the_same(self):
        write_record(self.folder / "data", "r1", ecg(5.0))
        process = self.verify("--format", "json")
        self.assert_ok(process)
        answer = json.loads(process.stdout)
        self.assertEqual(answer["records"], 1)
        self.assertEqual(answer["checks"], {"gain": 1})
        self.assertEqual(answer["problems"][0]["record_id"], "r1")
        self.assertEqual(answer, json.loads((self.folder / "out" / "report.json").read_text()))
        page = (self.folder / "out" / "report.html").read_text()
        self.assertIn('id="gain"', page)
        self.assertIn("<svg", page)

    def test_a_number_of_records_is_an_error_only_when_the_dataset_is_named(self):
        write_record(self.folder / "data", "JS00001", ecg())
        self.assert_ok(self.verify())
        self.assertEqual([row["check"] for row in self.problems()], ["count"])
        self.assertEqual(self.verify("--dataset", "csn").returncode, 1)

    def test_a_pack_is_verified_too(self):
        write_record(self.folder / "data", "r1", ecg(5.0))
        (self.folder / "labels.csv").write_text("record,labels\nr1,SR\n")
        pack = self.folder / "pack"
        self.assert_ok(run("data", "import", "folder", self.folder / "data", "--labels",
                           self.folder / "labels.csv", "--out", pack))
        process = run("data", "verify", pack)
        self.assert_ok(process)
        self.assertIn("in pack.json, 0 bad", process.stdout)
        self.assertIn("wrong gain?", process.stdout)
        codes = pack / "codes.csv"
        codes.write_text(codes.read_text().replace("SR", "AF"))
        process = run("data", "verify", pack)
        self.assertEqual(process.returncode, 1)
        self.assertIn("codes.csv: SHA-256 is", process.stdout)
        codes.write_text("")
        self.assert_fails(run("data", "verify", pack), 3, "codes.csv")

    def test_a_folder_without_records_is_refused(self):
        (self.folder / "data").mkdir()
        self.assert_fails(run("data", "verify", self.folder / "data"), 4, "no records")
        self.assert_fails(run("data", "verify", self.folder / "absent"), 4, "absent")

    def test_public_copies_with_a_wrong_gain_and_flat_leads_are_named(self):
        if not (DATA / "cinc").exists():
            self.skipTest(f"missing: {DATA / 'cinc'}")
        process = run("data", "verify", DATA / "cinc", "--out", self.folder / "out")
        self.assertEqual(process.returncode, 1, process.stderr)
        rows = [(row["record_id"].split("/")[-1], row["check"]) for row in self.problems()]
        for name in ("HR00001", "HR00002", "HR00003", "HR00599", "HR20715", "E00009", "E00015",
                     "E00018", "E00793"):
            self.assertIn((name, "gain"), rows)
        for name in ("JS45542", "JS45544", "JS45551"):
            self.assertIn((name, "flat"), rows)


if __name__ == "__main__":
    unittest.main()
