#!/usr/bin/env python3
"""Writes a small, SIMULATED results folder for `supreme report paper`: nothing was measured.

    scripts/simulate_results.py OUT [--seed N]

Every kind of file that the tables and figures of the paper are made from stands there once, with
figures drawn at random around those that the paper prints (configs/paper_tables.csv), and every
file says "bundle": {"name": "simulated"}. It serves tests, and people who want to see the output
before they have results. Python's standard library only.
"""

import argparse
import csv
import json
import random
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
TASKS = {"ptbxl-super": "PTB-XL-Superclass", "ptbxl-sub": "PTB-XL-Subclass",
         "ptbxl-form": "PTB-XL-Form", "ptbxl-rhythm": "PTB-XL-Rhythm", "cpsc2018": "CPSC-2018",
         "csn": "CSN"}
VARIANTS = {"supreme": "ViT + CFN", "supreme-resnet-linear": "ResNet + Linear",
            "supreme-vit-linear": "ViT + Linear", "supreme-resnet-cfn": "ResNet + CFN"}
SWEEPS = {  # file name: part, source, and variants beyond the paper's
    "extractor": ("1b", "Table 1(b)", ["rules, no language model"]),
    "deduplication": ("1c", "Table 1(c)", []), "encoder": ("1d", "Table 1(d)", []),
    "text_encoder": ("1e", "Table 1(e)", []), "fusion": ("1f", "Table 1(f)", []),
    "prompts": ("1g", "Table 1(g)", []), "dropout": ("1h", "Table 1(h)", [])}
SEEDS = (1, 2, 3)
FRACTIONS = {0.01: "1%", 0.1: "10%", 1.0: "100%"}
STATED = {"software": "simulated", "bundle": {"name": "simulated", "id": "simulated"}}


def paper_numbers():
    with (SOURCE / "configs/paper_tables.csv").open(newline="") as file:
        return {(r["table"], r["row"], r["column"]): r["value"] for r in csv.DictReader(file)}


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def share(value):
    return round(min(0.9995, max(0.02, value)), 6)


