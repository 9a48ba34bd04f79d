#!/usr/bin/env bash
# Does training in bfloat16 cost accuracy? The nano model on simulated ECGs, trained from the same seeds in both kinds of
# arithmetic, as a table: BIN_DIR OUT_DIR [RECORDS] [SEEDS]. OUT_DIR may hold the demo's pack and vocab (build/demo).
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
  for precision in fp32 bf16; do
    run="$out/precision/$precision-$seed"
    [ -e "$run/bundle/config.json" ] || "$bin/supreme" pretrain --pack "$out/pack" --vocab "$out/vocab" --out "$run" \
      --config configs/demo.toml --set "train.seed=$seed" --set "train.precision=$precision" >&2
  done
done
python3 - "$out/precision" "$seeds" <<'PYTHON'
import json, pathlib, sys
folder, seeds = pathlib.Path(sys.argv[1]), sys.argv[2].split()
print("| seed | validation AUC fp32 | bf16 | difference |\n|---|---|---|---|")
differences = []
for seed in seeds:
    fp32, bf16 = (json.loads((folder / f"{p}-{seed}/run.json").read_text())["result"]["best_validation_auc"]
                  for p in ("fp32", "bf16"))
    differences.append(bf16 - fp32)
    print(f"| {seed} | {fp32:.4f} | {bf16:.4f} | {bf16 - fp32:+.4f} |")
print(f"| mean | | | {sum(differences) / len(differences):+.4f} |")
PYTHON
