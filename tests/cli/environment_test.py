"""Surroundings that differ from the developer's: closed files, locales, limits, missing folders."""

import json
import os
import resource
import shutil
import stat
import subprocess
import tempfile
import unittest
import pathlib

from harness import SUPREME, ProgramTest, run, write_record

RECORDS = 12


class EnvironmentTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.lab = pathlib.Path(tempfile.mkdtemp(prefix="supreme-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.lab)
        cls.ecgs = cls.lab / "ecgs"
        for arguments in (["simulate", "--records", RECORDS, "--out", cls.ecgs],
                          ["data", "import", "ptbxl", cls.ecgs, "--out", cls.lab / "pack"]):
            process = run(*arguments)
            assert process.returncode == 0, process.stderr
        cls.record = cls.ecgs / "records500" / "00000" / "00001_hr.hea"

    def central(self, out):
        """Commands whose stdout, and files in `out`, must not depend on the surroundings."""
        return [["simulate", "--records", 3, "--severity", 0.8, "--findings", "AFIB", "--noise",
                 "0.5", "--out", out / "simulated"],
                ["data", "stats", self.lab / "pack", "--format", "json"],
                ["measure", self.record, "--format", "json"],
                ["predict", self.record, "--query", "atrial fibrillation", "--format", "json"],
                ["plot", "ecg", self.record, "--output", out / "ecg.svg"]]

    def outcome(self, name, **surroundings):
        """stdout of the central commands, and the bytes of all files that they wrote."""
        out = self.folder / name
        out.mkdir()
        outputs = []
        for arguments in self.central(out):
            process = subprocess.run([SUPREME, *map(str, arguments)], capture_output=True,
                                     text=True, timeout=60, check=False, **surroundings)
            self.assert_ok(process)
            outputs.append(process.stdout.replace(str(out), ""))
        files = {path.relative_to(out): path.read_bytes()
                 for path in sorted(out.rglob("*")) if path.is_file()}
        self.assert_no_leftovers()
        return outputs, files

    def test_locale_home_and_folders_for_temporary_files_change_nothing(self):
        here = self.outcome("here")
        bare = {"PATH": os.environ["PATH"], "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8",
                "TMPDIR": "/no/such/folder", "TZ": "Asia/Kathmandu", "NO_COLOR": "1",
                "TERM": "dumb", "COLUMNS": "20"}
        self.assertEqual(here, self.outcome("bare", env=bare))

    def test_a_decimal_comma_is_refused_by_name(self):
        self.assert_fails(run("simulate", "--noise", "0,5", "--out", self.folder / "x"), 2,
                          "--noise", "0,5", "comma")

    def test_a_number_with_a_leading_zero_is_decimal(self):
        process = run("predict", self.record, "--top", "010", "--format", "json")
        self.assert_ok(process)
        scores = json.loads(process.stdout)["records"][0]["scores"]
        self.assertEqual(len(scores), 10)

    def test_files_get_the_rights_that_umask_leaves(self):
        target = self.folder / "ecg.svg"
        old = os.umask(0o077)
        try:
            self.assert_ok(run("plot", "ecg", self.record, "--output", target))
        finally:
            os.umask(old)
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o600)

    def with_closed(self, descriptor, *arguments):
        return subprocess.run(["sh", "-c", f'exec "$0" "$@" {descriptor}', str(SUPREME),
                               *map(str, arguments)], capture_output=True, text=True, timeout=60,
                              check=False)

    def test_closed_stdin_and_stderr_do_no_harm(self):
        for descriptor in ("<&-", "2>&-"):
            with self.subTest(closed=descriptor):
                self.assert_ok(self.with_closed(descriptor, "measure", self.ecgs))

    def test_what_a_closed_stdout_would_get_lands_in_no_file(self):
        target = self.folder / "ecg.svg"
        process = self.with_closed(">&-", "plot", "ecg", self.record, "--output", target)
        self.assertEqual(process.returncode, 4)
        self.assertIn("standard output", process.stderr)
        self.assertTrue(target.read_text().endswith("</svg>\n"))

    def test_a_full_disk_under_stdout_is_an_error(self):
        for arguments in (["--help"], ["measure", self.ecgs, "--format", "json"],
                          ["data", "stats", self.lab / "pack"]):
            with self.subTest(arguments=arguments), open("/dev/full", "w") as full:
                process = subprocess.run([SUPREME, *map(str, arguments)], stdout=full, text=True,
                                         stderr=subprocess.PIPE, timeout=60, check=False)
                self.assertEqual(process.returncode, 4, process.stderr)
                self.assertIn("supreme: standard output: cannot write", process.stderr)

    def test_a_reader_that_goes_away_ends_the_work_without_a_word(self):
        for verb in (["simulate", "--list"],
                     ["measure", self.ecgs, self.ecgs, "--format", "csv"],
                     ["predict", self.ecgs, "--format", "csv"]):
            with self.subTest(verb=verb[0]):
                reader, writer = os.pipe()
                os.close(reader)
                process = subprocess.run([SUPREME, *map(str, verb)], stdout=writer, text=True,
                                         stderr=subprocess.PIPE, timeout=60, check=False)
                os.close(writer)
                self.assertEqual(process.returncode, 141, process.stderr)
                self.assertNotIn("supreme:", process.stderr)

    def test_more_workers_than_cores_give_the_same_pack(self):
        pack = self.folder / "pack"
        self.assert_ok(run("data", "import", "ptbxl", self.ecgs, "--out", pack, "--workers", 64))
        name = "shard-00000.safetensors"
        self.assertEqual((pack / name).read_bytes(), (self.lab / "pack" / name).read_bytes())

    def test_little_memory_is_an_error_and_leaves_nothing(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (150 << 20, 150 << 20))
        process = subprocess.run([SUPREME, "simulate", "--records", "200", "--workers", "8",
                                  "--out", str(self.folder / "ecgs")], capture_output=True,
                                 text=True, timeout=60, check=False, preexec_fn=limit)
        self.assertIn(process.returncode, (0, 4, 5), process.stderr)
        self.assert_no_leftovers()


class HostileNamesTest(ProgramTest):
    NAMES = ["-rf.hea", "a b.hea", "ä ö.hea", "$(touch x).hea", "'\";.hea", "line\nbreak.hea",
             "<b>.hea"]

    def test_any_file_name_is_read_and_written_as_data(self):
        for name in self.NAMES:
            with self.subTest(name=name):
                header = write_record(self.folder, "plain")
                path = self.folder / name
                path.write_bytes(header.read_bytes())
                process = run("predict", path, "--query", "afib", "--format", "json")
                self.assert_ok(process)
                self.assertEqual(json.loads(process.stdout)["records"][0]["file"], str(path))
                table = run("measure", path, "--format", "csv")
                self.assert_ok(table)
                path.unlink()

    def test_a_name_with_a_line_break_stays_in_one_line_of_error(self):
        self.assert_fails(run("inspect", self.folder / "no\nsuch.hea"), 4, "no such.hea")


if __name__ == "__main__":
    unittest.main()
