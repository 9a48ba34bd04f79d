#!/usr/bin/env python3
"""Kills `supreme extract` at random moments and checks that nothing is lost or done twice.

scripts/kill_loop.py [--kills 100] [--statements 2000] [--concurrency 8] [--seed 1]

A chat endpoint inside this script counts its calls. After each kill -9 the same command starts
again; after the last kill it runs to its end. Then every statement must stand in the store exactly
once with its result, and each kill may have cost at most `concurrency` repeated calls.
Python's standard library only; SUPREME_BIN_DIR names the folder of the program.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "cli"))
from llm_fault_server import PROBE, FaultServer  # noqa: E402

BIN = os.environ.get("SUPREME_BIN_DIR")
SUPREME = pathlib.Path(BIN or pathlib.Path(__file__).parents[1] / "build/release/bin") / "supreme"
CALL_S = 0.02  # what the endpoint takes


def read_store(path):
    """Records per statement text, and the results."""
    with sqlite3.connect(path) as store:
        # Not record_statement: SQLite 3.40 takes the second column of its key for NULL.
        for table in ("meta", "statement", "extraction"):
            damage = store.execute(f"PRAGMA integrity_check({table})").fetchone()[0]
            assert damage == "ok", damage
        links = collections.Counter(row[0] for row in store.execute(
            "SELECT s.text FROM record_statement r JOIN statement s ON s.hash = r.hash"))
        results = list(store.execute(
            "SELECT s.text, e.json, e.status FROM extraction e JOIN statement s"
            " ON s.hash = e.hash"))
    return links, results


def check(path, texts):
    links, results = read_store(path)
    assert links == collections.Counter(texts), "records were lost or doubled"
    done = collections.Counter(row[0] for row in results)
    assert done == collections.Counter(texts), "statements were lost or doubled"
    for text, answer, status in results:
        assert status == "done" and json.loads(answer)["global"] == [text], text


def wait_for_work(process, server):
    """Until the endpoint sees the next call that is not the first one of a run."""
    seen = sum(server.calls.values())
    while process.poll() is None and sum(list(server.calls.values())) < seen + 2:
        time.sleep(0.002)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--statements", type=int, default=2000)
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    server = FaultServer()
    server.delay_s = CALL_S
    texts = [f"finding number {i}" for i in range(options.statements)]
    kills = repeated = rounds = 0
    with tempfile.TemporaryDirectory(prefix="supreme-kill-") as folder:
        reports = pathlib.Path(folder) / "reports.csv"
        reports.write_text("record_id,report\n" + "".join(
            f"r{i},{text}\n" for i, text in enumerate(texts)))
        while kills < options.kills:
            rounds += 1
            kills_before = kills
            store = pathlib.Path(folder) / f"store-{rounds}.sqlite"
            command = [SUPREME, "extract", "--reports", reports, "--out", store, "--extractor",
                       "llm", "--endpoint", server.endpoint("good"), "--model", "model-a",
                       "--concurrency", str(options.concurrency)]
            server.calls.clear()
            is_done = False
            while not is_done:
                process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.PIPE)
                life_s = 120
                if kills < options.kills:
                    # One in five dies at its start, the others at work.
                    if kills % 5 != 0:
                        wait_for_work(process, server)
                    life_s = rng.uniform(0.0, 0.1)
                try:
                    _, error = process.communicate(timeout=life_s)
                    assert process.returncode == 0, (process.returncode, error.decode())
                    is_done = True
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.communicate()
                    kills += 1
            check(store, texts)
            again = sum(count - 1 for text, count in server.calls.items() if text != PROBE)
            repeated += again
            assert again <= (kills - kills_before) * options.concurrency, again
    server.close()
    print(f"{kills} kills, {rounds} rounds of {options.statements} statements: none lost, none "
          f"doubled, {repeated} calls repeated")


if __name__ == "__main__":
    main()
