#include "cli/probe_call.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "cli/eval_inputs.h"
#include "cli/shipped_files.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/probe_output.h"

namespace supreme {
namespace {

constexpr size_t kMaxSeeds = 1000;

std::vector<uint64_t> ParseSeeds(const std::string& text) {
  const auto fail = [&] {
    throw Error(ErrorCode::kUsage, "\"" + text + "\" is no list of distinct seeds", "--seeds",
                "--seeds 1,2,3, at most " + std::to_string(kMaxSeeds));
  };
  std::vector<uint64_t> seeds;
  size_t start = 0;
  while (start <= text.size()) {
    const size_t comma = std::min(text.find(',', start), text.size());
    const auto seed = ParseInt(std::string_view(text).substr(start, comma - start));
    if (!seed || *seed < 0) fail();
    seeds.push_back(static_cast<uint64_t>(*seed));
    start = comma + 1;
  }
  const std::set<uint64_t> distinct(seeds.begin(), seeds.end());
  if (distinct.size() != seeds.size() || seeds.size() > kMaxSeeds) fail();
  return seeds;
}

ProbeSplit SelectSplit(const ProbeCall& call, const Pack& pack) {
  if (!call.split_csv.empty()) return ProbeSplitByCsv(pack, call.split_csv);
  return ProbeSplitByFolds(pack, call.folds.empty() ? "1-8/9/10" : call.folds);
}

}  // namespace

void AddProbeFlags(Arguments& flags, ProbeCall& call) {
  AddBundleFlag(flags, call.bundle);
  AddTaskFlags(flags, call.task);
  flags.Option("--folds", call.folds,
               "folds that train/validate/test; 1-8/9/10 when no --split-csv is given");
  flags.Option("--split-csv", call.split_csv,
               "CSV record_id,split (supreme data split) to use instead of folds");
  flags.Choice("--fraction", call.fraction, {"1", "10", "100"},
               "percent of the training records, drawn as for the paper's linear probes");
  flags.Option("--shots", call.shots,
               "few-shot: this many records with and without each class, drawn by the seed; "
               "0 = by --fraction");
  flags.Option("--seeds", call.seeds, "one training per seed, e.g. 1,2,3");
  flags.Option("--bootstrap", call.bootstrap, "resamples per interval, 0 = no intervals");
  AddResultFlags(flags, call.result);
}

ProbeOptions ProbeOptionsOf(const ProbeCall& call, const std::string& verb) {
  CheckRange("--shots", call.shots, 0, 1'000'000);
  CheckRange("--bootstrap", call.bootstrap, 0, 1'000'000);
  if (call.shots > 0 && call.fraction != "100") {
    throw Error(ErrorCode::kUsage, "--shots and --fraction exclude each other", verb);
  }
  if (!call.folds.empty() && !call.split_csv.empty()) {
    throw Error(ErrorCode::kUsage, "--folds and --split-csv exclude each other", verb);
  }
  ProbeOptions options;
  options.percent = static_cast<int>(*ParseInt(call.fraction));
  options.shots = static_cast<size_t>(call.shots);
  options.seeds = ParseSeeds(call.seeds);
  options.bootstrap.resample_count = static_cast<uint64_t>(call.bootstrap);
  return options;
}

OpenedProbe::OpenedProbe(const ProbeCall& call)
    : task(ReadTask(TaskFile(call.task.task))),
      label_mode(ParseLabelMode(call.task.label_mode, task)),
      pack(call.task.pack),
      bundle(ReadBundle(BundleFolder(call.bundle))),
      input{pack, task, SelectSplit(call, pack), label_mode,
            PretrainingSplit(bundle.training, pack.id())} {}

void WriteProbeResult(const ProbeCall& call, const ProbeResult& result) {
  WriteResult(call.result, {ProbeJson(result), ProbeTable(result), ProbeCsv(result)});
}

}  // namespace supreme
