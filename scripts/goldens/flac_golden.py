#!/usr/bin/env python3
"""Writes WFDB records with FLAC signal files, and what the Python package wfdb reads from them.

Usage: scripts/goldens/flac_golden.py DATA_FOLDER TESTDATA/formats FUZZ/corpus/flac
(needs wfdb, soundfile and numpy)

flac_golden.csv has one row a record: SHA-256 (first 16 digits) of the digital samples as int32,
lead by lead, and of the millivolts as float32 where each frame holds one sample.
"""

import csv
import hashlib
import pathlib
import shutil
import sys

import numpy as np
import soundfile
import wfdb

PUBLIC = ["flacformats", "flac_3_constant"]


def walk(seed, count, channels, step, limit):
    rng = np.random.default_rng(seed)
    steps = rng.integers(-step, step + 1, size=(count, channels))
    return np.clip(np.cumsum(steps, axis=0), -limit, limit)


def write(path, samples, bits):
    # soundfile wants the bits at the top of its words.
    shift, kind, subtype = {8: (8, "int16", "PCM_S8"), 16: (0, "int16", "PCM_16"),
                            24: (8, "int32", "PCM_24")}[bits]
    soundfile.write(path, (samples << shift).astype(kind), 500, subtype, format="FLAC")


def make(folder):
    """Three records: leads in one file with an invalid sample; samples per frame and an offset;
    a header without a length."""
    samples = walk(1, 300, 3, 40, 3000)
    samples[77, 1] = -32768
    write(folder / "flac16.dat", samples, 16)
    (folder / "flac16.hea").write_text(
        "flac16 3 500 300\n" + "".join(f"flac16.dat 516 200({base})/mV 16 0 {samples[0, i]} "
                                       f"{int(samples[:, i].sum()) & 0xFFFF} 0 {lead}\n"
                                       for i, (base, lead) in enumerate([(0, "I"), (12, "II"),
                                                                         (-7, "V1")])))
    samples = walk(2, 210, 2, 90000, 8000000)
    write(folder / "flac24.dat", samples, 24)
    (folder / "flac24.hea").write_text(
        "flac24 2 250 100\n" + 2 * "flac24.dat 524x2+10 100000/mV 24 0\n")
    write(folder / "flac8.dat", walk(3, 150, 1, 9, 120), 8)
    (folder / "flac8.hea").write_text("flac8 1 500 150\nflac8.dat 508 20/mV 8 0\n")


def digits(array, kind):
    return hashlib.sha256(np.ascontiguousarray(array, dtype=kind).tobytes()).hexdigest()[:16]


def row(group, path):
    stem = str(path)
    header = wfdb.rdheader(stem)
    one_a_frame = all(count == 1 for count in header.samps_per_frame)
    digital = wfdb.rdrecord(stem, physical=False, smooth_frames=one_a_frame)
    leads = digital.d_signal.T if one_a_frame else np.stack(digital.e_d_signal)
    physical = wfdb.rdrecord(stem, physical=True).p_signal.T if one_a_frame else None
    return [group, path.name, leads.shape[0], leads.shape[1], digits(leads, np.int32),
            "" if physical is None else digits(physical, np.float32)]


def main():
    data, folder, seeds = map(pathlib.Path, sys.argv[1:])
    make(folder)
    seeds.mkdir(parents=True, exist_ok=True)
    for name in ("flac8", "flac16", "flac24"):
        shutil.copy(folder / f"{name}.dat", seeds / f"{name}.flac")
    with open(folder / "flac_golden.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["group", "record", "leads", "samples", "digital", "physical"])
        for name in ("flac8", "flac16", "flac24"):
            writer.writerow(row("small", folder / name))
        # The package cannot do without the length; the project's reader can.
        header = (folder / "flac8.hea").read_text()
        (folder / "flac8.hea").write_text(header.replace(" 500 150", " 500"))
        for name in PUBLIC:
            writer.writerow(row("shared", data / "formats" / "wfdb" / name))


if __name__ == "__main__":
    main()
