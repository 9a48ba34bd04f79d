#!/usr/bin/env python3
"""Bootstrap of the macro AUC on 2,158 records x 71 classes: supreme against scikit-learn in a loop.

    python3 bench/bootstrap_auroc.py [--python-resamples 1000]

Draws scores and labels, runs build/release/bin/bootstrap_bench on them with 1,000 resamples, then
scikit-learn's roc_auc_score on as many resamples as told (its time per resample is constant), and
prints a table in Markdown. CPU time of one thread. Needs numpy and scikit-learn.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import numpy as np
from sklearn.metrics import roc_auc_score

RECORDS, CLASSES, RESAMPLES = 2158, 71, 1000
BENCH = pathlib.Path(__file__).resolve().parents[1] / "build" / "release" / "bin"


def draw(random):
    """Scores of 1,000 levels, so that ties occur; 2 % to 40 % of the records are positive."""
    shares = random.uniform(0.02, 0.4, CLASSES)
    labels = (random.random((RECORDS, CLASSES)) < shares).astype(np.uint8)
    scores = random.normal(labels * 1.2, 1.0)
    return np.round(1 / (1 + np.exp(-scores)), 3), labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python-resamples", type=int, default=20)
    count = parser.parse_args().python_resamples
    random = np.random.default_rng(7)
    scores, labels = draw(random)
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / name for name in ("scores.npy", "labels.npy")]
        np.save(paths[0], scores)
        np.save(paths[1], labels)
        output = subprocess.run([BENCH / "bootstrap_bench", *paths, str(RESAMPLES)], check=True,
                                capture_output=True, text=True).stdout
    ours = json.loads(output)
    values = []
    start = time.process_time()
    for _ in range(count):
        rows = random.integers(0, RECORDS, RECORDS)
        values.append(roc_auc_score(labels[rows], scores[rows], average="macro"))
    theirs = (time.process_time() - start) / count * RESAMPLES
    assert ours["low"] - 0.01 < np.mean(values) < ours["high"] + 0.01, (ours, np.mean(values))
    print(f"| {RECORDS} x {CLASSES}, {RESAMPLES} resamples | CPU time |")
    print("|---|---|")
    print(f"| supreme (`bootstrap_bench`) | {ours['cpu_s']:.2f} s |")
    print(f"| scikit-learn `roc_auc_score` in a loop ({count} measured) | {theirs:.1f} s |")
    print(f"| ratio | {theirs / ours['cpu_s']:.0f} |")


if __name__ == "__main__":
    main()
