#!/usr/bin/env python3
"""The page of a rehearsal of the paper's ablations, from what supreme sweep --rehearse wrote:

scripts/rehearsal_page.py OUT/rehearsal --command WORDS > bench/results/ablations_rehearsal.md

Hours are those of the paper's 771,693 records, not of the stand-ins. Standard library only.
"""

import argparse
import json
import os
import pathlib
import platform

RECORDS = 771_693  # of MIMIC-IV-ECG, paper §3.1; a data proportion takes its share

PAGE = """# The paper's ablations, rehearsed at full size on stand-in data

`{command}`, commit {commit}, {processor}, {threads} threads: {trainings} trainings and
{evaluations} evaluations in {minutes:.0f} min. Device {device}, {precision}, batches of {batch}.

**{good} of the {variants} variants in {files} files of `configs/ablations` ran**: network and
queries at full size, {steps} optimiser steps of {batch} records, checkpoint and bundle written, all
six tasks answered on at most 64 records each. The rest is a stand-in: simulated ECGs, text
encoders of MedCPT's shape with random weights, queries drawn at random. So nothing here says how
good a model gets, and no training was carried to its end. Variants that train alike share their
training and its figures.

Rate: of the steps after the first. Memory: the largest of the training process. Hours: of one
training through the paper's {epochs} epochs over its {records:,} records (or the variant's share)
at that rate, without evaluations and without stopping early. They belong to this machine;
`--rehearse` on yours gives yours.

"""


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def introduction(folder, rows, runs, command):
    run = runs[0]
    train = run["config"]["train"]
    seconds = sum(json.loads((folder / "times.json").read_text()).values())
    return PAGE.format(
        command=command.strip(), commit=run["software"]["git"], processor=processor(),
        threads=os.cpu_count(), trainings=len(runs),
        evaluations=len(list(folder.glob("runs/*/*/results/*.json"))), minutes=seconds / 60,
        device=train["device"], precision=train["precision"], batch=train["batch_size"],
        good=sum(row["outcome"] == "ok" for row in rows), variants=len(rows),
        files=len({row["variant"].rsplit(": ", 1)[0] for row in rows}),
        steps=train["max_steps"], epochs=train["epochs"], records=RECORDS)


def cells(row, whole, on_gpu):
    if row["records_per_sec"] is None:
        return ["–"] * (5 if on_gpu else 4)
    hours = row["hours"] * RECORDS / whole
    figures = [f"{row['parameters']:,}", f"{row['records_per_sec']:.1f}",
               f"{row['peak_memory_gb']:.2f}"]
    if on_gpu:
        figures.append(f"{row['peak_gpu_memory_gb']:.2f}")
    return [*figures, f"{hours:,.0f}" if hours >= 100 else f"{hours:.1f}"]


def line(words):
    return "| " + " | ".join(word.replace("|", " ") for word in words) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--command", required=True)
    call = parser.parse_args()
    rows = json.loads((call.folder / "table.json").read_text())["rows"]
    runs = [json.loads(path.read_text()) for path in sorted(call.folder.glob("runs/*/*/run.json"))]
    whole = max(run["split"]["train_records"] for run in runs)
    on_gpu = any(row["peak_gpu_memory_gb"] is not None for row in rows)
    head = ["variant", "parameters", "records/s", "memory, GB",
            *(["GPU memory, GB"] if on_gpu else []), "hours", "outcome"]
    print(introduction(call.folder, rows, runs, call.command) + line(head))
    print("| --- |" + " ---: |" * (len(head) - 2) + " --- |")
    for row in rows:
        print(line([row["variant"], *cells(row, whole, on_gpu), row["outcome"]]))


if __name__ == "__main__":
    main()
