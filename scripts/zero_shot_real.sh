#!/usr/bin/env bash
# Asks a bundle about real ECGs it was never trained on: BIN_DIR DATA_DIR BUNDLE OUT_DIR [FOLDS].
# DATA_DIR holds ptbxl_500/ (PTB-XL), cinc/ (challenge records) and labels/cinc2020_reference.csv. FOLDS are PTB-XL's (default
# 5-10, kept for reporting; 1-4 may be looked at while the simulator is built, and then cinc stays unread). Results go to
# OUT_DIR/folds-FOLDS/*.json; the tables of scripts/real_table.py go to stdout.
set -euo pipefail
bin="$1"
data="$2"
bundle="$3"
out="$4"
folds="${5:-5-10}"
results="$out/folds-$folds"

mkdir -p "$results"
rm -f "$results"/*.json

evaluate() { # TASK PACK FOLDS
  "$bin/supreme" eval zero-shot --bundle "$bundle" --pack "$2" --task "tasks/$1.json" --folds "$3" --min-positives 5 \
    --output "$results/$1.json" >/dev/null
}

[ -d "$out/ptbxl" ] || "$bin/supreme" data import ptbxl "$data/ptbxl_500" --out "$out/ptbxl" >&2
for task in ptbxl-super ptbxl-sub ptbxl-form ptbxl-rhythm ptbxl-all; do evaluate "$task" "$out/ptbxl" "$folds"; done
if [ "$folds" = 5-10 ]; then
  if [ ! -d "$out/cinc" ]; then
    python3 scripts/cinc_labels.py "$data/cinc" "$data/labels/cinc2020_reference.csv" "$out/cinc_labels.csv" >&2
    "$bin/supreme" data import folder "$data/cinc" --labels "$out/cinc_labels.csv" --out "$out/cinc" >&2
  fi
  evaluate cinc "$out/cinc" 10
fi
python3 scripts/real_table.py "$results"
