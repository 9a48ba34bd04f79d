#!/usr/bin/env python3
"""Writes testdata/stats/auroc.csv: 1,200 small cases with scikit-learn's metrics.

ROC AUC, average precision, F1 at 0.5 and its highest value over all thresholds, Brier score and the
expected calibration error over 10 bins of equal width. Needs numpy and scikit-learn. Run from the
root of the repository.
"""
import csv
from pathlib import Path

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import (average_precision_score, brier_score_loss, f1_score,
                             precision_recall_curve, roc_auc_score)

CASES = 1200
BINS = 10


def best_f1(labels, scores) -> float:
    precision, recall, _ = precision_recall_curve(labels, scores)
    total = precision + recall
    return float(np.max(2 * precision * recall / np.where(total == 0, 1, total)))


def calibration_error(labels, scores) -> float:
    shares, means = calibration_curve(labels, scores, n_bins=BINS)
    edges = np.linspace(0, 1, BINS + 1)
    counts = np.bincount(np.searchsorted(edges[1:-1], scores), minlength=BINS)
    return float(np.sum(counts[counts > 0] * np.abs(shares - means)) / len(scores))


def main() -> None:
    random = np.random.default_rng(20_240_601)
    path = Path("testdata/stats/auroc.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scores", "labels", "auroc", "average_precision", "f1", "best_f1", "brier",
                         "calibration_error"])
        for _ in range(CASES):
            size = int(random.integers(1, 40))
            levels = int(random.choice([1, 2, 5, 20, 1000]))  # few levels give many ties
            scores = random.integers(0, levels, size) / levels
            labels = (random.random(size) < random.choice([0.02, 0.3, 0.5, 0.98])).astype(int)
            single = labels.min() == labels.max()
            row = [" ".join(f"{s:g}" for s in scores), "".join(map(str, labels))]
            for metric in (roc_auc_score, average_precision_score):
                row.append("undefined" if single else repr(float(metric(labels, scores))))
            decisions = scores >= 0.5
            empty = not decisions.any() and not labels.any()
            row.append("undefined" if empty else repr(float(f1_score(labels, decisions))))
            row.append("undefined" if single else repr(best_f1(labels, scores)))
            row.append(repr(float(brier_score_loss(labels, scores, labels=[0, 1]))))
            row.append(repr(calibration_error(labels, scores)))
            writer.writerow(row)


if __name__ == "__main__":
    main()
