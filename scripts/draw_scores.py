#!/usr/bin/env python3
"""Draws docs/images/eval_scores.svg: `supreme eval scores` on simulated scores of three classes.

600 records; scores are the probabilities of a system that is twice as sure as it may be. Run from
the root of the repository after ./dev build. Python's standard library only.
"""
import csv
import math
import pathlib
import random
import subprocess
import sys
import tempfile

CLASSES = {"LBBB": (0.10, 3.0), "MI": (0.30, 1.8), "LVH": (0.15, 1.2)}  # prevalence, separation
RECORDS = 600


def draw(generator):
    labels, scores = [], []
    for _ in range(RECORDS):
        truth = [int(generator.random() < share) for share, _ in CLASSES.values()]
        labels.append(truth)
        row = []
        for positive, (share, gap) in zip(truth, CLASSES.values()):
            # The logit of two normal distributions `gap` apart, doubled.
            x = generator.gauss(gap * positive, 1.0)
            logit = gap * x - gap * gap / 2 + math.log(share / (1 - share))
            row.append(round(1 / (1 + math.exp(-2.0 * logit)), 6))
        scores.append(row)
    return labels, scores


def write(path, rows):
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["record_id", *CLASSES])
        writer.writerows([f"{i:04}", *row] for i, row in enumerate(rows))


def main() -> int:
    labels, scores = draw(random.Random(4))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder / "labels.csv", labels)
        write(folder / "scores.csv", scores)
        return subprocess.run(
            ["build/release/bin/supreme", "eval", "scores", "--predictions", folder / "scores.csv",
             "--labels", folder / "labels.csv", "--task", "simulated scores", "--thresholds", "0.5",
             "--figure", sys.argv[1] if len(sys.argv) > 1 else "docs/images/eval_scores.svg"],
            check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
