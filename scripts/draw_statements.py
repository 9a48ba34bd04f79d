#!/usr/bin/env python3
"""Draws statements at random for annotation and joins them with their annotations.

usage: draw_statements.py DATA_DIR ANNOTATIONS.csv OUT.csv

DATA_DIR holds reports/ptbxl_database_v1.0.1_full.csv, reports/ptbxl_reports_english_500.csv and
terminology/glasgow_statements.txt. The texts stay there: ANNOTATIONS.csv (columns key, normal,
abnormal, uncertain) names a statement by the start of its SHA-256. OUT.csv is a table for `supreme
extract quality --gold`: the development rows of testdata/extract/gold_statements.csv and the drawn
statements, each draw a set of its own, with the source as their style. Statements without
annotation are written with empty entities and counted.

The draw: statements of at most 80 letters, in lower case, each text once, none that stands in
testdata/extract already; sorted by the SHA-256 of seed and text, the first ones of each source.
PTB-XL: only folds 9 and 10, "ptbxl-new" where folds 1 to 8 do not hold the statement.
"""
import csv
import hashlib
import pathlib
import re
import sys

MAX_LETTERS = 80
# Set, seed, statements of each source.
DRAWS = [("drawn-1", "supreme-gold-2", {"ptbxl": 120, "translated": 40, "glasgow": 40}),
         ("drawn-2", "supreme-gold-3", {"ptbxl": 90, "translated": 40, "glasgow": 20})]
SEPARATOR = re.compile(r"[;|\r\n]+|\*{3,}|-{3,}|={3,}")
SENTENCE_END = re.compile(r"(?<=[^\W\d]{4})\.+\s+|(?<=\))\.+\s+")
ABBREVIATION = re.compile(
    r"\b(?:intraventr|supraventr|ventr|chron|kompl|inkompl|unvollst|vollst|poss|prob|path(?:ol)?|"
    r"unspez|wahrsch|unbest|fragl|evtl|biphas|part|amplitudkrit|mögl|approx)$")
COLUMNS = ["set", "style", "statement", "normal", "abnormal", "uncertain"]
OWN_TABLES = ("gold_statements.csv", "statements.csv")


def rows_of(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def sentences_of(text):
    start = 0
    for end in SENTENCE_END.finditer(text):
        if not ABBREVIATION.search(text[start:end.start()]):
            yield text[start:end.start()]
            start = end.end()
    yield text[start:]


def statements_of(report):
    for part in SEPARATOR.split(report.split("Edit:")[0].lower()):
        for sentence in sentences_of(part):
            text = re.sub(r"\s+", " ", sentence).strip(" .*-=#")
            if text:
                yield text


def known_statements(folder):
    known = set()
    for name in OWN_TABLES:
        for row in rows_of(folder / name):
            known.update(statements_of(row["statement"]))
    return known


def pools_of(data):
    """Source → distinct statements, and the statements of PTB-XL's folds 1 to 8."""
    developed, ptbxl = set(), set()
    for row in rows_of(data / "reports/ptbxl_database_v1.0.1_full.csv"):
        (developed if float(row["strat_fold"]) <= 8 else ptbxl).update(statements_of(row["report"]))
    translated = set()
    for row in rows_of(data / "reports/ptbxl_reports_english_500.csv"):
        translated.update(statements_of(row["report"]))
    glasgow = set()
    for line in (data / "terminology/glasgow_statements.txt").read_text("utf-8").splitlines():
        glasgow.update(statements_of(line))
    return {"ptbxl": ptbxl, "translated": translated, "glasgow": glasgow}, developed


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def draw(data, known):
    pools, developed = pools_of(data)
    taken = set(known)
    for name, seed, counts in DRAWS:
        for source, count in counts.items():
            fitting = [s for s in pools[source] - taken if 3 < len(s) <= MAX_LETTERS]
            for text in sorted(fitting, key=lambda s: sha256(seed + s))[:count]:
                taken.add(text)
                is_new = source == "ptbxl" and text not in developed
                yield name, ("ptbxl-new" if is_new else source), text


def main():
    data, annotations_path, out_path = (pathlib.Path(argument) for argument in sys.argv[1:])
    annotations = {row["key"]: row for row in rows_of(annotations_path)}
    testdata = pathlib.Path(__file__).resolve().parent.parent / "testdata/extract"
    missing = 0
    with open(out_path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows_of(testdata / "gold_statements.csv"):
            writer.writerow([row[name] for name in COLUMNS])
        for name, source, text in draw(data, known_statements(testdata)):
            row = annotations.get(sha256(text)[:12])
            missing += row is None
            entities = [row[name] if row else "" for name in COLUMNS[3:]]
            writer.writerow([name, source, text, *entities])
    print(f"{missing} statements without annotation")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main()