class Simulation:
    def __init__(self, out, seed):
        self.out = out
        self.draw = random.Random(seed)
        self.paper = paper_numbers()
        self.tasks = {name: json.loads((SOURCE / f"tasks/{name}.json").read_text())
                      for name in TASKS}

    def near(self, percent, spread=0.015):
        return share(float(percent) / 100 + self.draw.gauss(0, spread))

    def interval(self, auc, width=0.02):
        return {"auc": auc, "low": share(auc - width), "high": share(auc + width)}

    def split(self, task):
        return {"description": f"simulated test part of {task}", "hash": f"simulated-{task}"}

    def label_mode(self, task):
        return "exact" if "acronyms" in self.tasks[task] else "any-code"

    def classes(self, task, mean):
        """Class AUCs around the mean; every 13th class has no positive record."""
        entries = []
        for i, entry in enumerate(self.tasks[task]["classes"]):
            positives = 0 if i % 13 == 12 else self.draw.randint(8, 300)
            auc = share(mean + self.draw.gauss(0, 0.07)) if positives else None
            width = 0.3 / max(1, positives) ** 0.5
            entries.append({
                "code": entry["code"], "prompt": entry["prompt"], "n_pos": positives,
                "n_neg": 2000 - positives, "auc": auc, "low": share(auc - width) if auc else None,
                "high": share(auc + width) if auc else None})
        return entries

    @staticmethod
    def macro(classes, width=0.02):
        aucs = [c["auc"] for c in classes if c["auc"] is not None]
        if not aucs:
            return {"n_classes": len(classes), "n_defined": 0, "auc": None, "low": None,
                    "high": None}
        mean = sum(aucs) / len(aucs)
        return {"n_classes": len(classes), "n_defined": len(aucs), "auc": mean,
                "low": share(mean - width), "high": share(mean + width)}

    def zero_shot(self, folder, task, percent):
        classes = self.classes(task, self.near(percent))
        for entry in classes:
            entry |= {"source": "simulated", "query": entry["prompt"], "kind": "known",
                      "seen": self.draw.random() < 0.5, "nearest": None}
        seen = [c for c in classes if c["seen"]]
        write(self.out / folder / f"zero_shot/{task}.json", {
            "kind": "zero-shot", **STATED, "task": task, "dataset": self.tasks[task]["dataset"],
            "label_mode": self.label_mode(task),
            "n_records": 2000, "split": self.split(task), "seed": 1,
            "bootstrap": {"n_resamples": 1000, "confidence": 0.95},
            "macro": self.macro(classes), "macro_seen": self.macro(seen),
            "macro_unseen": self.macro([c for c in classes if not c["seen"]]),
            "undefined": [c["code"] for c in classes if c["auc"] is None], "classes": classes})
        return classes

    def overlap(self, folder, task, classes):
        entries = []
        for entry in classes:
            similarity = share(self.draw.uniform(0.7, 1.0))
            seen = task == "cpsc2018" or similarity > 0.95
            entries.append({
                "code": entry["code"], "prompt": entry["prompt"],
                "nearest": {"query": entry["prompt"], "similarity": similarity},
                "seen_by_cosine": seen, "seen_by_code": seen and self.draw.random() < 0.9,
                **{key: entry[key] for key in ("auc", "low", "high", "n_pos", "n_neg")}})
        write(self.out / folder / f"overlap/{task}.json", {
            "kind": "overlap", **STATED, "task": task, "threshold": 0.95,
            "label_mode": self.label_mode(task),
            "split": self.split(task), "macro_all": self.macro(entries),
            "macro_unseen_cosine": self.macro([c for c in entries if not c["seen_by_cosine"]]),
            "macro_unseen_code": self.macro([c for c in entries if not c["seen_by_code"]]),
            "classes": entries})

    def probe(self, folder, row, task, fraction):
        percent = self.paper["9", row, f"{TASKS[task]} {FRACTIONS[fraction]}"]
        centre = self.near(percent)
        runs = [{"seed": seed, "auc": share(centre + self.draw.gauss(0, 0.004)),
                 "epoch": self.draw.randint(20, 99), "validation_auc": share(centre)}
                for seed in SEEDS]
        mean = sum(run["auc"] for run in runs) / len(runs)
        spread = (sum((run["auc"] - mean) ** 2 for run in runs) / (len(runs) - 1)) ** 0.5
        classes = self.classes(task, mean)
        for entry in classes:
            entry["sd"] = 0.004 if entry["auc"] else None
        write(self.out / folder / f"probe/{task}-{FRACTIONS[fraction][:-1]}.json", {
            "kind": "probe", **STATED, "task": task, "method": "linear", "protocol": "paper",
            "label_mode": self.label_mode(task), "fraction": fraction, "shots": None,
            "n_train": round(17000 * fraction), "n_val": 2000, "n_test": 2000,
            "split": self.split(task),
            "settings": {"optimizer": "AdamW", "learning_rate": 0.001, "weight_decay": 1e-8,
                         "schedule": "cosine", "warmup_epochs": 5, "batch_size": 16,
                         "epochs": 100},
            "macro": {**self.interval(mean), "sd": spread}, "runs": runs, "classes": classes})

    def figure(self, percent):
        values = [{"seed": seed, "auc": self.near(percent, 0.006)} for seed in SEEDS]
        mean = sum(v["auc"] for v in values) / len(values)
        spread = (sum((v["auc"] - mean) ** 2 for v in values) / (len(values) - 1)) ** 0.5
        return {"n": len(values), "mean": mean, "sd": spread, "values": values}

    def variant(self, name, percent, paper=None):
        evaluations = {task: self.figure(float(percent) + self.draw.gauss(0, 3)) for task in TASKS}
        return {"name": name, "mean": self.figure(percent), "evaluations": evaluations,
                "paper": {"auc": round(float(paper) / 100, 4) if paper else None, "sd": None}}

    def sweep(self, name, source, variants):
        write(self.out / f"ablations/{name}/table.json", {
            "kind": "sweep", **STATED, "title": f"simulated: {name}", "failures": [],
            "source": f"SuPreME paper, {source}", "seeds": list(SEEDS), "missing": 0,
            "variants": variants})

    def sweeps(self):
        for name, (part, source, more) in SWEEPS.items():
            rows = [(row, value) for (table, row, _), value in self.paper.items() if table == part]
            variants = [self.variant(row, value, value) for row, value in rows]
            self.sweep(name, source, variants + [self.variant(row, 70) for row in more])
        shares = [(share_, 77.2 - 9 * (1 - share_ / 100) ** 2) for share_ in (10, 20, 40, 60, 80)]
        self.sweep("data_proportion", "Fig. 3(b)",
                   [self.variant(f"{share_} %", percent) for share_, percent in shares]
                   + [self.variant("100 % (the paper's)", 77.2, 77.2)])

    def splits(self):
        for task, name in TASKS.items():
            row = name.removeprefix("PTB-XL-")
            parts = []
            for part in ("train", "validation", "test"):
                count = int(self.paper["7", row, f"{part} set"])
                parts.append({"part": part, "records": count + 3, "unlabelled": 3})
            classes = [{"code": c["code"], "positives": [9, 2, 1]}
                       for c in self.tasks[task]["classes"]]
            write(self.out / f"splits/{task}.json", {
                "kind": "task-counts", **STATED, "task": task, "keep_unlabelled": False,
                "parts": parts, "classes": classes})

    def run(self):
        for folder, column in VARIANTS.items():
            for task, name in TASKS.items():
                classes = self.zero_shot(folder, task, self.paper["11", name, column])
                if folder == "supreme":
                    self.overlap(folder, task, classes)
        for task, name in TASKS.items():
            self.zero_shot("merl", task, self.paper["14", "MERL", name])
        for folder, row in {"supreme": "Our framework", "merl": "MERL", "simclr": "SimCLR"}.items():
            for task in TASKS:
                for fraction in FRACTIONS:
                    self.probe(folder, row, task, fraction)
        self.sweeps()
        self.splits()
        write(self.out / "vocabulary/report.json", vocabulary(self))


