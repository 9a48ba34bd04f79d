#!/usr/bin/env python3
"""How far the scores of the same records at two sample rates are apart: A.csv B.csv, as written by
`supreme predict --format csv`. Records are matched by name without the suffix _lr or _hr."""

import csv
import math
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return {(row["record_id"].removesuffix("_lr").removesuffix("_hr"), row["query"]):
                float(row["score"]) for row in csv.DictReader(file) if row["score"]}


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: compare_scores.py A.csv B.csv")
    a, b = read(sys.argv[1]), read(sys.argv[2])
    common = sorted(a.keys() & b.keys())
    if not common:
        sys.exit("compare_scores.py: no record and query in common")
    differences = sorted(abs(a[key] - b[key]) for key in common)
    rms = math.sqrt(sum(d * d for d in differences) / len(differences))
    print(f"{len(common)} scores of {len({key[0] for key in common})} records: "
          f"mean difference {sum(differences) / len(differences):.4f}, rms {rms:.4f}, "
          f"99 % within {differences[math.ceil(0.99 * len(differences)) - 1]:.4f}, "
          f"largest {differences[-1]:.4f}")


if __name__ == "__main__":
    main()
