#!/usr/bin/env bash
# Does bfloat16 cost accuracy? The nano model on simulated ECGs, trained from the same seeds in both kinds of arithmetic, and one
# model answering in both, as a table: BIN_DIR OUT_DIR [RECORDS] [SEEDS]. OUT_DIR may hold the demo's pack and vocab (build/demo).
set -euo pipefail
bin="$1"
out="$2"
records="${3:-10000}"
seeds="${4:-1 2 3}"
mkdir -p "$out"
if [ ! -e "$out/vocab/queries.json" ]; then
  "$bin/supreme" simulate --records "$records" --seed 1 --out "$out/ecgs"
  "$bin/supreme" data import ptbxl "$out/ecgs" --out "$out/pack"
  "$bin/supreme" extract --pack "$out/pack" --out "$out/entities.sqlite"
  "$bin/supreme" vocab build --pack "$out/pack" --store "$out/entities.sqlite" --out "$out/vocab"
fi
for seed in $seeds; do
  for trained in fp32 bf16; do
    run="$out/precision/$trained-$seed"
    [ -e "$run/bundle/config.json" ] || "$bin/supreme" pretrain --pack "$out/pack" --vocab "$out/vocab" --out "$run" \
      --config configs/demo.toml --set "train.seed=$seed" --set "train.precision=$trained" >&2
    for asked in fp32 bf16; do
      "$bin/supreme" eval zero-shot --bundle "$run/bundle" --pack "$out/pack" --task tasks/simulated.json --folds 10 \
        --precision "$asked" --bootstrap 0 --output "$run/$asked.json" >/dev/null
    done
  done
done
python3 - "$out/precision" "$seeds" <<'PYTHON'
import json, pathlib, statistics, sys
folder, seeds = pathlib.Path(sys.argv[1]), sys.argv[2].split()

def auc(trained, seed, asked):
    return json.loads((folder / f"{trained}-{seed}/{asked}.json").read_text())["macro"]["auc"]

def row(name, values):
    print(f"| {name} | " + " | ".join("" if v is None else v for v in values) + " |")

print("Mean AUC of the demo's task on its test records.\n")
print("| seed | trained in fp32 | trained in bf16 | difference | the first, answering in bf16 | difference |")
print("|---|---|---|---|---|---|")
training, answering, aucs = [], [], []
for seed in seeds:
    fp32, bf16, same = auc("fp32", seed, "fp32"), auc("bf16", seed, "fp32"), auc("fp32", seed, "bf16")
    aucs.append(fp32)
    training.append(bf16 - fp32)
    answering.append(same - fp32)
    row(seed, [f"{fp32:.4f}", f"{bf16:.4f}", f"{bf16 - fp32:+.4f}", f"{same:.4f}", f"{same - fp32:+.4f}"])
row("mean", [None, None, f"{statistics.mean(training):+.4f}", None, f"{statistics.mean(answering):+.4f}"])
if len(seeds) > 1:
    row("standard deviation over seeds", [f"{statistics.stdev(aucs):.4f}", None, f"{statistics.stdev(training):.4f}",
                                          None, f"{statistics.stdev(answering):.4f}"])
PYTHON
