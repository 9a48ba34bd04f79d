#!/usr/bin/env python3
"""Writes testdata/stats/ks.csv: 200 two-sample Kolmogorov-Smirnov distances by scipy.

Needs numpy and scipy. Run from the root of the repository.
"""
import csv
from pathlib import Path

import numpy as np
from scipy.stats import ks_2samp

CASES = 200


def main() -> None:
    random = np.random.default_rng(20_240_602)
    with Path("testdata/stats/ks.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["a", "b", "distance"])
        for _ in range(CASES):
            digits = int(random.choice([0, 1, 4]))  # few digits give many ties
            a = np.round(random.normal(0, 2, int(random.integers(1, 30))), digits)
            b = np.round(random.normal(random.choice([0, 1, 6]), 2, int(random.integers(1, 30))),
                         digits)
            distance = ks_2samp(a, b, method="asymp").statistic
            writer.writerow([" ".join(f"{v:g}" for v in a), " ".join(f"{v:g}" for v in b),
                             repr(float(distance))])


if __name__ == "__main__":
    main()
