#!/usr/bin/env python3
"""Writes tasks/ptbxl-*.json (four), cpsc2018.json and csn.json from a table of classes.

usage: make_tasks.py class_lists.json ConditionNames_SNOMED-CT.csv tasks/

The table holds, for each class of a benchmark, its code and its members (SCP codes, SNOMED CT codes
of the PhysioNet/CinC challenges, or the labels 1 to 9 of CPSC 2018). The second table comes with
CSN: its acronyms and their SNOMED CT codes; where a code has several, the first counts. The prompts
are those of prompts/simplified.json.
"""
import csv
import json
import pathlib
import sys

TASKS = {
    "ptbxl-super": "PTB-XL-Superclass",
    "ptbxl-sub": "PTB-XL-Subclass",
    "ptbxl-form": "PTB-XL-Form",
    "ptbxl-rhythm": "PTB-XL-Rhythm",
    "cpsc2018": "CPSC-2018",
    "csn": "CSN",
}

SIMPLIFIED = pathlib.Path(__file__).resolve().parent.parent / "prompts" / "simplified.json"


def members(entry):
    if "members" in entry:
        return entry["members"]
    codes = [entry[key] for key in ("scp_code", "snomed", "reference_label") if key in entry]
    return [str(code) for code in codes]


def task_class(name, entry, prompts):
    prompt = prompts["tasks"][name][entry["code"]]
    if isinstance(prompt, str):
        prompt = {"prompts": prompt, "source": prompts["source"]}
    return {
        "code": entry["code"],
        "prompt": prompt["prompts"],
        "source": prompt["source"],
        "members": members(entry),
    }


def acronyms(path):
    of_code = {}
    with open(path, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            of_code.setdefault(row["Snomed_CT"].strip(), row["AcronymName"].strip())
    lines = ",\n    ".join(json.dumps({"code": code, "acronym": acronym})
                           for code, acronym in of_code.items())
    return f'  "keep_unlabelled": true,\n  "acronyms": [\n    {lines}\n  ],\n'


def main():
    table_path, conditions, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    table = json.loads(pathlib.Path(table_path).read_text(encoding="utf-8"))
    prompts = json.loads(SIMPLIFIED.read_text(encoding="utf-8"))
    for name, key in TASKS.items():
        lines = ",\n    ".join(json.dumps(task_class(name, entry, prompts)) for entry in table[key])
        (folder / f"{name}.json").write_text(
            "{\n"
            f'  "name": "{name}",\n  "dataset": "{name.split("-")[0]}",\n'
            f'  "label_mode": "any-code",\n'
            f'{acronyms(conditions) if name == "csn" else ""}'
            f'  "classes": [\n    {lines}\n  ]\n}}\n',
            encoding="utf-8",
        )


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main()
