// supreme finetune: the encoder trained together with one linear layer.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/finetune_job.h"
#include "cli/probe_call.h"
#include "cli/verbs.h"
#include "core/config_table.h"
#include "core/json.h"
#include "predict/engine_predictor.h"

namespace supreme {
namespace {

// kUsage naming the setting that is out of range.
void CheckSettings(FineTuneConfig config) {
  const ConfigTable table = ConfigTable::Of(config);
  table.FromJson(ParseJson(DumpJson(table.ToJson()), "settings"), "supreme finetune");
}

// What the result quotes of the settings.
ProbeRecipe RecipeOf(const FineTuneConfig& config) {
  ProbeRecipe recipe;
  recipe.name = "clean";
  recipe.optimizer = {.weight_decay = config.weight_decay, .decoupled = true};
  recipe.learning_rate = config.head_rate;
  recipe.encoder_learning_rate = config.encoder_rate;
  recipe.warmup_epochs = config.warmup_epochs;
  recipe.epochs = config.epochs;
  recipe.batch_size = static_cast<size_t>(config.batch_size);
  recipe.reported = ReportedEpoch::kBestValidation;
  return recipe;
}

FeatureEncoderInfo DescribeEncoder(const Bundle& bundle) {
  FeatureEncoderInfo info;
  info.name = std::filesystem::absolute(bundle.folder).lexically_normal().filename().string();
  info.bundle_id = BundleId(bundle.folder);
  info.width = static_cast<size_t>(bundle.model.width);
  return info;
}

void AddSettings(Arguments& flags, FineTuneConfig& config) {
  flags.Option("--encoder-rate", config.encoder_rate,
               "peak step size of the encoder; 0 = it stays as it is");
  flags.Option("--head-rate", config.head_rate, "peak step size of the linear layer");
  flags.Option("--weight-decay", config.weight_decay, "decoupled decay of AdamW");
  flags.Option("--epochs", config.epochs, "passes over the training records");
  flags.Option("--warmup-epochs", config.warmup_epochs, "of them with rising step size");
  flags.Option("--batch-size", config.batch_size, "records per step");
  flags.Choice("--precision", config.precision, {"fp32", "bf16"}, "arithmetic of the forward pass");
  flags.Option("--device", config.device, "cpu, cuda or cuda:N");
  flags.Option("--threads", config.threads, "CPU threads, 0 = all cores");
}

}  // namespace

int RunFineTune(const VerbArguments& arguments) {
  ProbeCall call;
  FineTuneConfig config;
  std::string run;
  bool plain = false;
  Arguments flags(
      "finetune",
      "Trains the ECG encoder together with one linear layer on a task's labels and measures\n"
      "its AUC on test records. The epoch is chosen on the validation records. A call that was\n"
      "stopped goes on when it is given again.",
      {"supreme finetune --bundle bundle/ --pack packs/ptbxl --task ptbxl-super --fraction 10 "
       "--device cuda --run runs/super_10",
       "supreme finetune --bundle bundle/ --pack packs/csn --task csn --split-csv csn.csv "
       "--seeds 1,2,3 --run runs/csn --output csn_finetuned.json",
       "supreme finetune --bundle bundle/ --pack packs/ptbxl --task ptbxl-form --shots 16 "
       "--encoder-rate 3e-5 --run runs/form_16"});
  flags.Option("--run", run, "run folder to write: checkpoints, curves, log; or to go on in", true);
  AddProbeFlags(flags, call);
  AddSettings(flags, config);
  flags.Flag("--plain", plain, "one line of progress, even on a terminal");
  if (!flags.Parse(arguments)) return 0;
  CheckResultFlags(call.result);
  CheckSettings(config);
  ProbeOptions options = ProbeOptionsOf(call, "supreme finetune");
  options.recipe = RecipeOf(config);
  const OpenedProbe opened(call);
  const ProbeInput& input = opened.input;
  const ProbeRecords records =
      LabelProbeRecords(input.task, input.pack, input.split, input.label_mode);
  const auto indices = ProbeTrainingIndices(input, records, options);
  std::vector<std::string> command = {"supreme", "finetune"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const FineTuneJob job{opened.bundle, opened.pack,        records, indices, options.seeds, config,
                        run,           std::move(command), plain};
  if (const int status = FineTuneByTrainProgram(job); status != 0) return status;
  WriteProbeResult(call, SummariseProbes(DescribeEncoder(opened.bundle), input, options,
                                         {records, indices, ReadFineTunedRuns(job)}));
  return 0;
}

}  // namespace supreme
