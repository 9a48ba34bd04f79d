// supreme probe: one linear layer trained on the frozen encoder's features.
#include "cli/arguments.h"
#include "cli/eval_flags.h"
#include "cli/probe_call.h"
#include "cli/verbs.h"
#include "eval/linear_probe.h"

namespace supreme {

int RunProbe(const VerbArguments& arguments) {
  ProbeCall call;
  std::string protocol = "clean";
  std::string features;
  std::string precision = "fp32";
  EncoderFlags engine;
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
  AddProbeFlags(flags, call);
  flags.Choice("--protocol", protocol, ProbeRecipeNames(),
               "clean: epoch chosen on validation records; paper: its Table 8, last epoch; merl: "
               "MERL's script, best epoch on test, which flatters");
  flags.Option("--features", features,
               "folder that keeps features; default: supreme/features in the user's cache");
  flags.Choice("--precision", precision, {"fp32", "bf16"}, "arithmetic of the encoder");
  AddEncoderFlags(flags, engine);
  if (!flags.Parse(arguments)) return 0;
  CheckEncoderFlags(engine);
  CheckResultFlags(call.result);
  ProbeOptions options = ProbeOptionsOf(call, "supreme probe");
  options.recipe = FindProbeRecipe(protocol);
  options.threads = static_cast<size_t>(engine.threads);
  const OpenedProbe opened(call);
  FeatureEncoderOptions encoder_options = EncoderOptions(engine);
  encoder_options.precision = precision;
  EngineFeatureEncoder encoder(opened.bundle, encoder_options);
  const FeatureCache cache(features.empty() ? DefaultFeatureFolder()
                                            : std::filesystem::path(features));
  WriteProbeResult(call, RunLinearProbe(encoder, cache, opened.input, options));
  return 0;
}

}  // namespace supreme
