#!/usr/bin/env bash
# Pre-trains on real PTB-XL records with their SCP codes as entities and evaluates the four PTB-XL tasks on folds 9 and 10:
# BIN_DIR DATA_DIR OUT_DIR. DATA_DIR holds ptbxl_database.csv and records500/.
set -euo pipefail
bin="$1"
data="$2"
out="$3"

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }

mkdir -p "$out"
rm -rf "$out/pack" "$out/entities.sqlite"* "$out/vocab" "$out/run"

step "Import"
"$bin/supreme" data import ptbxl "$data" --out "$out/pack"

step "SCP codes as entities, entities as queries"
"$bin/supreme" extract --pack "$out/pack" --from codes --out "$out/entities.sqlite"
"$bin/supreme" vocab build --pack "$out/pack" --store "$out/entities.sqlite" --out "$out/vocab"

step "Pre-train on folds 1-8"
"$bin/supreme" pretrain --pack "$out/pack" --vocab "$out/vocab" --out "$out/run" --config configs/real500.toml

for task in ptbxl-super ptbxl-sub ptbxl-form ptbxl-rhythm; do
  step "Zero-shot: $task, folds 9 and 10"
  "$bin/supreme" eval zero-shot --bundle "$out/run/bundle" --pack "$out/pack" --task "tasks/$task.json" \
    --folds 9,10 --output "$out/run/results/$task.json"
done

step "Report"
"$bin/supreme" report "$out/run"

if [ -d "$data/records100" ]; then
  step "The same records at 100 Hz and 500 Hz"
  for rate in 100 500; do
    "$bin/supreme" predict "$data/records$rate" --bundle "$out/run/bundle" --format csv --output "$out/scores_$rate.csv"
  done
  python3 scripts/compare_scores.py "$out/scores_100.csv" "$out/scores_500.csv"
fi
