"""supreme doctor on this machine, and with an environment made for it."""

import json

from harness import BIN, ProgramTest, run


class DoctorTest(ProgramTest):
    def checks(self, *arguments, env=None, code=0):
        process = run("doctor", "--folder", self.folder, "--format", "json", *arguments, env=env)
        self.assertEqual(process.returncode, code, process.stdout + process.stderr)
        answer = json.loads(process.stdout)
        self.assertEqual(answer["ok"], code == 0)
        return {check["name"]: check for check in answer["checks"]}

    def test_finds_what_was_built(self):
        checks = self.checks(env={"LANG": "C.UTF-8"})
        for name in ("supreme", "OpenVINO", "text encoder", "shipped model", "disk speed"):
            self.assertIn(checks[name]["level"], ("good", "warning"), checks[name])
        self.assertIn("SHA-256", checks["shipped model"]["value"])
        self.assertRegex(checks["OpenVINO"]["value"], r"^20\d\d\.\d.* at /.*libopenvino")
        if (BIN / "supreme-train").exists():
            self.assertRegex(checks["LibTorch"]["value"], r"^2\.\d+\.\d+.* at /.*\.so")
            self.assertIn("GPU for training", checks)
        for check in checks.values():
            self.assertNotIn("\n", check["value"])
        self.assert_no_leftovers()
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_optional_programs_come_from_the_path(self):
        mpirun = self.folder / "mpirun"
        self.assertEqual(self.checks(env={"PATH": "/absent"})["mpirun"]["level"], "absent")
        mpirun.write_text("#!/bin/sh\n")
        mpirun.chmod(0o755)
        checks = self.checks(env={"PATH": f"/absent:{self.folder}"})
        self.assertEqual(checks["mpirun"]["value"], str(mpirun))

    def test_threads_and_locale_follow_the_environment(self):
        checks = self.checks(env={"OMP_NUM_THREADS": "4096", "LC_ALL": "C"})
        self.assertEqual(checks["threads"]["level"], "warning")
        self.assertIn("OMP_NUM_THREADS", checks["threads"]["hint"])
        self.assertEqual(checks["locale"]["level"], "warning")

    def test_a_folder_that_cannot_be_used_is_broken(self):
        process = run("doctor", "--folder", self.folder / "absent")
        self.assertEqual(process.returncode, 1, process.stderr)
        self.assertIn("BROKEN", process.stdout)
        self.assertNotIn("\x1b", process.stdout)
        self.assertTrue(all(line.strip() for line in process.stdout.splitlines()))
