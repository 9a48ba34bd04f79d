#!/usr/bin/env python3
"""What bfloat16 does to answers: bench/predict_precision.py [--records 200] BUNDLE…

Simulates ECGs, asks each bundle all of its queries in float32 and in bfloat16, and prints how far
the scores are apart, and the macro AUC of the task "simulated" in both. On a CPU without bfloat16
both are the same. Python's standard library only; SUPREME_BIN_DIR names the folder of the program.
"""

import argparse
import csv
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
SUPREME = pathlib.Path(os.environ.get("SUPREME_BIN_DIR", ROOT / "build/release/bin")) / "supreme"
PRECISIONS = ("fp32", "bf16")


def supreme(*words):
    subprocess.run([str(word) for word in (SUPREME, *words)], check=True, capture_output=True,
                   cwd=ROOT)


def scores_of(path):
    with open(path, newline="", encoding="utf-8") as table:
        return {(row["record_id"], row["query"]): float(row["score"])
                for row in csv.DictReader(table)}


def compare(bundle, encoder, folder):
    """The bundle's row: changes of scores by quantile, and both AUCs."""
    scores, auc = {}, {}
    for precision in PRECISIONS:
        shared = ("--bundle", bundle, "--precision", precision, "--threads", 1)
        supreme("predict", folder / "ecgs", *shared, "--format", "csv", "--output",
                folder / "scores.csv")
        scores[precision] = scores_of(folder / "scores.csv")
        supreme("eval", "zero-shot", *shared, *encoder, "--pack", folder / "pack", "--task",
                "simulated", "--folds", "1-10", "--bootstrap", 0, "--output", folder / "auc.json")
        auc[precision] = json.loads((folder / "auc.json").read_text())["macro"]["auc"]
    changes = sorted(abs(scores["fp32"][key] - scores["bf16"][key]) for key in scores["fp32"])
    count = len(changes)
    return {"bundle": pathlib.Path(bundle).name, "scores": count,
            "median": changes[count // 2], "q99": changes[count * 99 // 100],
            "q999": changes[count * 999 // 1000], "max": changes[-1],
            "above_0.02": sum(change > 0.02 for change in changes),
            "auc_fp32": auc["fp32"], "auc_bf16": auc["bf16"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundles", nargs="+", metavar="BUNDLE")
    parser.add_argument("--records", type=int, default=200)
    parser.add_argument("--seed", type=int, default=991, help="of the simulated records")
    parser.add_argument("--text-encoder", help="of bundles that want another than the default")
    parser.add_argument("--json", action="store_true", help="one object per line, not a table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="supreme-precision-") as name:
        folder = pathlib.Path(name)
        supreme("simulate", "--records", options.records, "--seed", options.seed, "--out",
                folder / "ecgs")
        supreme("data", "import", "ptbxl", folder / "ecgs", "--out", folder / "pack")
        encoder = ("--text-encoder", options.text_encoder) if options.text_encoder else ()
        rows = [compare(pathlib.Path(bundle).resolve(), encoder, folder)
                for bundle in options.bundles]
    if options.json:
        print("\n".join(json.dumps(row) for row in rows))
        return
    print("| " + " | ".join(rows[0]) + " |\n" + "|---" * len(rows[0]) + "|")
    for row in rows:
        cells = (f"{value:.5f}" if isinstance(value, float) else value for value in row.values())
        print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
