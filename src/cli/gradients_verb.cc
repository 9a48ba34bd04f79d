// supreme-train gradients: what `supreme explain --method gradient` starts.
#include "cli/arguments.h"
#include "cli/verbs.h"
#include "train/gradient_file.h"

namespace supreme {

int RunGradients(const VerbArguments& arguments) {
  std::string bundle, weights, input, output;
  Arguments flags("gradients",
                  "Gradients of a bundle's answers with respect to its input, from file to file;\n"
                  "supreme explain --method gradient starts it.",
                  {"supreme-train gradients --bundle bundle --input in.safetensors "
                   "--output out.safetensors"});
  flags.Option("--bundle", bundle, "trained model", true);
  flags.Option("--weights", weights, "weights to use in place of the bundle's");
  flags.Option("--input", input,
               "safetensors: samples, lead_log_std, columns and queries (train/gradient_file.h)",
               true);
  flags.Option("--output", output, "safetensors to write: gradients", true);
  if (!flags.Parse(arguments)) return 0;
  WriteInputGradients({bundle, weights, input, output});
  return 0;
}

}  // namespace supreme
