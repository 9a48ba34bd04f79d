#!/usr/bin/env bash
# Writes a bundle's model card anew, with the tables of real ECGs in it: BIN_DIR BUNDLE RESULTS.
# RESULTS is the folder of scripts/zero_shot_real.sh's JSON files (OUT_DIR/folds-5-10).
set -euo pipefail
bin="$1"
bundle="$2"
results="$3"

card=$(mktemp "$bundle/README.md.XXXXXX")
trap 'rm -f "$card"' EXIT
tables=$(python3 scripts/real_table.py "$results")
"$bin/supreme" inspect "$bundle" --format card |
  TABLES="$tables" awk '
    /real-ecg tables: end/ { inside = 0 }
    !inside { print }
    /real-ecg tables: begin/ { inside = 1; found = 1; print ENVIRON["TABLES"] }
    END { if (!found) exit 1 }' >"$card" ||
  { echo "update_model_card: the card of $bundle has no place for the tables; is it from simulated records?" >&2; exit 1; }
chmod 644 "$card"
mv "$card" "$bundle/README.md"
echo "$bundle/README.md"
