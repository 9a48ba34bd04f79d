// supreme eval leave-out: one class at a time is kept from training, then asked for by its signs.
#include <algorithm>
#include <filesystem>

#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/eval_inputs.h"
#include "cli/shipped_files.h"
#include "cli/train_program.h"
#include "cli/verbs.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/numbers.h"
#include "eval/leave_out_output.h"
#include "predict/engine_predictor.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct LeaveOutCall {
  RowFlags rows;
  IntervalFlags intervals;
  std::string vocabulary;
  std::string config;
  std::string out;
  std::string pack;
  std::string task = "leave_out";
  std::string codes;
  std::vector<std::string> assignments;
  std::string format = "table";
  std::string text_encoder;
  int64_t max_steps = 0;
  int64_t simulation_seed = 1;
  int64_t threads = 0;
};

bool ParseCall(const VerbArguments& arguments, LeaveOutCall& call) {
  Arguments flags(
      "eval leave-out",
      "Trains one model per class on simulated records without the class's findings and names,\n"
      "then asks it for the class by its signs and compares with the codes of real records.\n"
      "Goes on where it stopped: a class whose OUT/CODE/bundle is there is not trained again.",
      {"supreme eval leave-out --vocab signs/ --config configs/simulated-cpu.toml --out leave-out/ "
       "--pack ptbxl/ --folds 5-10",
       "supreme eval leave-out --vocab signs/ --out leave-out/ --pack ptbxl/ --folds 5-10 "
       "--codes AFLT,LAFB --max-steps 2000"});
  flags.Option("--vocab", call.vocabulary, "folder from supreme vocab signs", true);
  flags.Option("--out", call.out, "folder of the runs and of result.json", true);
  flags.Option("--pack", call.pack, "folder of the records to ask about", true);
  flags.Option("--config", call.config, "settings of supreme pretrain");
  flags.Option("--set", call.assignments, "one setting of supreme pretrain; repeatable");
  flags.Option("--max-steps", call.max_steps, "steps of each training; 0 = as set");
  flags.Option("--simulation-seed", call.simulation_seed, "of the simulated records");
  AddRowFlags(flags, call.rows);
  flags.Option("--task", call.task, "file of classes with their signs");
  flags.Option("--codes", call.codes, "classes to leave out, e.g. AFLT,LAFB; all when not given");
  flags.Choice("--format", call.format, {"table", "json"}, "output on stdout");
  flags.Option("--text-encoder", call.text_encoder, "folder of the text encoder");
  AddIntervalFlags(flags, call.intervals);
  flags.Option("--threads", call.threads, "threads of the network, 0 = all cores");
  if (!flags.Parse(arguments)) return false;
  CheckRange("--max-steps", call.max_steps, 0, 1'000'000'000);
  CheckRange("--simulation-seed", call.simulation_seed, 0, INT64_MAX);
  CheckIntervalFlags(call.intervals);
  CheckRange("--threads", call.threads, 0, 4096);
  return true;
}

std::vector<std::string> SplitCodes(const std::string& list) {
  std::vector<std::string> codes;
  for (size_t start = 0; start < list.size();) {
    const size_t comma = std::min(list.find(',', start), list.size());
    codes.emplace_back(Trim(std::string_view(list).substr(start, comma - start)));
    start = comma + 1;
  }
  return codes;
}

std::vector<LeaveOutClass> ChosenClasses(const LeaveOutCall& call) {
  const fs::path task = TaskFile(call.task);
  std::vector<LeaveOutClass> all = ReadLeaveOutClasses(task);
  if (call.codes.empty()) return all;
  std::vector<LeaveOutClass> chosen;
  for (const std::string& code : SplitCodes(call.codes)) {
    const auto found = std::ranges::find(all, code, &LeaveOutClass::code);
    if (found == all.end()) {
      throw Error(ErrorCode::kUsage, "\"" + code + "\" is no class of the task", task.string(),
                  "codes as in the file, separated by commas");
    }
    chosen.push_back(*found);
  }
  return chosen;
}

std::string Join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : ",") + part;
  return joined;
}

// Folder of the class's bundle, trained unless it is there.
fs::path TrainedBundle(const LeaveOutCall& call, const LeaveOutClass& entry) {
  const fs::path run = fs::path(call.out) / entry.code;
  const fs::path bundle = run / "bundle";
  if (fs::exists(bundle / "config.json")) return bundle;
  std::vector<std::string> words = {"--data",  "simulate:" + std::to_string(call.simulation_seed),
                                    "--vocab", call.vocabulary,
                                    "--out",   run.string()};
  const auto add = [&](const std::string& flag, const std::string& value) {
    words.push_back(flag);
    words.push_back(value);
  };
  if (!call.config.empty()) add("--config", call.config);
  for (const std::string& assignment : call.assignments) add("--set", assignment);
  if (call.max_steps > 0) add("--set", "train.max_steps=" + std::to_string(call.max_steps));
  add("--set", "simulate.leave_out=" + Join(entry.leave_out));
  if (fs::exists(run / "run.json")) words.push_back("--resume");
  RunTrainProgram(words);
  return bundle;
}

LeftOutResult EvaluateClass(const LeaveOutCall& call, const LeaveOutClass& entry, const Pack& pack,
                            const EvaluationRows& rows) {
  const Bundle bundle = ReadBundle(TrainedBundle(call, entry));
  LazyTextEncoder encoder(call.text_encoder, static_cast<int>(call.threads));
  EnginePredictorOptions engine;
  engine.threads = static_cast<int>(call.threads);
  EnginePredictor predictor(bundle, engine);
  BootstrapOptions bootstrap;
  bootstrap.resample_count = static_cast<uint64_t>(call.intervals.bootstrap);
  return EvaluateLeftOut(
      predictor,
      {entry, bundle.queries, pack, rows.rows,
       [&](std::span<const std::string> texts) { return encoder.Encode(bundle, texts); }},
      bootstrap, static_cast<uint64_t>(call.intervals.seed));
}

}  // namespace

int RunEvalLeaveOut(const VerbArguments& arguments) {
  LeaveOutCall call;
  if (!ParseCall(arguments, call)) return 0;
  const std::vector<LeaveOutClass> classes = ChosenClasses(call);
  const Pack pack(call.pack);
  const EvaluationRows rows = SelectRows(pack, call.rows.folds, call.rows.split_csv);
  MakeFolder(call.out);
  LeaveOutReport report;
  report.pack_id = pack.id();
  report.split_description = rows.description;
  report.split_hash = rows.hash;
  report.seed = static_cast<uint64_t>(call.intervals.seed);
  report.min_positives = static_cast<uint64_t>(call.intervals.min_positives);
  report.record_count = rows.rows.size();
  for (const LeaveOutClass& entry : classes) {
    report.classes.push_back(EvaluateClass(call, entry, pack, rows));
  }
  WriteResult({(fs::path(call.out) / "result.json").string(), call.format},
              {LeaveOutJson(report), LeaveOutTable(report)});
  return 0;
}

}  // namespace supreme
