#!/usr/bin/env python3
"""The shipped model answers free-text questions, without any training.

usage: demo_answers.py BIN_DIR OUT_DIR [PTBXL_DIR]

Simulates one ECG for each of six findings, asks every question of QUESTIONS of each, prints the
answers and writes OUT_DIR/answers.html. With PTBXL_DIR (ptbxl_database.csv and records500/) three
real ECGs of folds 1-4 are asked too. SUPREME_BUNDLE names another model than the shipped one.
"""
import ast
import csv
import json
import pathlib
import subprocess
import sys

SEED = 11
SEVERITY = 0.7
# Code of the finding, what the record is called, texts that are true of it.
SIMULATED = [
    ("NORM", "normal", ["normal ecg"]),
    ("AFIB", "AF", ["atrial fibrillation"]),
    ("CLBBB", "LBBB", ["left bundle branch block", "complete left bundle branch block"]),
    ("IMI", "inferior MI", ["inferior myocardial infarction"]),
    ("PACEV", "V-paced", ["ventricular paced rhythm"]),
    ("STACH", "fast sinus", ["sinus tachycardia", "racing heart"]),
]
QUESTIONS = [
    "normal ECG",                                             # a name
    "atrial fibrillation",
    "LBBB",                                                   # an abbreviation
    "Hinterwandinfarkt",                                      # German: inferior infarction
    "pacing spike directly before each wide QRS",             # a description
    "sinus tachycardia",
    "racing heart",                                           # words the model was never given
]
# SCP code of the real records to show, and the texts that it makes true.
REAL = {"NORM": ["normal ecg"], "AFIB": ["atrial fibrillation"],
        "CLBBB": ["left bundle branch block", "complete left bundle branch block"],
        "IMI": ["inferior myocardial infarction"], "STACH": ["sinus tachycardia"]}
REAL_WANTED = ["NORM", "AFIB", "IMI"]
REAL_FOLDS = range(1, 5)  # the others are kept for reporting


def run(program, *arguments):
    process = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                             check=False)
    if process.returncode != 0:
        sys.exit(process.stderr.strip() or f"{program} failed")
    return process.stdout


def table_rows(folder):
    with open(folder / "ptbxl_database.csv", newline="", encoding="utf-8") as table:
        yield from csv.DictReader(table)


def about(folder, row, name, truths):
    return {"file": (folder / row["filename_hr"]).resolve().with_suffix(".hea"), "name": name,
            "truth": ";".join(truths), "report": row["report"]}


def simulate(program, out):
    for number, (code, name, truths) in enumerate(SIMULATED):
        folder = out / "asked" / code
        run(program, "simulate", "--findings", code, "--severity", SEVERITY, "--records", 1,
            "--seed", SEED + number, "--out", folder, "--force")
        yield about(folder, next(table_rows(folder)), name, truths)


def real(folder):
    """The first record of each wanted code, in the order of the table."""
    wanted = list(REAL_WANTED)
    for row in table_rows(folder):
        codes = ast.literal_eval(row["scp_codes"])
        found = [code for code in wanted if code in codes]
        if not found or int(float(row["strat_fold"])) not in REAL_FOLDS:
            continue
        wanted.remove(found[0])
        truths = [text for code in codes for text in REAL.get(code, [])]
        number = int(float(row["ecg_id"]))
        yield about(folder, row, f"real {number}", truths)


def print_answers(result, names):
    width = max(len(question) for question in QUESTIONS)
    heads = [name[:11].rjust(11) for name in names]
    print(" " * width, *heads)
    for index, question in enumerate(QUESTIONS):
        cells = []
        for record in result["records"]:
            score = record["scores"][index]
            answer = {True: "yes", False: "no", None: "-"}[score.get("decision")]
            is_true = {score["query"], score.get("text", "")} & set(record["truth"])
            is_true = is_true or score["query"].lower() in record["truth"]
            cells.append(f"{score['score']:.2f} {answer:>3} {'*' if is_true else ' '}".rjust(11))
        print(question.ljust(width), *cells)
    print("\nyes/no by the question's threshold, * = true of this ECG. How questions were taken:")
    for query in result["queries"]:
        line = f"  {query['query']}: {query['kind']}"
        if query["text"] != query["query"].lower():
            line += f" {'to' if query['kind'] == 'resolved' else 'as'} \"{query['text']}\""
        if query["nearest"]:
            line += "; nearest known: " + ", ".join(near["text"] for near in query["nearest"])
        print(line)


def main():
    program, out = pathlib.Path(sys.argv[1]) / "supreme", pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    rows = list(simulate(program, out))
    if len(sys.argv) > 3:
        rows += real(pathlib.Path(sys.argv[3]))
    with open(out / "about.csv", "w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, ["file", "name", "truth", "report"])
        writer.writeheader()
        writer.writerows(rows)
    call = ["predict", *(row["file"] for row in rows), "--about", out / "about.csv"]
    for question in QUESTIONS:
        call += ["--query", question]
    print_answers(json.loads(run(program, *call, "--format", "json")),
                  [row["name"] for row in rows])
    run(program, *call, "--format", "html", "--output", out / "answers.html")
    print(f"\nThe ECGs with these answers: {out / 'answers.html'}")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main()
