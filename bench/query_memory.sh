#!/usr/bin/env bash
# Peak memory of training steps by number of queries, batches of 64, as a table: [BIN_DIR] [PRESETS].
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
bin="${1:-build/release/bin}"
presets="${2:-nano tiny}"
echo "| network | queries | asked | peak memory, MB |"
echo "|---|---|---|---|"
for queries in 295 1000 2000; do
  data="build/train_step/queries-$queries"
  [ -e "$data/pack/pack.json" ] || python3 bench/make_train_data.py "$data" --records 64 --queries "$queries" >&2
  for preset in $presets; do
    for asked in "$queries" 400; do
      [ "$asked" -le "$queries" ] || continue
      "$bin/train_step_bench" --data "$data" --preset "$preset" --batch 64 --sample "$asked" --seconds 0 |
        python3 -c "import json, sys; print('| $preset | $queries | $asked | %.0f |' % json.load(sys.stdin)['peak_rss_mb'])"
    done
  done
done
