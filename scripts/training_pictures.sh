#!/usr/bin/env bash
# Draws the pictures of docs/training_view.md: a small network on 300 simulated records, in minutes.
#   scripts/training_pictures.sh FOLDER      (FOLDER keeps the data and the runs)
set -euo pipefail
work=$1
source=$(cd "$(dirname "$0")/.." && pwd)
export SUPREME_BIN_DIR=${SUPREME_BIN_DIR:-$source/build/release/bin}
supreme=$SUPREME_BIN_DIR/supreme
images=$source/docs/images

mkdir -p "$work" && cd "$work"
if [ ! -d vocab ]; then
  "$supreme" simulate --records 300 --seed 7 --out ecgs
  "$supreme" data import ptbxl ecgs --out pack
  "$supreme" extract --pack pack --out store.sqlite
  "$supreme" vocab build --pack pack --store store.sqlite --out vocab
fi
train=(pretrain --pack pack --vocab vocab --set model.stem_width=8 --set model.width=64
  --set model.stage_blocks=1 --set model.fusion_layers=1 --set train.batch_size=16
  --set train.log_every_steps=2 --set train.threads=1 --epochs 12)
rm -rf runs
for rate in 0.0001 0.001 0.01; do
  "$supreme" "${train[@]}" --out "runs/rate-$rate" --set "train.learning_rate=$rate"
done
"$supreme" "${train[@]}" --out runs/sweep --find-learning-rate
cp runs/sweep/learning_rate.svg "$images/learning_rate.svg"
"$supreme" report runs/rate-* --output "$images/run_curves.svg"
"$supreme" report runs/rate-* --output comparison.html
python3 "$source/scripts/draw_live_view.py" "$images/live_view.svg" "${train[@]}" --out runs/live
"$supreme" runs runs
