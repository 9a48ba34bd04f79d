#!/usr/bin/env python3
"""Stand-ins for what the paper's sweeps need and nobody may hand on, in its real sizes:

scripts/stand_ins.py encoder FOLDER --vocabulary VOCAB_TXT --seed 1
    a text encoder of MedCPT's shape (BERT-base) with random weights
scripts/stand_ins.py store STORE OUT --terms TERMS_JSON --entities 295 --seed 1
    the entity store with so many entities, drawn for each record, in place of those of its reports
scripts/stand_ins.py prompts OUT --style detailed|sentence TASK_JSON...
    a prompt for every class of the tasks
scripts/stand_ins.py split PACK OUT
    a tenth of the records to validate, a fifth to test

They take as long and as much memory as the real ones; what a model learns from them means nothing.
Python's standard library only.
"""

import argparse
import array
import csv
import hashlib
import json
import pathlib
import random
import shutil
import sqlite3
import struct
import sys

LAYERS, WIDTH, HEADS, INNER, POSITIONS = 12, 768, 12, 3072, 512
# Weights repeat after so many numbers, a prime: no two rows of a matrix are alike.
BLOCK = 999_983


def bert_shapes(words):
    """Tensor names of a Hugging Face BERT without its pooler, with their shapes."""
    shapes = {"embeddings.word_embeddings.weight": (words, WIDTH),
              "embeddings.position_embeddings.weight": (POSITIONS, WIDTH),
              "embeddings.token_type_embeddings.weight": (2, WIDTH)}
    parts = {"attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH),
             "attention.self.value": (WIDTH, WIDTH), "attention.output.dense": (WIDTH, WIDTH),
             "intermediate.dense": (INNER, WIDTH), "output.dense": (WIDTH, INNER)}
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        for part, shape in parts.items():
            shapes[name + part + ".weight"] = shape
            shapes[name + part + ".bias"] = shape[:1]
        norms += [name + "attention.output.LayerNorm", name + "output.LayerNorm"]
    for norm in norms:
        shapes[norm + ".weight"] = shapes[norm + ".bias"] = (WIDTH,)
    return shapes


