#!/usr/bin/env python3
"""Lists the distinct labelled records of a folder of challenge files, for `data import folder`.

usage: cinc_labels.py FOLDER REFERENCE.csv OUT.csv

FOLDER holds WFDB headers with MATLAB signals of the PhysioNet/CinC challenges 2020 and 2021.
REFERENCE.csv (record, SNOMED CT codes) is the challenge's own label table: headers in circulation
were edited, so its labels win where it has the record. Left out: records from PTB-XL (HR…: another
table evaluates them), copies of a record under the same name (that with the usual gain of 1000/mV
stays) and records without a code.
"""
import csv
import pathlib
import re
import sys


def reference_labels(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {row[0]: row[1].replace(",", ";") for row in csv.reader(file) if len(row) > 1}


def read_header(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    codes = re.search(r"^#\s?Dx:\s*(.*)$", text, re.MULTILINE)
    gain = re.search(r"\s(\d+(?:\.\d+)?)(?:\(\d+\))?/m[vV]", text)
    return codes.group(1).strip().replace(",", ";") if codes else "", float(gain.group(1))


def main():
    folder, reference_path, out_path = (pathlib.Path(argument) for argument in sys.argv[1:])
    reference = reference_labels(reference_path)
    chosen = {}  # record → (distance of the gain from 1000, path, labels)
    for path in sorted(folder.rglob("*.hea")):
        record = path.stem
        if record.startswith("HR"):
            continue
        labels, gain = read_header(path)
        labels = reference.get(record, labels)
        candidate = (abs(gain - 1000.0), str(path.relative_to(folder).with_suffix("")), labels)
        if labels and (record not in chosen or candidate < chosen[record]):
            chosen[record] = candidate
    with open(out_path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["record", "labels", "fold"])
        for _, source, labels in sorted(chosen.values(), key=lambda choice: choice[1]):
            writer.writerow([source, labels, 10])
    print(f"{len(chosen)} records")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main()
