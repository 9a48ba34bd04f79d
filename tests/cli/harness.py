"""Runs the built programs and makes small inputs for them."""

import math
import os
import pathlib
import struct
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ.get("SUPREME_BIN_DIR", "../../build/release/bin")).resolve()
SUPREME = BIN / "supreme"
SOURCE = pathlib.Path(__file__).resolve().parents[2]
DATA = SOURCE.parent / "shared" / "data"
LEADS = ["I", "II", "III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6"]


def run(*arguments, timeout=240, env=None):
    """The finished process of `supreme ARGUMENTS…`, output as text."""
    return subprocess.run([str(SUPREME), *map(str, arguments)], capture_output=True, text=True,
                          timeout=timeout, env={**os.environ, **(env or {})}, check=False)


def write_record(folder, name, samples=None, gain="1000.0(0)/mV", leads=None, fmt="16"):
    """A WFDB record of 12 leads × 5000 samples (a slow sine) unless given; returns its header."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    leads = leads or LEADS
    if samples is None:
        samples = [[int(800 * math.sin(i / 40.0 + k)) for i in range(5000)]
                   for k in range(len(leads))]
    count = len(samples[0])
    lines = [f"{name} {len(leads)} 500 {count}"]
    for lead, values in zip(leads, samples):
        checksum = (sum(values) + 32768) % 65536 - 32768
        lines.append(f"{name}.dat {fmt} {gain} 16 0 {values[0]} {checksum} 0 {lead}")
    frames = [value for frame in zip(*samples) for value in frame]
    (folder / f"{name}.dat").write_bytes(struct.pack(f"<{len(frames)}h", *frames))
    header = folder / f"{name}.hea"
    header.write_text("\n".join(lines) + "\n")
    return header


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own that is removed afterwards."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="supreme-test-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def assert_ok(self, process):
        self.assertEqual(process.returncode, 0, process.stderr)

    def assert_fails(self, process, code, *words):
        """Exit code, one line on stderr that names each word, nothing on stdout, no crash."""
        self.assertEqual(process.returncode, code, process.stdout + process.stderr)
        self.assertEqual(process.stdout, "")
        lines = [line for line in process.stderr.splitlines() if line.startswith("supreme")]
        self.assertEqual(len(lines), 1, process.stderr)
        for word in words:
            self.assertIn(word, lines[0])

    def assert_no_leftovers(self, folder=None):
        leftovers = [p for p in (folder or self.folder).rglob("*") if ".tmp-" in p.name]
        self.assertEqual(leftovers, [])
