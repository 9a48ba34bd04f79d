#!/usr/bin/env python3
"""Times `supreme data import mimic-iv-ecg` against the Python package wfdb on the same files:

bench/import_mimic.py TREE OUT [--studies 4000] [--rounds 3] [--processes 2]

TREE is made when it is not there: simulated records of the MIMIC-IV-ECG layout, copied until there
are as many files as studies. All files are read once before the clock starts, so both read from the
page cache. wfdb only reads (rdrecord, physical units, as its users do); supreme reads, checks,
repairs, cuts, quantises, hashes and writes a pack into OUT. Needs wfdb for its half.
"""

import argparse
import csv
import multiprocessing
import os
import pathlib
import resource
import shutil
import subprocess
import time

SUPREME = pathlib.Path(os.environ.get("SUPREME_BIN_DIR", "build/release/bin")) / "supreme"
SIMULATED = 250


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


def write_rows(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def make_tree(tree, studies):
    simulated = tree / "simulated"
    subprocess.run([SUPREME, "simulate", "--layout", "mimic-iv-ecg", "--records", str(SIMULATED),
                    "--out", simulated], check=True)
    listed = rows_of(simulated / "record_list.csv")
    measured = {row["study_id"]: row for row in rows_of(simulated / "machine_measurements.csv")}
    new_list, new_measured = [], []
    for number in range(studies):
        row = listed[number % len(listed)]
        study = str(50_000_000 + number)
        path = pathlib.Path(row["path"])
        folder = path.parents[1] / f"s{study}"
        (tree / folder).mkdir(parents=True)
        for ending in (".hea", ".dat"):
            shutil.copyfile(simulated / (row["path"] + ending),
                            tree / folder / (path.name + ending))
        new_list.append({**row, "study_id": study, "path": str(folder / path.name)})
        new_measured.append({**measured[row["study_id"]], "study_id": study})
    write_rows(tree / "machine_measurements.csv", new_measured[::-1])
    write_rows(tree / "record_list.csv", new_list)
    shutil.rmtree(simulated)


def read_with_wfdb(path):
    import wfdb
    return wfdb.rdrecord(path).p_signal.shape[0]


def timed(label, studies, work):
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    note = work()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{label}: wall {wall:.2f} s = {studies / wall:.0f} records/s, CPU {cpu:.2f} s = "
          f"{studies / cpu:.0f} records per CPU second{note}", flush=True)
    return wall


def run_supreme(tree, out, processes):
    shutil.rmtree(out, ignore_errors=True)
    process = subprocess.Popen([SUPREME, "data", "import", "mimic-iv-ecg", tree, "--out", out,
                                "--workers", str(processes)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return f", peak RSS {usage.ru_maxrss / 1024:.0f} MB"


def run_wfdb(paths, processes):
    with multiprocessing.Pool(processes) as pool:
        lengths = pool.map(read_with_wfdb, paths, chunksize=50)
        pool.close()
        pool.join()
    assert set(lengths) == {5000}
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tree", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--studies", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    if not (arguments.tree / "record_list.csv").exists():
        make_tree(arguments.tree, arguments.studies)
    paths = [str(arguments.tree / row["path"])
             for row in rows_of(arguments.tree / "record_list.csv")]
    for path in paths:
        for ending in (".hea", ".dat"):
            pathlib.Path(path + ending).read_bytes()
    ratios = []
    for number in range(arguments.rounds):
        print(f"round {number + 1}, load {os.getloadavg()[0]:.1f}")
        ours = timed("supreme import", len(paths),
                     lambda: run_supreme(arguments.tree, arguments.out, arguments.processes))
        theirs = timed("wfdb rdrecord ", len(paths),
                       lambda: run_wfdb(paths, arguments.processes))
        ratios.append(theirs / ours)
    shutil.rmtree(arguments.out, ignore_errors=True)
    print(f"supreme is {sorted(ratios)[len(ratios) // 2]:.1f} times as fast (median)")


if __name__ == "__main__":
    main()
