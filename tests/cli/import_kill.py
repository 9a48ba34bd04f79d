"""Imports that are killed with SIGKILL until they are done."""

import csv
import json
import random
import subprocess
import time

from harness import SUPREME, ProgramTest, run


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


class ImportKillTest(ProgramTest):
    def assert_goes_on(self, arguments, record_ids):
        """`supreme data import ARGUMENTS --out PACK`, killed a dozen times at most, gives the pack
        of an import that nobody disturbs."""
        command = ["data", "import", *map(str, arguments), "--workers", "2", "--out"]
        whole, pack = self.folder / "whole", self.folder / "pack"
        self.assert_ok(run(*command, whole))
        self.assertGreater(self.kill_often([str(SUPREME), *command, str(pack)], pack), 0)
        if not (pack / "pack.json").exists():
            self.assert_ok(run(*command, pack))
        ids = [json.loads((folder / "pack.json").read_text())["id"] for folder in (whole, pack)]
        self.assertEqual(ids[0], ids[1])
        self.assertEqual([row["record_id"] for row in rows_of(pack / "manifest.csv")], record_ids)
        for name in ("import_report.csv", "shard-00000.safetensors"):
            self.assertEqual((pack / name).read_bytes(), (whole / name).read_bytes())
        self.assert_ok(run("data", "stats", pack, "--verify"))
        self.assert_no_leftovers(pack)
        self.assertFalse((pack / ".import").exists())

    def kill_often(self, command, pack):
        """Kills at drawn times, and whenever a shard was finished; returns how often."""
        draw = random.Random(1)
        kills = 0
        for _ in range(12):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            parts = len(list(pack.glob(".import/part-*")))
            deadline = time.monotonic() + draw.uniform(0.05, 0.6)
            while process.poll() is None and time.monotonic() < deadline:
                if len(list(pack.glob(".import/part-*"))) > parts:
                    break  # a shard was finished: now
                time.sleep(0.005)
            if process.poll() is None:
                process.kill()
                kills += 1
            process.wait()
            if (pack / "pack.json").exists():
                break
        return kills
