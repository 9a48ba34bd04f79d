#!/usr/bin/env python3
"""Runs `supreme extract` through small language models on a real server and writes what came of it.

scripts/llm_table.py [--every 6] [--model NAME]... [--form json-schema]... [--max-tokens 160]
                     [--threads 2] [--keep FOLDER]

Prints the table of docs/extraction_endpoints.md: each model and form of answer on every n-th
English statement of testdata/extract/gold_statements.csv. scripts/llm_server.sh makes the server
and the models. Every kept answer is checked again, by code of its own (tests/cli/llm_server.py).
Python's standard library only; SUPREME_BIN_DIR and SUPREME_LLM_DIR name other folders.
"""

import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "cli"))
from llm_server import (GOLD, MODELS, PATIENCE, broken_rules, missing,  # noqa: E402
                        scores_of_sets, serve, write_sample)

SUPREME = pathlib.Path(os.environ.get("SUPREME_BIN_DIR") or ROOT / "build/release/bin") / "supreme"
COLUMNS = ("model", "form", "statements", "accepted at once", "after the repair", "refused",
           "agreement with the rules", "annotated: precision", "annotated: recall",
           "CPU s a statement", "tokens asked / answered")


def supreme(*arguments):
    process = subprocess.run([str(SUPREME), *map(str, arguments)], stdout=subprocess.PIPE,
                             text=True, check=False)
    if process.returncode != 0:
        sys.exit(process.returncode)
    return process.stdout


def json_of(*arguments):
    return json.loads(supreme("extract", *arguments, "--format", "json"))


def check_kept(rows):
    for row in rows:
        broken = broken_rules(row["text"], row["extraction"]) if "extraction" in row else []
        if broken:
            sys.exit(f"llm_table: a wrong answer was kept for {row['text']!r}: {broken[0]}")


def gold_counts(store):
    """Entities with certainty: right, wrong and missed ones."""
    counts = collections.Counter()
    for score in scores_of_sets(json_of("quality", "--gold", GOLD, "--store", store)):
        for key in ("right", "wrong", "missed"):
            counts[key] += score["entities_with_certainty"][key]
    return counts


def share(part, whole):
    return f"{part / whole:.2f} ({part} of {whole})" if whole else "–"


def row_of(model, form, stores, cpu_s):
    rules, store = stores
    out = store.with_suffix(".json")
    supreme("extract", "export", "--store", store, "--out", out)
    rows = json.loads(out.read_text())["statements"]
    check_kept(rows)
    done = [row for row in rows if "extraction" in row]
    refused = collections.Counter(row["failure"] for row in rows if "failure" in row)
    kinds = ", ".join(f"{count} {kind}" for kind, count in refused.most_common())
    comparison = json_of("compare", rules, store, "--show", 0)
    gold = gold_counts(store)
    tokens = [round(sum(row[key] for row in rows) / len(rows))
              for key in ("prompt_tokens", "completion_tokens")]
    total = len(rows) - len(done)
    return (model, form, len(rows), sum(row["tries"] == 1 for row in done),
            sum(row["tries"] > 1 for row in done), f"{total}: {kinds}" if total else 0,
            f"{comparison['meaning_and_certainty_f1']:.2f}",
            share(gold["right"], gold["right"] + gold["wrong"]),
            share(gold["right"], gold["right"] + gold["missed"]),
            f"{cpu_s / len(rows):.1f}", f"{tokens[0]} / {tokens[1]}")


def extract(store, reports, server, model, flags):
    """Fills a store; returns the seconds of CPU that the server took for it."""
    before_s = server.cpu_s()
    supreme("extract", "--reports", reports, "--out", store, "--extractor", "llm",
            "--endpoint", server.endpoint, "--model", model, *flags, *PATIENCE)
    return server.cpu_s() - before_s


def rules_row(rules):
    gold = gold_counts(rules)
    count = json_of("status", "--store", rules)["done"]
    return ("rules", "–", count, count, 0, 0, "1.00",
            share(gold["right"], gold["right"] + gold["wrong"]),
            share(gold["right"], gold["right"] + gold["missed"]), "–", "–")


def measure(arguments, folder):
    reports = folder / "reports.csv"
    write_sample(reports, arguments.every)
    rules = folder / "rules.sqlite"
    supreme("extract", "--reports", reports, "--out", rules)
    rows = [rules_row(rules)]
    for model in arguments.model or MODELS:
        if missing(model):
            sys.exit(f"llm_table: no {missing(model)[0]}; try: ./dev test-llm")
        with serve(model, arguments.threads) as server:
            for form in arguments.form or ("json-schema", "plain"):
                store = folder / f"{model}-{form}.sqlite"
                flags = ("--output-mode", form, "--max-tokens", arguments.max_tokens)
                cpu_s = extract(store, reports, server, model, flags)
                rows.append(row_of(model, form, (rules, store), cpu_s))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--every", type=int, default=6)
    parser.add_argument("--model", action="append", choices=list(MODELS))
    parser.add_argument("--form", action="append",
                        choices=["json-schema", "guided-json", "grammar", "plain"])
    parser.add_argument("--max-tokens", type=int, default=160)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the stores")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="supreme-llm-") as holder:
        folder = arguments.keep or pathlib.Path(holder)
        folder.mkdir(parents=True, exist_ok=True)
        rows = measure(arguments, folder)
    print("| " + " | ".join(COLUMNS) + " |")
    print("|" + "---|" * len(COLUMNS))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")


if __name__ == "__main__":
    main()
