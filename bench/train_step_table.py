#!/usr/bin/env python3
"""Training steps of this program and of the same network in Python PyTorch, in turn on one machine
with the same number of threads, as a table.

bench/train_step_table.py [--bin build/release/bin] [--python PYTHON] [--presets nano vit-nano tiny]
                          [--rounds 3] [--seconds 10] [--output bench/results/train_step.md]

PYTHON is an interpreter that has torch (default: SUPREME_PEER_PYTHON, or python3). On a busy
machine compare the column of CPU seconds. --device cuda measures a GPU.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BATCH = {"tiny": 16}  # other networks: 64
LONGEST_SEC = 300  # of one run; a compiler may take most of it


def commit():
    carried = ROOT / "COMMIT"  # written by ./dev gpu-bundle
    if carried.exists():
        return carried.read_text().strip()
    return subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"],
                          capture_output=True, text=True).stdout.strip() or "unknown"


def gpu_name(arguments):
    code = f"import torch; print(torch.cuda.get_device_name({arguments.device!r}))"
    name = subprocess.run([arguments.python, "-c", code], capture_output=True, text=True)
    return name.stdout.strip() or arguments.device


def run(command):
    """The JSON of the last line; None, with the reason told, when the command fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST_SEC)
    except subprocess.TimeoutExpired:
        print(f"  no answer in {LONGEST_SEC} s: {' '.join(words)}", file=sys.stderr)
        return None
    if done.returncode != 0:
        lines = (done.stderr.strip() or "no message").splitlines()
        print(f"  failed: {' '.join(str(w) for w in command)}: {lines[-1]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.program = arguments.bin / "train_step_bench"
        self.data = arguments.work / "data"
        if not (self.data / "pack/pack.json").exists():
            subprocess.run([sys.executable, ROOT / "bench/make_train_data.py", self.data,
                            "--records", str(arguments.records), "--queries",
                            str(arguments.queries)], check=True)

    def batch(self, preset):
        return self.arguments.batch or BATCH.get(preset, 64)

    def ours(self, preset, precision):
        on_cpu = self.arguments.device == "cpu"
        return [self.program, "--data", self.data, "--preset", preset, "--batch",
                self.batch(preset), "--precision", precision, "--threads", self.arguments.threads,
                "--replicas", self.arguments.threads if on_cpu else 1, "--device",
                self.arguments.device, "--seconds", self.arguments.seconds]

    def case(self, preset):
        """File and loss of weights and a batch that both programs use."""
        path = self.arguments.work / f"{preset}.safetensors"
        size = self.batch(preset) if self.arguments.device == "cpu" else 16
        answer = run([self.program, "--data", self.data, "--preset", preset, "--batch", size,
                      "--threads", self.arguments.threads, "--case", path])
        return path, answer["loss"]

    def peer(self, preset, case, options):
        command = [self.arguments.python, ROOT / "bench/train_step.py", "--case", case, "--batch",
                   self.batch(preset), "--threads", self.arguments.threads, "--device",
                   self.arguments.device, "--seconds", self.arguments.seconds]
        if preset in ("nano", "small"):
            command += ["--stochastic-depth", 0]
        if self.arguments.device != "cpu":
            command += ["--pack", self.data]
        return command + options

    def contestants(self, preset, case):
        compiled = self.peer(preset, case, ["--precision", "bf16", "--compile"])
        if self.arguments.device != "cpu":  # where attention is fused, and a run shall be short
            return {"supreme bf16": self.ours(preset, "bf16"),
                    "PyTorch eager bf16": self.peer(preset, case, ["--precision", "bf16"]),
                    "PyTorch compiled bf16": compiled}
        ways = {f"supreme {precision}": self.ours(preset, precision)
                for precision in ("bf16", "fp32")}
        names = {"sdpa": "", "steps": ", attention in steps"}
        for attention, name in names.items():
            for precision in ("bf16", "fp32"):
                options = ["--precision", precision, "--attention", attention]
                ways[f"PyTorch eager {precision}{name}"] = self.peer(preset, case, options)
            processes = self.arguments.threads
            if processes > 1:
                options = ["--attention", attention, "--processes", processes]
                ways[f"PyTorch eager bf16{name}, {processes} processes"] = self.peer(
                    preset, case, options)
        ways["PyTorch compiled bf16"] = compiled
        return ways

    def measure(self, preset):
        case, loss = self.case(preset)
        answers = {}
        ways = self.contestants(preset, case)
        for number in range(self.arguments.rounds):
            for name, command in ways.items():
                if number > 0 and name not in answers:
                    continue  # failed before
                print(f"{preset}: {name}, round {number + 1}", file=sys.stderr)
                answer = run(command)
                if answer is not None:
                    answers.setdefault(name, []).append(answer)
        return loss, answers

    def peaks(self):
        return {precision: run([self.program, "--peak", precision, "--threads",
                                self.arguments.threads, "--device",
                                self.arguments.device])["gflop_per_sec"]
                for precision in ("bf16", "fp32")}


def median(answers, key):
    values = [answer[key] for answer in answers if key in answer]
    return statistics.median(values) if values else float("nan")


def section(preset, batch, measured, peaks):
    loss, answers = measured
    peers = [name for name in answers if name.startswith("PyTorch")]
    peer_loss = answers[peers[0]][0]["loss"]
    gflop = answers[peers[0]][0]["gflop_per_record"]
    best = max(peers, key=lambda name: median(answers[name], "records_per_sec"))
    limit = peaks["bf16"] / gflop
    ours = answers["supreme bf16"]
    ratio = median(ours, "records_per_sec") / median(answers[best], "records_per_sec")
    lines = [f"## {preset}, batches of {batch}", "",
             f"Loss of one batch without dropout in float32: {loss:.6f} here, {peer_loss:.6f} "
             f"there (difference {abs(loss - peer_loss):.1e}). {gflop:.2f} GFLOP a record, forward "
             f"and backward: at most {limit:.0f} records/s in bf16.", "",
             f"**{ratio:.2f} times the fastest of PyTorch's ways** ({best}).", "",
             "| program | records/s | per CPU second | share of peak |", "|---|---|---|---|"]
    for name, values in answers.items():
        rate = median(values, "records_per_sec")
        per_cpu = median(values, "records_per_cpu_sec")
        peak = peaks["bf16" if "bf16" in name else "fp32"]
        lines.append(f"| {name} | {rate:.1f} | {per_cpu:.1f} | {rate * gflop / peak:.0%} |")
    stages = ", ".join(f"{name} {share:.0%}" for name, share in ours[0]["stages"].items())
    lines += ["", f"Where the time of supreme bf16 goes: {stages}. Peak memory "
              f"{median(ours, 'peak_rss_mb'):.0f} MB.", ""]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("--python", default=os.environ.get("SUPREME_PEER_PYTHON", sys.executable))
    parser.add_argument("--presets", nargs="+", default=["nano", "vit-nano", "tiny"])
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--batch", type=int, default=0, help="0 = 64, of tiny 16")
    parser.add_argument("--records", type=int, default=256, help="of the pack, at least a batch")
    parser.add_argument("--queries", type=int, default=295)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build/train_step")
    parser.add_argument("--output", type=pathlib.Path, help="file; else standard output")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    bench = Bench(arguments)
    peaks = bench.peaks()
    machine = processor() if arguments.device == "cpu" else gpu_name(arguments)
    lines = ["# One training step, beside Python PyTorch", "",
             f"`bench/train_step_table.py {' '.join(sys.argv[1:])}`, commit {commit()}, {machine}, "
             f"{arguments.threads} threads, {arguments.queries} queries. Medians of "
             f"{arguments.rounds} rounds of {arguments.seconds} s, the programs in turn. Ours "
             "reads its batches from a pack; on a CPU PyTorch finds its batch in memory. Large "
             f"matrix products reach {peaks['bf16']:.0f} GFLOP/s in bf16, {peaks['fp32']:.0f} in "
             "fp32: the peak that shares are of.", ""]
    for preset in arguments.presets:
        lines += section(preset, bench.batch(preset), bench.measure(preset), peaks)
    text = "\n".join(lines).rstrip() + "\n"
    if arguments.output:
        arguments.output.write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
