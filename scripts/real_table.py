#!/usr/bin/env python3
"""Prints the results of scripts/zero_shot_real.sh as Markdown tables.

usage: real_table.py RESULTS_FOLDER

First a line per task (macro AUC over classes with enough positives, 95 % bootstrap interval), then
a line per class of all SCP codes and of the challenge's codes, best first. Classes below 0.7 are
marked: the model card gives the reasons.
"""
import json
import pathlib
import sys

TASKS = ["ptbxl-super", "ptbxl-sub", "ptbxl-form", "ptbxl-rhythm", "ptbxl-all", "cinc"]
CLASS_TABLES = ["ptbxl-super", "ptbxl-all", "cinc"]
RHYTHM_AND_CONDUCTION = [
    "AFIB", "AFLT", "SBRAD", "STACH", "1AVB", "CLBBB", "CRBBB", "LAFB", "PVC", "PAC", "PACE"]
FAILS_BELOW = 0.7


def interval(entry):
    if entry["auc"] is None:
        return "undefined"
    text = f"{entry['auc']:.3f}"
    return text if entry["low"] is None else f"{text} [{entry['low']:.3f}, {entry['high']:.3f}]"


def print_tasks(results):
    print("| task | records | classes in the mean | macro AUC [95 % interval] |")
    print("|---|---|---|---|")
    for name, result in results.items():
        macro = result["macro"]
        classes = f"{macro['n_defined']} of {macro['n_classes']}"
        print(f"| {name} | {result['n_records']} | {classes} | {interval(macro)} |")
    if "ptbxl-all" in results:
        classes = {entry["code"]: entry for entry in results["ptbxl-all"]["classes"]}
        chosen = [classes[code] for code in RHYTHM_AND_CONDUCTION if classes[code]["n_pos"] > 0]
        mean = sum(entry["auc"] for entry in chosen) / len(chosen)
        codes = ", ".join(entry["code"] for entry in chosen)
        print(f"| rhythm and conduction ({codes}) | | {len(chosen)} | {mean:.3f} |")


def print_classes(result):
    least = result["min_positives"]
    enough = [entry for entry in result["classes"]
              if entry["n_pos"] >= least and entry["auc"] is not None]
    title = f"{result['task']}, {result['split']['description']}"
    print(f"\n{title}: classes with at least {least} positives\n")
    print("| class | asked | n | AUC [95 % interval] |")
    print("|---|---|---|---|")
    for entry in sorted(enough, key=lambda entry: -entry["auc"]):
        mark = " (fails)" if entry["auc"] < FAILS_BELOW else ""
        asked = f"{entry['query']} ({entry['kind']})"
        print(f"| {entry['code']} | {asked} | {entry['n_pos']} | {interval(entry)}{mark} |")


def main():
    folder = pathlib.Path(sys.argv[1])
    results = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
               for name in TASKS if (folder / f"{name}.json").exists()}
    print_tasks(results)
    for name in CLASS_TABLES:
        if name in results:
            print_classes(results[name])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
