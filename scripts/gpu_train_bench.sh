#!/usr/bin/env bash
# Times training steps on a GPU beside Python PyTorch, eager and compiled: from the folder that ./dev gpu-bundle
# writes, or from the sources. Offline, under ten minutes on one H100; prints a table.
#   gpu_train_bench.sh [DEVICE] [BATCHES] [more options of bench/train_step_table.py]
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "$0")")" && pwd)"
device="${1:-cuda}"
batches="${2:-256 1024}"
shift $(($# < 2 ? $# : 2))
if [ -x "$root/build.sh" ]; then
  "$root/build.sh" >&2
  bin="$root/build/bin"
else
  root="$(dirname "$root")"
  bin="$root/build/release/bin"
fi
for batch in $batches; do
  python3 "$root/bench/train_step_table.py" --bin "$bin" --python "${SUPREME_PEER_PYTHON:-python3}" --device "$device" \
    --presets tiny --batch "$batch" --records 1280 --rounds 1 --seconds 15 "$@"
done
