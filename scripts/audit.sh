#!/usr/bin/env bash
# Audits of the model that comes along on simulated ECGs it has never seen: BIN_DIR OUT_DIR [RECORDS].
# Writes to OUT_DIR: subgroups, robustness and gallery as pages and JSON, a map of the encoder's features; tables go to stdout.
# RECORDS (default 3000) are drawn with a seed that no training used; robustness takes a fifth of them.
set -euo pipefail
bin="$1"
out="$2"
records="${3:-3000}"
seed=20261
mkdir -p "$out"

step() { printf '\n\033[1m%s\033[0m\n' "$*" >&2; }

if [ ! -e "$out/pack/pack.json" ]; then
  step "Simulate $records ECGs and import them"
  rm -rf "$out/ecgs" "$out/pack"
  "$bin/supreme" simulate --records "$records" --seed "$seed" --out "$out/ecgs" >&2
  "$bin/supreme" data import ptbxl "$out/ecgs" --out "$out/pack" >&2
fi
common=(--pack "$out/pack" --task simulated)

step "Subgroups: age, sex, signal quality"
"$bin/supreme" eval subgroups "${common[@]}" --folds 1-10 --page "$out/subgroups.html" --plot "$out/subgroups.svg" \
  --output "$out/subgroups.json"

step "Robustness: noise, lost leads, sample rates, exchanged leads, gain"
"$bin/supreme" eval robustness "${common[@]}" --folds 9,10 --page "$out/robustness.html" --plot "$out/robustness.svg" \
  --output "$out/robustness.json"

step "Gallery: the most confident mistakes"
"$bin/supreme" eval gallery "${common[@]}" --folds 1-10 --max-classes 6 --page "$out/gallery.html" --output "$out/gallery.json"

step "Embedding: what the encoder puts close together"
"$bin/supreme" embed "${common[@]}" --folds 9,10 --cache "$out/features" --output "$out/features.npy"
"$bin/supreme" plot embedding "$out/features.npy" --output "$out/features_tsne.svg"
"$bin/supreme" plot embedding "$out/features.npy" --method pca --output "$out/features_pca.svg"
