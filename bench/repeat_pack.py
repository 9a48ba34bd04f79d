#!/usr/bin/env python3
"""Makes a large pack out of a small one, for bench/pack_batches_bench.cc:

bench/repeat_pack.py PACK OUT --gigabytes 20

Every shard is written again and again as a file of its own, so that reading the pack touches as
much disk as a real one. Record ids get a number in front. Python's standard library only.
"""

import argparse
import csv
import hashlib
import json
import pathlib
import shutil


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--gigabytes", type=float, default=20.0)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True)
    pack = json.loads((arguments.pack / "pack.json").read_text())
    shards = [entry for entry in pack["files"] if entry["name"].startswith("shard-")]
    copies = int(-(-arguments.gigabytes * 1e9 // sum(shard["bytes"] for shard in shards)))
    if shutil.disk_usage(arguments.out).free < arguments.gigabytes * 1e9 + 30e9:
        raise SystemExit("less than 30 GB would stay free")
    files = []
    for copy in range(copies):
        for shard in shards:
            name = f"shard-{len(files):05d}.safetensors"
            shutil.copyfile(arguments.pack / shard["name"], arguments.out / name)
            files.append({**shard, "name": name})
    row_count = 0
    for table in ("manifest.csv", "codes.csv", "reports.csv"):
        with open(arguments.pack / table, newline="", encoding="utf-8") as source:
            header, *rows = csv.reader(source)
        column = header.index("record_id")
        with open(arguments.out / table, "w", newline="", encoding="utf-8") as target:
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow(header)
            for copy in range(copies):
                for row in rows:
                    row = [*row]
                    row[column] = f"{copy}-{row[column]}"
                    if table == "manifest.csv":
                        row[0] = row_count
                        row_count += 1
                    writer.writerow(row)
        path = arguments.out / table
        files.append({"name": table, "bytes": path.stat().st_size, "sha256": sha256(path)})
    lines = "".join(f"{entry['name']} {entry['sha256']}\n" for entry in files)
    pack.update(id=hashlib.sha256(lines.encode()).hexdigest(), rows=row_count, files=files,
                shard_rows=pack["shard_rows"] * copies)
    (arguments.out / "pack.json").write_text(json.dumps(pack))
    print(f"{row_count} records, {sum(entry['bytes'] for entry in files) / 1e9:.1f} GB")


if __name__ == "__main__":
    main()
