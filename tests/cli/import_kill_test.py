"""Imports of any dataset go on where a kill stopped them."""

import unittest

from bad_input_test import row, write_ptbxl
from harness import run, write_record
from import_kill import ImportKillTest

RECORDS = 1300  # three shards


class PtbxlTest(ImportKillTest):
    def setUp(self):
        super().setUp()
        self.tree = self.folder / "ecgs"
        write_record(self.tree / "records500", "r")

    def write_table(self, records, **changes):
        write_ptbxl(self.tree, [row(i, filename_hr="records500/r", **changes)
                                for i in range(records)])

    def test_a_killed_import_goes_on_with_nothing_lost_or_doubled(self):
        self.write_table(RECORDS)
        self.assert_goes_on(["ptbxl", self.tree], [str(i) for i in range(RECORDS)])

    def test_another_table_or_option_does_not_go_on_in_its_folder(self):
        pack = self.folder / "pack"
        self.write_table(3)
        (pack / ".import").mkdir(parents=True)
        (pack / ".import" / "plan.json").write_text('{"fingerprint": "of something else"}')
        command = ["data", "import", "ptbxl", self.tree, "--out", pack]
        self.assert_fails(run(*command), 2, "unfinished", "--force")
        self.assert_ok(run(*command, "--force"))


class CsnTest(ImportKillTest):
    def test_a_killed_import_goes_on_with_nothing_lost_or_doubled(self):
        tree = self.folder / "ecgs"
        header = write_record(tree, "r").read_text()
        names = [f"JS{i:05d}" for i in range(1, RECORDS + 1)]
        for name in names:
            (tree / f"{name}.hea").write_text(header.replace("r 12", f"{name} 12", 1)
                                              + "#Age: 50\n#Sex: Male\n#Dx: 426783006\n")
        self.assert_goes_on(["csn", tree], names)


if __name__ == "__main__":
    unittest.main()
