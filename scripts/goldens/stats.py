#!/usr/bin/env python3
"""Writes testdata/stats/auroc.csv: 1,200 small cases with scikit-learn's ROC AUC.

Needs numpy and scikit-learn. Run from the root of the repository.
"""
import csv
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

CASES = 1200


def main() -> None:
    random = np.random.default_rng(20_240_601)
    path = Path("testdata/stats/auroc.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scores", "labels", "auroc"])
        for _ in range(CASES):
            size = int(random.integers(1, 40))
            levels = int(random.choice([1, 2, 5, 20, 1000]))  # few levels give many ties
            scores = random.integers(0, levels, size) / levels
            labels = (random.random(size) < random.choice([0.02, 0.3, 0.5, 0.98])).astype(int)
            single = labels.min() == labels.max()
            auroc = "undefined" if single else repr(float(roc_auc_score(labels, scores)))
            writer.writerow([" ".join(f"{s:g}" for s in scores), "".join(map(str, labels)), auroc])


if __name__ == "__main__":
    main()