def vocabulary(simulation):
    """What `supreme vocab report` writes, its figures near the paper's."""
    draw = simulation.draw
    paper = json.loads((SOURCE / "vocab/paper_tables.json").read_text())

    def cosine(value):
        return round(min(1.0, (value or 0.6) - abs(draw.gauss(0, 0.02))), 4)

    counts = {key: round(0.9 * value) for key, value in paper["table_2"].items()}
    steps = ("raw_entities", "unique_entities", "certain_entities", "clusters", "queries")
    tables = {
        "table_2": [{"entities": step, "count": counts[step],
                     "share_of_unique": counts[step] / counts["unique_entities"] if i else None}
                    for i, step in enumerate(steps)],
        "table_3": [{"measure": name, "here": here} for name, here in
                    (("clusters", counts["clusters"]), ("entities per cluster, mean", 3.2),
                     ("entities in the largest cluster", 31),
                     ("entities in the smallest cluster", 1),
                     ("clusters mapped to a reference term", 0.84))],
        "table_4": [{"code": "SR", "query": "sinus rhythm", "entity": "Sinus rhythm",
                     "cosine": 1.0}],
        "table_4_paper": [{"entity": p["entity"], "query": p["query"].lower(),
                           "cosine": cosine(p["cosine"]), "kind": "resolved"}
                          for p in paper["table_4"]],
        "table_5": [{"from": "here", "code": c["code"], "query": c["query"],
                     "wordings": len(c["members"]), "members":
                     ", ".join(f"{text} ({cosine(value):.3f})" for text, value in c["members"])}
                    for c in paper["table_5"]],
        "table_6": [{"query": p["entity"].lower(), "class": p["class"], "tasks": "csn",
                     "cosine": cosine(p["cosine"]), "conflict": False, "in_paper": True}
                    for p in paper["table_6"]["pairs"][:6]],
        "table_6_paper": [{"entity": p["entity"], "class": p["class"],
                           "cosine": cosine(p["cosine"]), "conflict": False,
                           "query": p["class"] if draw.random() < 0.8 else None}
                          for p in paper["table_6"]["pairs"]],
        "table_12": [{"term": p["term"], "entity": p["entity"], "cosine": cosine(p["cosine"]),
                      "kept_apart": True} for p in paper["table_12"]],
        "table_12_here": [{"term": "left axis deviation", "entity": "right axis deviation",
                           "records": 41, "cosine": 0.91, "query": "right axis deviation",
                           "kept_apart": True}]}
    queries = [p["query"] for p in paper["table_4"]] + [p["class"] for p in
                                                        paper["table_6"]["pairs"]]
    unique = list(dict.fromkeys(queries))
    sizes = {task: len(simulation.tasks[task]["classes"]) for task in TASKS}
    between = [[sizes[a] if a == b else draw.randint(0, min(sizes[a], sizes[b]) // 2)
                for b in TASKS] for a in TASKS]
    return {"kind": "vocabulary", **STATED, "name": "simulated", "facts": {},
            "tables": {name: {"title": "", "note": "", "rows": rows}
                       for name, rows in tables.items()},
            "frequencies": [{"query": query, "records": int(200000 / (i + 1) ** 1.4)}
                            for i, query in enumerate(unique)],
            "overlap": {"tasks": [{"task": task, "classes": size,
                                   "overlapping": draw.randint(0, size)}
                                  for task, size in sizes.items()], "between": between}}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="folder to write, which must not exist yet")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.out.exists():
        raise SystemExit(f"{arguments.out} exists: name a new folder")
    Simulation(arguments.out, arguments.seed).run()


if __name__ == "__main__":
    main()
