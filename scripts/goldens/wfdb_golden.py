"""Writes testdata/signal/wfdb_golden.csv: what the Python package wfdb reads from public records.

Usage: wfdb_golden.py DATA_FOLDER OUTPUT.csv   (needs wfdb and numpy)

One row a record: SHA-256 (first 16 digits) of the digital samples as int32 and of the physical
samples as float32, both [leads, samples]. Physical is empty where a lead is no voltage, and where
a frame holds several samples of a lead: wfdb rounds their mean to a whole digit.
"""

import csv
import hashlib
import pathlib
import sys

import numpy as np
import wfdb

FOLDERS = [
    "ptbxl_500/records500/00000",
    "ptbxl_500/records100/00000",
    "cinc/smoke/CPSC_CPSC-Extra",
    "cinc/smoke/ChapmanShaoxing_Ningbo",
    "cinc/smoke/G12EC",
    "cinc/smoke/PTB_PTBXL",
    "cinc/extra",
    "cinc/gain_trap",
]
FIXTURES = ["wfdb/100", "wfdb/a103l", "wfdb/a103l-no-len", "wfdb/s0010_re", "wfdb/test01_00s",
            "wfdb/test01_00s_frame", "wfdb/test01_00s_skew", "wfdb/test01_00s_skewframe",
            "wfdb/binformats", "ludb/3"]
LIBRARY_REFUSES = {"E00009", "E00015", "E00018", "E00793"}  # record name with ".mat"


def digits(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()[:16]


def row(folder, header):
    stem = str(header.with_suffix(""))
    one_a_frame = all(count == 1 for count in wfdb.rdheader(stem).samps_per_frame)
    # Unsmoothed, the package cannot read big-endian samples.
    digital = wfdb.rdrecord(stem, physical=False, smooth_frames=one_a_frame, ignore_skew=True)
    leads = digital.d_signal.T if one_a_frame else digital.e_d_signal
    physical = wfdb.rdrecord(stem, physical=True)
    raw = b"".join(np.asarray(lead, dtype=np.int32).tobytes() for lead in leads)
    millivolts_only = all(unit.lower() == "mv" for unit in physical.units)
    millivolts = physical.p_signal.T.astype(np.float32)
    return [str(header.relative_to(folder)), hashlib.sha256(raw).hexdigest()[:16],
            digits(millivolts) if millivolts_only and one_a_frame else ""]


def main():
    folder, output = pathlib.Path(sys.argv[1]), sys.argv[2]
    headers = [path for name in FOLDERS for path in sorted((folder / name).glob("*.hea"))
               if path.parent.name != "extra" or path.stem not in LIBRARY_REFUSES]
    headers += [folder / "formats" / (name + ".hea") for name in FIXTURES]
    with open(output, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["header", "digital", "physical"])
        for header in headers:
            writer.writerow(row(folder, header))


if __name__ == "__main__":
    main()
