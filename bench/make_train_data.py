#!/usr/bin/env python3
"""Writes a pack and a vocabulary for timing training steps: noise for records, a handful of random
queries present in each. What a step costs does not depend on what the samples are.

bench/make_train_data.py OUT --records 512 --queries 295

Makes OUT/pack and OUT/vocab. Python's standard library only, so that it runs on any machine.
"""

import argparse
import array
import hashlib
import json
import pathlib
import random
import struct

LEADS, SAMPLES, SHARD_ROWS = 12, 5000, 256
PRESENT_PER_RECORD = 5
# Full-range int16 noise becomes ±0.33 mV, the size of an ECG.
MILLIVOLTS_PER_STEP = 1e-5


def write_safetensors(path, tensors, metadata):
    """tensors: name -> (dtype, shape, bytes)."""
    header, offset = {"__metadata__": metadata}, 0
    for name, (dtype, shape, data) in tensors.items():
        place = [offset, offset + len(data)]
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": place}
        offset += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, _, data in tensors.values():
            file.write(data)


def file_entry(path):
    data = path.read_bytes()
    return {"name": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def write_pack(folder, records, rng):
    folder.mkdir(parents=True)
    shard_rows, files = [], []
    for first in range(0, records, SHARD_ROWS):
        rows = min(SHARD_ROWS, records - first)
        path = folder / f"shard-{len(shard_rows):05d}.safetensors"
        signal = b"".join(rng.randbytes(2 * LEADS * SAMPLES) for _ in range(rows))
        scale = array.array("f", [MILLIVOLTS_PER_STEP]) * (rows * LEADS)
        write_safetensors(path, {
            "signal": ("I16", [rows, LEADS, SAMPLES], signal),
            "scale": ("F32", [rows, LEADS], scale.tobytes()),
            "mask": ("U8", [rows, LEADS], b"\1" * (rows * LEADS)),
        }, {})
        shard_rows.append(rows)
        files.append(file_entry(path))
    tables = {
        "manifest.csv": "row,record_id,patient_id,fold,age_years,sex,quality,source\n"
        + "".join(f"{i},r{i},p{i},{1 + i % 8},,,,\n" for i in range(records)),
        "codes.csv": "record_id,code,likelihood\n",
        "reports.csv": "record_id,report\n",
    }
    for name, text in tables.items():
        (folder / name).write_text(text)
        files.append(file_entry(folder / name))
    lines = "".join(f"{entry['name']} {entry['sha256']}\n" for entry in files)
    pack_id = hashlib.sha256(lines.encode()).hexdigest()
    (folder / "pack.json").write_text(json.dumps({
        "format": "supreme-pack", "format_version": 1, "id": pack_id, "rows": records,
        "shard_rows": shard_rows, "import": {}, "files": files,
    }))
    return pack_id


def write_vocabulary(folder, arguments, pack_id, rng):
    folder.mkdir(parents=True)
    queries, width = arguments.queries, arguments.text_width
    deviation = width**-0.5  # vectors of length 1, as text encoders give them
    embeddings = array.array("f", (rng.gauss(0.0, deviation) for _ in range(queries * width)))
    write_safetensors(folder / "query_embeddings.safetensors",
                      {"embeddings": ("F32", [queries, width], embeddings.tobytes())},
                      {"encoder_name": "random", "encoder_id": "0"})
    labels = bytearray(arguments.records * queries)
    for record in range(arguments.records):
        for query in rng.sample(range(queries), min(queries, PRESENT_PER_RECORD)):
            labels[record * queries + query] = 1
    write_safetensors(folder / "labels.safetensors",
                      {"labels": ("U8", [arguments.records, queries], bytes(labels))},
                      {"pack_id": pack_id})
    entries = [{"id": f"query-{i}", "text": f"query {i}", "codes": {}, "members": [],
                "n_records": 0} for i in range(queries)]
    (folder / "queries.json").write_text(json.dumps({
        "thresholds": {"cluster": 0.8, "mapping": 0.75},
        "encoder": {"name": "random", "id": "0"}, "held_out": [], "queries": entries,
    }))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--records", type=int, default=512)
    parser.add_argument("--queries", type=int, default=295)
    parser.add_argument("--text-width", type=int, default=384)
    arguments = parser.parse_args()
    rng = random.Random(1)
    pack_id = write_pack(arguments.out / "pack", arguments.records, rng)
    write_vocabulary(arguments.out / "vocab", arguments, pack_id, rng)
    print(f"{arguments.records} records, {arguments.queries} queries in {arguments.out}")


if __name__ == "__main__":
    main()
