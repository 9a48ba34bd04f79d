#!/usr/bin/env bash
# The main job from nothing, on simulated ECGs: BIN_DIR OUT_DIR [RECORDS].
set -euo pipefail
bin="$1"
out="$2"
records="${3:-10000}"
# Kept out of pre-training, to see how the model answers what it was never taught.
held_out=("right bundle branch block" "sinus tachycardia")

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }

start=$SECONDS
rm -rf "$out"
mkdir -p "$out"

step "1/7 Simulate $records ECGs with reports"
"$bin/supreme" simulate --records "$records" --seed 1 --out "$out/ecgs"

step "2/7 Import them into a pack"
"$bin/supreme" data import ptbxl "$out/ecgs" --out "$out/pack"

step "3/7 Find entities in the reports"
"$bin/supreme" extract --pack "$out/pack" --out "$out/entities.sqlite"

step "4/7 Turn entities into queries; kept out: ${held_out[*]}"
hold=()
for text in "${held_out[@]}"; do hold+=(--hold-out "$text"); done
"$bin/supreme" vocab build --pack "$out/pack" --store "$out/entities.sqlite" --out "$out/vocab" "${hold[@]}"

step "5/7 Pre-train the nano model on folds 1-8"
"$bin/supreme" pretrain --pack "$out/pack" --vocab "$out/vocab" --out "$out/run" --config configs/demo.toml

step "6/7 Ask about ECGs it has never seen (fold 10)"
"$bin/supreme" eval zero-shot --bundle "$out/run/bundle" --pack "$out/pack" --task tasks/simulated.json \
  --folds 10 --output "$out/run/results/simulated.json"

step "7/7 Write the report"
"$bin/supreme" report "$out/run"

step "Done in $((SECONDS - start)) s"
echo "Report:  $out/run/report.html"
echo "Try it:  $bin/supreme predict $out/ecgs/records500/00000 --bundle $out/run/bundle --query \"left bundle branch block\" --limit 5"
