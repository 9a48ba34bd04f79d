#!/usr/bin/env python3
"""How quickly `supreme data import code15` reads exams, on made files in the layout of CODE-15 %.

Usage: bench/import_code15.py [--exams 4000] [--files 4] [--workers 2] [--program PATH]
(needs numpy and h5py)

Each file holds /tracings [n, 4096, 12] float32, uncompressed, and /exam_id, as published; exams.csv
names the exams in a random order. Everything is in the page cache. Prints records/s by the wall
clock and by CPU time (programs that read for supreme are in it), and the largest resident memory of
one process.
"""

import argparse
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np

SAMPLES = 4096
PROGRAM = pathlib.Path(__file__).resolve().parents[1] / "build/release/bin/supreme"
COLUMNS = ("exam_id,age,is_male,nn_predicted_age,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id,death,timey,"
           "normal_ecg,trace_file\n")


def make(folder, exams, files):
    time_sec = np.arange(SAMPLES) / 400
    beats = np.exp(-((time_sec % 0.8 - 0.4) / 0.02) ** 2)[:, None]
    tracing = (beats * np.linspace(0.5, 1.5, 12)).astype(np.float32)
    ids = np.array_split(np.arange(exams), files)
    for number, part in enumerate(ids):
        with h5py.File(folder / f"exams_part{number}.hdf5", "w") as file:
            tracings = file.create_dataset("tracings", (len(part), SAMPLES, 12), "f4")
            for row in range(len(part)):
                tracings[row] = tracing
            file["exam_id"] = part
    rows = [f"{exam},50,True,50,False,False,False,False,False,True,{exam},False,1,False,"
            f"exams_part{number}.hdf5\n" for number, part in enumerate(ids) for exam in part]
    random.Random(1).shuffle(rows)
    (folder / "exams.csv").write_text(COLUMNS + "".join(rows))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--exams", type=int, default=4000)
    parser.add_argument("--files", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="code15-") as holder:
        folder = pathlib.Path(holder)
        make(folder, options.exams, options.files)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        subprocess.run([str(options.program), "data", "import", "code15", str(folder), "--out",
                        str(folder / "pack"), "--workers", str(options.workers)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wall = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        rows = json.loads((folder / "pack" / "pack.json").read_text())["rows"]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{rows} exams in {options.files} files, {options.workers} workers, "
          f"{os.cpu_count()} processors")
    print(f"{rows / wall:.0f} records/s, {rows / cpu:.0f} records per CPU second, "
          f"largest process {after.ru_maxrss // 1024} MB")
    return 0 if rows == options.exams else 1


if __name__ == "__main__":
    sys.exit(main())
