#!/usr/bin/env python3
"""Kills or freezes a rank at random moments and checks that the run ends as if nothing happened.

scripts/rank_kill_loop.py --pack PACK --vocab VOCAB [--cases 20] [--seed 1] [--steps 60]

Each case trains a small network with 2 to 4 ranks under `supreme launch`, stops one of them
(SIGKILL or SIGSTOP) once a checkpoint is there, and compares the last checkpoint with that of an
undisturbed run of as many ranks, byte by byte. Prints one line per case; exit code 1 when one
differs.
Python's standard library only; SUPREME_BIN_DIR names the folder of the program.
"""

import argparse
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BIN = pathlib.Path(os.environ.get("SUPREME_BIN_DIR", ROOT / "build/release/bin"))
TIMEOUT_S = 3
SETTINGS = ("model.stem_width=8", "model.width=16", "model.stage_blocks=1", "model.hidden_width=16",
            "model.fusion_ffn_width=32", "model.head_width=16", "train.batch_size=8",
            "train.checkpoint_every_steps=10", "train.keep_last=9", "train.threads=1",
            "train.restart_steps=0", "train.patience=0")


def start(options, out, ranks):
    """`supreme-train launch`, its talk in OUT.log."""
    words = [BIN / "supreme-train", "launch", "--nproc", ranks, "--timeout", TIMEOUT_S, "--",
             "pretrain", "--pack", options.pack, "--vocab", options.vocab, "--out", out,
             "--preset", "nano", "--epochs", 1000]
    for setting in (*SETTINGS, f"train.max_steps={options.steps}", *options.set):
        words += ["--set", setting]
    with open(f"{out}.log", "w", encoding="utf-8") as log:
        return subprocess.Popen([str(word) for word in words], stdout=log, stderr=log)


def find_rank(out, rank):
    """Process id of a rank of this run, or None."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            variables = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(out).encode() in words and f"OMPI_COMM_WORLD_RANK={rank}".encode() in variables:
            return int(folder.name)
    return None


def wait_for(condition, seconds):
    """The first true value of the condition, or None."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.005)
    return None


def same_end(options, one, other):
    """Whether both runs have the same last checkpoint."""
    step = f"checkpoints/step_{options.steps:06d}"
    return all((one / step / name).read_bytes() == (other / step / name).read_bytes()
               for name in ("model.safetensors", "optimizer.safetensors"))


def run_case(options, folder, draw, number):
    """True when the disturbed run ended like the straight one."""
    ranks = draw.randint(2, 4)
    straight = folder / f"straight_{ranks}"
    if not straight.exists() and start(options, straight, ranks).wait() != 0:
        sys.exit(f"the undisturbed run failed, see {straight}.log")
    rank = draw.randrange(ranks)
    kind = draw.choice([signal.SIGKILL, signal.SIGSTOP])
    out = folder / f"case_{number}"
    launch = start(options, out, ranks)
    wait_for(lambda: (out / "checkpoints/step_000010/DONE").exists(), 120)
    time.sleep(draw.uniform(0.0, 1.0))
    process = find_rank(out, rank)
    if process:
        os.kill(process, kind)
    began = time.monotonic()
    code = launch.wait(timeout=600)
    seconds = time.monotonic() - began
    restarts = pathlib.Path(f"{out}.log").read_text(encoding="utf-8").count("restart ")
    left = [r for r in range(ranks) if find_rank(out, r)]
    good = code == 0 and not left and same_end(options, straight, out)
    print(f"case {number}: {ranks} ranks, {kind.name} of rank {rank}"
          f"{'' if process else ' (had ended)'}, {restarts} restarts, code {code}, "
          f"{seconds:.1f} s: {'same' if good else 'DIFFERENT'}", flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", required=True)
    parser.add_argument("--vocab", required=True)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--set", action="append", default=[], help="one more setting; repeatable")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="supreme-ranks-") as folder:
        results = [run_case(options, pathlib.Path(folder), draw, number + 1)
                   for number in range(options.cases)]
    print(f"{sum(results)} of {len(results)} ended the same")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
