// supreme probe: one linear layer trained on the frozen encoder's features.
#include <set>

#include "cli/arguments.h"
#include "cli/eval_inputs.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/probe_output.h"

namespace supreme {
namespace {

constexpr size_t kMaxSeeds = 1000;

struct ProbeCall {
  std::string bundle;
  std::string pack;
  std::string task;
  std::string folds;
  std::string split_csv;
  std::string label_mode = "exact";
  std::string fraction = "100";
  int64_t shots = 0;
  std::string protocol = "clean";
  std::string seeds = "1,2,3";
  std::string features;
  std::string output;
  std::string format = "table";
  std::string precision = "fp32";
  int64_t bootstrap = 1000;
  int64_t batch_size = 16;
  int64_t threads = 0;
};

bool ParseCall(const VerbArguments& arguments, ProbeCall& call) {
  Arguments flags(
      "probe",
      "Trains one linear layer on the features of the frozen ECG encoder and measures its\n"
      "AUC on test records: linear probing with 1, 10 or 100 % of the labels, or few shots.\n"
      "Features are made once and kept; later probes take seconds.",
      {"supreme probe --bundle bundle/ --pack packs/ptbxl --task ptbxl-super --fraction 1",
       "supreme probe --bundle bundle/ --pack packs/csn --task csn --split-csv csn.csv "
       "--protocol paper --output csn_100.json",
       "supreme probe --bundle bundle/ --pack packs/ptbxl --task ptbxl-form --shots 4 "
       "--seeds 1,2,3,4,5"});
  flags.Option("--bundle", call.bundle,
               "trained model: a folder, or a name in models/; default: the one that comes along");
  flags.Option("--pack", call.pack, "folder of the records", true);
  flags.Option("--task", call.task, "task file, or name of a task that comes with supreme", true);
  flags.Option("--folds", call.folds,
               "folds that train/validate/test; 1-8/9/10 when no --split-csv is given");
  flags.Option("--split-csv", call.split_csv,
               "CSV record_id,split (supreme data split) to use instead of folds");
  flags.Choice("--label-mode", call.label_mode, {"exact", "merl"},
               "csn: labels from the codes, or with MERL's substring errors, to compare with it");
  flags.Choice("--fraction", call.fraction, {"1", "10", "100"},
               "percent of the training records, drawn as for the paper's linear probes");
  flags.Option("--shots", call.shots,
               "few-shot: this many records with and without each class, drawn by the seed; "
               "0 = by --fraction");
  flags.Choice("--protocol", call.protocol, ProbeRecipeNames(),
               "clean: epoch chosen on validation records; paper: its Table 8, last epoch; merl: "
               "MERL's script, best epoch on test, which flatters");
  flags.Option("--seeds", call.seeds, "one probe per seed, e.g. 1,2,3");
  flags.Option("--features", call.features,
               "folder that keeps features; default: supreme/features in the user's cache");
  flags.Option("--output", call.output, "result file (JSON), written besides the output on stdout");
  flags.Choice("--format", call.format, {"table", "json", "csv"}, "output on stdout");
  flags.Option("--bootstrap", call.bootstrap, "resamples per interval, 0 = no intervals");
  flags.Choice("--precision", call.precision, {"fp32", "bf16"}, "arithmetic of the encoder");
  flags.Option("--batch-size", call.batch_size, "records per inference of the encoder");
  flags.Option("--threads", call.threads, "threads of encoder and probes, 0 = all cores");
  if (!flags.Parse(arguments)) return false;
  CheckRange("--shots", call.shots, 0, 1'000'000);
  CheckRange("--bootstrap", call.bootstrap, 0, 1'000'000);
  CheckRange("--batch-size", call.batch_size, 1, 1024);
  CheckRange("--threads", call.threads, 0, 4096);
  if (call.shots > 0 && call.fraction != "100") {
    throw Error(ErrorCode::kUsage, "--shots and --fraction exclude each other", "supreme probe");
  }
  if (!call.folds.empty() && !call.split_csv.empty()) {
    throw Error(ErrorCode::kUsage, "--folds and --split-csv exclude each other", "supreme probe");
  }
  return true;
}

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

void WriteResult(const ProbeCall& call, const ProbeResult& result) {
  const OrderedJson json = ProbeJson(result);
  const std::string text = call.format == "json"  ? DumpJson(json) + "\n"
                           : call.format == "csv" ? ProbeCsv(result)
                                                  : ProbeTable(result);
  WriteEvaluation(call.output, json, text);
}

}  // namespace

int RunProbe(const VerbArguments& arguments) {
  ProbeCall call;
  if (!ParseCall(arguments, call)) return 0;
  ProbeOptions options;
  options.recipe = FindProbeRecipe(call.protocol);
  options.percent = static_cast<int>(*ParseInt(call.fraction));
  options.shots = static_cast<size_t>(call.shots);
  options.seeds = ParseSeeds(call.seeds);
  options.threads = static_cast<size_t>(call.threads);
  options.bootstrap.resample_count = static_cast<uint64_t>(call.bootstrap);
  const Task task = ReadTask(TaskFile(call.task));
  const LabelMode label_mode = ParseLabelMode(call.label_mode, task);
  const Pack pack(call.pack);
  ProbeSplit split = SelectSplit(call, pack);
  const Bundle bundle = ReadBundle(BundleFolder(call.bundle));
  FeatureEncoderOptions engine;
  engine.threads = static_cast<int>(call.threads);
  engine.batch_size = call.batch_size;
  engine.precision = call.precision;
  EngineFeatureEncoder encoder(bundle, engine);
  const FeatureCache cache(call.features.empty() ? DefaultFeatureFolder()
                                                 : std::filesystem::path(call.features));
  const ProbeInput input{pack, task, std::move(split), label_mode,
                         PretrainingSplit(bundle.training, pack.id())};
  WriteResult(call, RunLinearProbe(encoder, cache, input, options));
  return 0;
}

}  // namespace supreme
