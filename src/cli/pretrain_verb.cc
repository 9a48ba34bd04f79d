#include <cstdio>
#include <cstdlib>

#include "cli/arguments.h"
#include "cli/config_file.h"
#include "cli/launch_code.h"
#include "cli/pretrain_trials.h"
#include "cli/verb.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/numbers.h"
#include "train/missing_ranks.h"
#include "train/pretrain.h"
#include "train/simulator_world.h"

namespace supreme {
namespace {

constexpr int64_t kSweepSteps = 100, kOverfitSteps = 200, kMaxTrialSteps = 1'000'000;

struct Flags {
  std::string pack, data, vocabulary, output, preset, config_file, split_csv;
  std::string train_folds, validation_folds, device;
  std::vector<std::string> assignments;
  int64_t epochs = 0;
  bool resume = false;
  bool allow_world_size_change = false;
  bool print_config = false;
  bool plain = false;
  bool find_rate = false;
  bool overfit = false;
  int64_t trial_steps = 0;
};

void AddTrialFlags(Arguments& arguments, Flags& flags) {
  arguments.Flag("--find-learning-rate", flags.find_rate,
                 "no run: raise the rate from 1e-7 to 10 on the first batches, write "
                 "learning_rate.csv and .svg into --out and suggest a rate");
  arguments.Flag("--overfit-one-batch", flags.overfit,
                 "no run, no files: train on the first batch alone; exit code 1 when its loss does "
                 "not fall below half that of answers that do not look at the ECG");
  arguments.Option("--trial-steps", flags.trial_steps,
                   "steps of the two above; 0 = 100 for the rate, at most 200 for one batch");
}

bool ParseFlags(const VerbArguments& words, Flags& flags) {
  Arguments arguments(
      "pretrain",
      "Trains a model on a pack and its queries, or on simulated records, and writes a bundle.",
      {"supreme pretrain --pack pack --vocab vocab --out run --preset nano --epochs 5",
       "supreme pretrain --pack pack --vocab vocab --out run --config configs/paper.toml",
       "supreme pretrain --data simulate:1 --vocab signs --out run "
       "--config configs/simulated-cpu.toml",
       "supreme pretrain --config configs/demo.toml --print-config",
       "supreme pretrain --pack pack --vocab vocab --out run --find-learning-rate"});
  arguments.Option("--pack", flags.pack, "pack to train on (supreme data import)");
  arguments.Option("--data", flags.data,
                   "instead of --pack: simulate:SEED, records made while training");
  arguments.Option("--vocab", flags.vocabulary,
                   "queries and labels (supreme vocab build); for --data, supreme vocab signs");
  arguments.Option("--out", flags.output, "run folder to write");
  arguments.Option("--preset", flags.preset,
                   "model: a name that supreme model lists; default: the file's, else nano");
  arguments.Option("--config", flags.config_file, "settings as TOML: preset, [model], [train], …");
  arguments.Option("--set", flags.assignments, "one setting, e.g. train.batch_size=64; repeatable");
  arguments.Option("--train-folds", flags.train_folds, "folds to train on (train.train_folds)");
  arguments.Option("--validation-folds", flags.validation_folds,
                   "folds for early stopping and thresholds (train.validation_folds)");
  arguments.Option("--split-csv", flags.split_csv, "CSV record_id,split to use instead of folds");
  arguments.Option("--epochs", flags.epochs, "passes over the records (train.epochs); 0 = as set");
  arguments.Option("--device", flags.device, "cpu, cuda or cuda:N (train.device)");
  arguments.Flag("--resume", flags.resume, "go on with the run in --out");
  arguments.Flag("--allow-world-size-change", flags.allow_world_size_change,
                 "resume with another number of ranks than before");
  arguments.Flag("--print-config", flags.print_config, "print the settings as JSON and stop");
  arguments.Flag("--plain", flags.plain, "one line of progress, even on a terminal");
  AddTrialFlags(arguments, flags);
  return arguments.Parse(words);
}

// The file's own preset, taken out so that the rest is [model] and [train].
std::string TakePreset(Json& file, const std::string& where) {
  if (!file.contains("preset")) return "nano";
  const std::string preset = JsonString(file, "preset", where);
  file.erase("preset");
  return preset;
}

RunConfig ResolveConfig(const Flags& flags) {
  Json file = flags.config_file.empty() ? Json::object() : ReadTomlFile(flags.config_file);
  const std::string file_preset = TakePreset(file, flags.config_file);
  RunConfig config;
  config.model = ModelPreset(flags.preset.empty() ? file_preset : flags.preset);
  const ConfigTable table = ConfigTable::Of(config);
  table.FromJson(file, flags.config_file);
  for (const std::string& assignment : flags.assignments) table.Apply(assignment);
  const auto apply = [&](const std::string& key, const std::string& value) {
    if (!value.empty()) table.Apply(key + "=" + value);
  };
  apply("train.train_folds", flags.train_folds);
  apply("train.validation_folds", flags.validation_folds);
  apply("train.device", flags.device);
  if (flags.epochs != 0) table.Apply("train.epochs=" + std::to_string(flags.epochs));
  ValidateModelConfig(config.model);
  return config;
}

// "simulate:7" → 7.
uint64_t SimulationSeed(const std::string& data) {
  constexpr std::string_view kPrefix = "simulate:";
  const auto seed = data.starts_with(kPrefix)
                        ? ParseInt(std::string_view(data).substr(kPrefix.size()))
                        : std::nullopt;
  if (seed && *seed >= 0) return static_cast<uint64_t>(*seed);
  throw Error(ErrorCode::kUsage, "\"" + data + "\" is not simulate:SEED", "--data",
              "--data simulate:1, or --pack FOLDER");
}

void TakeData(const Flags& flags, PretrainRequest& request) {
  if (flags.data.empty()) {
    if (flags.pack.empty()) {
      throw Error(ErrorCode::kUsage, "--pack is missing", "supreme pretrain",
                  "--pack FOLDER, or --data simulate:SEED");
    }
    request.pack = flags.pack;
    return;
  }
  if (!flags.pack.empty()) {
    throw Error(ErrorCode::kUsage, "--pack and --data exclude each other", "supreme pretrain");
  }
  request.simulation_seed = SimulationSeed(flags.data);
  request.world = MakeSimulatorWorld(request.config.simulate.leave_out);
}

void Require(const std::string& value, const char* flag) {
  if (!value.empty()) return;
  throw Error(ErrorCode::kUsage, std::string(flag) + " is missing", "supreme pretrain",
              "supreme pretrain --help");
}

int RunTrial(const PretrainRequest& request, const Flags& flags) {
  if (flags.find_rate && flags.overfit) {
    throw Error(ErrorCode::kUsage,
                "--find-learning-rate and --overfit-one-batch exclude each other",
                "supreme pretrain");
  }
  if (flags.trial_steps < 0 || flags.trial_steps > kMaxTrialSteps) {
    throw Error(ErrorCode::kUsage, "--trial-steps must be from 0 to 1,000,000", "supreme pretrain");
  }
  const auto steps = [&](int64_t usual) {
    return flags.trial_steps > 0 ? flags.trial_steps : usual;
  };
  if (flags.find_rate) return PrintRateTrial(request, steps(kSweepSteps));
  return PrintOverfitTrial(request, steps(kOverfitSteps));
}

int Train(const PretrainRequest& request) {
  try {
    const auto bundle = Pretrain(request);
    if (!bundle.empty()) std::printf("%s\n", bundle.string().c_str());  // once for all ranks
    return 0;
  } catch (const LostRank&) {
    throw;
  } catch (const Error& error) {
    const bool is_launched = std::getenv(kLaunchedVariable) != nullptr;
    if (!is_launched || error.code() != ErrorCode::kUnavailable) throw;
    PrintError("supreme-train", error.what());
    return kNotThereCode;
  }
}

}  // namespace

int RunPretrain(const VerbArguments& words) {
  Flags flags;
  if (!ParseFlags(words, flags)) return 0;
  PretrainRequest request;
  request.config = ResolveConfig(flags);
  if (flags.print_config) {
    std::printf("%s\n", ConfigTable::Of(request.config).ToJson().dump(2).c_str());
    return 0;
  }
  TakeData(flags, request);
  Require(flags.vocabulary, "--vocab");
  if (!flags.overfit) Require(flags.output, "--out");
  request.vocabulary = flags.vocabulary;
  request.split_csv = flags.split_csv;
  request.output = flags.output;
  request.resume = flags.resume;
  request.allow_other_ranks = flags.allow_world_size_change;
  request.plain = flags.plain;
  if (flags.find_rate || flags.overfit) return RunTrial(request, flags);
  request.command = {"supreme", "pretrain"};
  request.command.insert(request.command.end(), words.begin(), words.end());
  return Train(request);
}

}  // namespace supreme
