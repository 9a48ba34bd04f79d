// supreme-train finetune: what `supreme finetune` starts.
#include "cli/arguments.h"
#include "cli/verbs.h"
#include "train/finetune_file.h"

namespace supreme {

int RunFineTuneJob(const VerbArguments& arguments) {
  std::string bundle, pack, input, run;
  bool plain = false;
  Arguments flags("finetune",
                  "Trains a bundle's encoder with a linear layer, from file to file;\n"
                  "supreme finetune starts it.",
                  {"supreme-train finetune --bundle bundle --pack pack --input job.safetensors "
                   "--run run"});
  flags.Option("--bundle", bundle, "trained model", true);
  flags.Option("--pack", pack, "folder of the records", true);
  flags.Option("--input", input,
               "safetensors: settings, seeds, records and labels (train/finetune_file.h)", true);
  flags.Option("--run", run, "run folder to write, or to go on in", true);
  flags.Flag("--plain", plain, "one line of progress, even on a terminal");
  if (!flags.Parse(arguments)) return 0;
  FineTuneFromFile({bundle, pack, input, run, plain});
  return 0;
}

}  // namespace supreme
