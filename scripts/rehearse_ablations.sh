#!/usr/bin/env bash
# Rehearses every ablation of the paper at its full size on stand-in data: BIN_DIR OUT_DIR [RECORDS [flags of supreme sweep]].
# OUT_DIR/data becomes a --root as docs/ablations.md describes it: simulated ECGs in place of the recordings, text encoders of
# MedCPT's shape with random weights, 295 queries (1,095 not deduplicated) that are drawn for each record. Then all files of
# configs/ablations go through `supreme sweep --rehearse`. Nothing is learnt; what counts is that it runs, how fast and in
# how much memory. RECORDS (default 3000) are those of the training pack; a tenth of them has to fill a batch of 256.
# The same command goes on where it was stopped. OUT_DIR/ablations_rehearsal.md is the result.
set -euo pipefail
bin="$(realpath "$1")"
out="$2"
records="${3:-3000}"
shift $(($# < 3 ? $# : 3))
cd "$(dirname "$(readlink -f "$0")")/.."
mkdir -p "$out"
out="$(realpath "$out")"
root="$out/data"
work="$out/work"
tested=960 # records of each pack that is only evaluated on
mkdir -p "$root"/{packs,splits,encoders,vocabs,prompts} "$work"

step() { printf '\n%s  %s\n' "$(date -u +%H:%M:%S)" "$*" >&2; }
supreme() { "$bin/supreme" "$@"; }
stand_in() { python3 scripts/stand_ins.py "$@"; }

# Simulated ECGs of a database's layout as a pack: NAME RECORDS SEED [flags of data import].
pack() {
  local name="$1" count="$2" seed="$3" layout="$1"
  shift 3
  if [ -e "$root/packs/$name/pack.json" ]; then return; fi
  if [ "$name" = mimic ]; then layout=mimic-iv-ecg; fi
  step "packs/$name: $count simulated ECGs"
  rm -rf "$work/ecgs" "$root/packs/$name"
  supreme simulate --layout "$layout" --mix training --records "$count" --seed "$seed" --out "$work/ecgs" >&2
  supreme data import "$layout" "$work/ecgs" --out "$root/packs/$name" "$@" >&2
  rm -rf "$work/ecgs"
}

pack mimic "$records" 1 --split patient
pack ptbxl "$tested" 2
pack cpsc2018 "$tested" 3 --max-duration 5
pack csn "$tested" 4

step "splits, prompts and text encoders"
for task in ptbxl-super ptbxl-sub ptbxl-form ptbxl-rhythm; do
  supreme data split "$task" --pack "$root/packs/ptbxl" --out "$root/splits/$task.csv" >/dev/null
done
for name in cpsc2018 csn; do stand_in split "$root/packs/$name" "$root/splits/$name.csv"; done
tasks=(tasks/{ptbxl-super,ptbxl-sub,ptbxl-form,ptbxl-rhythm,cpsc2018,csn}.json)
stand_in prompts "$root/prompts/ckepe_detailed.json" --style detailed "${tasks[@]}"
stand_in prompts "$root/prompts/gpt4o.json" --style sentence "${tasks[@]}"
seed=1
for name in medcpt bioclinicalbert pubmedbert; do
  if [ ! -e "$root/encoders/$name/model.safetensors" ]; then
    stand_in encoder "$root/encoders/$name" --vocabulary models/text-encoder-ecg/vocab.txt --seed "$seed"
  fi
  seed=$((seed + 1))
done

# A vocabulary of so many queries: NAME ENCODER QUERIES SEED. Random weights put all texts close together, so none are merged.
vocabulary() {
  if [ -e "$root/vocabs/$1/labels.safetensors" ]; then return; fi
  step "vocabs/$1: $3 queries"
  stand_in store "$work/reports.sqlite" "$work/$1.sqlite" --terms "$work/terms.json" --entities "$3" --seed "$4"
  supreme vocab build --pack "$root/packs/mimic" --store "$work/$1.sqlite" --text-encoder "$root/encoders/$2" \
    --terms "$work/one_term.csv" --not-deduplicated --min-records 1 --out "$root/vocabs/$1" >&2
}

supreme vocab terms --format json >"$work/terms.json"
# Nothing is merged, so one reference term to compare with is enough.
printf 'term,scp,aha,snomed,umls,kind,synonyms,source\nnormal ecg,NORM,1,,,global,,scp-ecg\n' >"$work/one_term.csv"
supreme extract --pack "$root/packs/mimic" --out "$work/reports.sqlite" >&2
vocabulary llama-70b medcpt 295 1
vocabulary llama-70b-not-deduplicated medcpt 1095 1
vocabulary llama-8b medcpt 295 2
vocabulary rules medcpt 295 3
vocabulary llama-70b-bioclinicalbert bioclinicalbert 295 1
vocabulary llama-70b-pubmedbert pubmedbert 295 1

step "supreme sweep --rehearse"
files=()
for file in configs/ablations/*.toml; do
  if [ "$file" != configs/ablations/common.toml ]; then files+=("$file"); fi
done
status=0
supreme sweep "${files[@]}" --root "$root" --out "$out" --rehearse "$@" >/dev/null || status=$?
if [ -e "$out/rehearsal/table.json" ]; then
  python3 scripts/rehearsal_page.py "$out/rehearsal" --command "scripts/rehearse_ablations.sh BIN_DIR OUT_DIR $records $*" \
    >"$out/ablations_rehearsal.md"
  step "result: $out/ablations_rehearsal.md"
fi
exit "$status"
