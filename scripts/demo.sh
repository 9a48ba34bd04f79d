#!/usr/bin/env bash
# What supreme does, in two parts: BIN_DIR OUT_DIR [RECORDS].
#   1  The model that comes along answers questions about ECGs: nothing is trained.
#   2  The whole way on simulated ECGs, RECORDS of them: reports to queries, training, evaluation, a page.
# RECORDS 0 leaves out part 2. Real ECGs are asked too when ../shared/data/ptbxl_500 (or SUPREME_DEMO_PTBXL) is there.
set -euo pipefail
bin="$1"
out="$2"
records="${3:-10000}"
ptbxl="${SUPREME_DEMO_PTBXL:-../shared/data/ptbxl_500}"
# Kept out of pre-training, to see how the model answers what it was never taught.
held_out=("right bundle branch block" "sinus tachycardia")

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }

rm -rf "$out"
mkdir -p "$out"

step "Part 1: the model that comes with supreme answers free-text questions; nothing is trained"
start=$SECONDS
real=()
if [ -e "$ptbxl/ptbxl_database.csv" ]; then real=("$ptbxl"); fi
python3 scripts/demo_answers.py "$bin" "$out" "${real[@]}"
step "Part 1 took $((SECONDS - start)) s"
if [ "$records" = 0 ]; then exit 0; fi

step "Part 2: the whole way from ECGs with reports to a small model of your own"
start=$SECONDS

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

step "Part 2 took $((SECONDS - start)) s"
echo "Answers of the model that comes along:  $out/answers.html"
echo "Report of the model just trained:       $out/run/report.html"
echo "Ask yourself:  $bin/supreme predict $out/ecgs/records500/00000 --query \"left bundle branch block\" --limit 5"
