#!/usr/bin/env python3
"""Runs the fault tests of training and prints what they found as one table.

scripts/reliability.py [--kills 200] [--markdown]

Each line: what was injected (ids: docs/training_faults.md), how often, how many times the promise
was broken, and the worst figure. Exit code 1 when a test failed. Takes about three minutes with 200
kills on two cores. SUPREME_BIN_DIR names the folder of the test programs.
Python's standard library only.
"""

import argparse
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

BIN = os.environ.get("SUPREME_BIN_DIR") or pathlib.Path(__file__).parents[1] / "build/release/bin"
PROGRAMS = {  # and which of their tests write a line
    "supreme_train_test": "CheckpointKeeper.*",
    "supreme_save_faults_test": "*",
    "supreme_killed_runs_test": "*",
}
COLUMNS = ["id", "injections", "failures", "figure", "worst"]


def run_tests(kills, table):
    """Programs that failed."""
    failed = []
    for program, tests in PROGRAMS.items():
        print(f"{program} …", file=sys.stderr)
        environment = {**os.environ, "SUPREME_RELIABILITY": str(table),
                       "SUPREME_FAULT_ROUNDS": str(kills)}
        process = subprocess.run([pathlib.Path(BIN) / program, f"--gtest_filter={tests}"],
                                 env=environment, capture_output=True, text=True, check=False)
        if process.returncode != 0:
            failed.append(program)
            print(process.stdout + process.stderr, file=sys.stderr)
    return failed


def print_markdown(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    for number, row in enumerate(rows):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200, help="kill -9 of a training run")
    parser.add_argument("--markdown", action="store_true", help="a table instead of CSV")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="supreme-reliability-") as folder:
        table = pathlib.Path(folder) / "rows.csv"
        table.touch()
        failed = run_tests(options.kills, table)
        rows = [COLUMNS] + sorted(csv.reader(table.read_text().splitlines()))
    if options.markdown:
        print_markdown(rows)
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    if failed:
        sys.exit("failed: " + ", ".join(failed))


if __name__ == "__main__":
    main()