def write_encoder(folder, vocabulary, seed):
    """N(0, 0.02) as BERT starts from; norms are 1, biases 0."""
    words = len(vocabulary.read_text(encoding="utf-8").splitlines())
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(vocabulary, folder / "vocab.txt")
    (folder / "config.json").write_text(json.dumps({
        "model_type": "bert", "hidden_size": WIDTH, "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS, "intermediate_size": INNER, "hidden_act": "gelu",
        "max_position_embeddings": POSITIONS, "type_vocab_size": 2, "vocab_size": words,
        "layer_norm_eps": 1e-12}, indent=1))
    generator = random.Random(seed)
    block = array.array("f", (generator.gauss(0.0, 0.02) for _ in range(BLOCK))).tobytes()
    header, offset = {}, 0
    shapes = bert_shapes(words)
    for name, shape in shapes.items():
        size = 4 * shape[0] * (shape[1] if len(shape) > 1 else 1)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    partial = folder / "model.safetensors.part"
    with open(partial, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        place = 0
        for name, entry in header.items():
            size = entry["data_offsets"][1] - entry["data_offsets"][0]
            if name.endswith("LayerNorm.weight"):
                file.write(array.array("f", [1.0] * WIDTH).tobytes())
                continue
            if name.endswith(".bias"):
                file.write(bytes(size))
                continue
            while size > 0:
                piece = block[place:place + size]
                file.write(piece)
                size -= len(piece)
                place = (place + len(piece)) % len(block)
    partial.rename(folder / "model.safetensors")


def entity_texts(terms, count):
    """Names of the reference terms first, then their synonyms, then old ones of them."""
    names = [term["term"] for term in terms]
    names += [synonym for term in terms for synonym in term["synonyms"]]
    names += ["known old " + name for name in names]
    distinct = list(dict.fromkeys(names))
    if len(distinct) < count:
        sys.exit(f"only {len(distinct)} texts for {count} entities")
    return distinct[:count]


def write_store(store, out, terms, count, seed):
    shutil.copyfile(store, out)
    generator = random.Random(seed)
    texts = entity_texts(json.loads(terms.read_text(encoding="utf-8")), count)
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    # Frequent and rare ones, as in reports: the weight falls with the rank.
    weights = [1.0 / (rank + 3) for rank in range(count)]
    database = sqlite3.connect(out)
    with database:
        records = [row[0] for row in database.execute(
            "SELECT DISTINCT record_id FROM record_statement ORDER BY record_id")]
        extractor = database.execute("SELECT extractor FROM extraction LIMIT 1").fetchone()[0]
        for table in ("record_statement", "statement", "extraction"):
            database.execute(f"DELETE FROM {table}")
        used = [0] * count
        for number, record in enumerate(records):
            drawn = set(generator.choices(range(count), weights, k=6))
            drawn.add(number % count)  # none stays without a record
            for position, index in enumerate(sorted(drawn)):
                used[index] += 1
                database.execute("INSERT INTO record_statement VALUES (?, ?, ?)",
                                 (record, hashes[index], position))
        empty = {row[1]: "" if row[2] == "TEXT" else 0
                 for row in database.execute("PRAGMA table_info(extraction)")}
        marks = ", ".join("?" * len(empty))
        for text, digest, records_with in zip(texts, hashes, used):
            database.execute("INSERT INTO statement VALUES (?, ?, ?)", (digest, text, records_with))
            found = {"global": [text],
                     "classification": {"normal": [], "abnormal": [text], "uncertain": []}}
            row = {**empty, "hash": digest, "extractor": extractor, "json": json.dumps(found),
                   "status": "done", "tries": 1}
            database.execute(f"INSERT INTO extraction ({', '.join(row)}) VALUES ({marks})",
                             tuple(row.values()))
    database.close()


def write_prompts(out, style, tasks):
    prompts = {}
    for task in tasks:
        for entry in json.loads(task.read_text(encoding="utf-8"))["classes"]:
            text = entry["prompt"]
            prompts[entry["code"]] = (f"an electrocardiogram that shows {text}"
                                      if style == "sentence" else
                                      f"{text}, acute {text}, chronic {text}, typical {text}")
    out.write_text(json.dumps(prompts, indent=1))


def write_split(pack, out):
    with open(pack / "manifest.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    patients = {row["patient_id"] or row["record_id"]: None for row in rows}
    part = {patient: "validation" if number % 10 == 0 else "test" if number % 10 < 3 else "train"
            for number, patient in enumerate(patients)}
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("record_id", "split"))
        for row in rows:
            writer.writerow((row["record_id"], part[row["patient_id"] or row["record_id"]]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    encoder = kinds.add_parser("encoder")
    encoder.add_argument("folder", type=pathlib.Path)
    encoder.add_argument("--vocabulary", type=pathlib.Path, required=True)
    encoder.add_argument("--seed", type=int, default=1)
    store = kinds.add_parser("store")
    store.add_argument("store", type=pathlib.Path)
    store.add_argument("out", type=pathlib.Path)
    store.add_argument("--terms", type=pathlib.Path, required=True)
    store.add_argument("--entities", type=int, default=295)
    store.add_argument("--seed", type=int, default=1)
    prompts = kinds.add_parser("prompts")
    prompts.add_argument("out", type=pathlib.Path)
    prompts.add_argument("--style", choices=("detailed", "sentence"), required=True)
    prompts.add_argument("tasks", type=pathlib.Path, nargs="+")
    split = kinds.add_parser("split")
    split.add_argument("pack", type=pathlib.Path)
    split.add_argument("out", type=pathlib.Path)
    call = parser.parse_args()
    if call.kind == "encoder":
        write_encoder(call.folder, call.vocabulary, call.seed)
    elif call.kind == "store":
        write_store(call.store, call.out, call.terms, call.entities, call.seed)
    elif call.kind == "prompts":
        write_prompts(call.out, call.style, call.tasks)
    else:
        write_split(call.pack, call.out)


if __name__ == "__main__":
    main()
