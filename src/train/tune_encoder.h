// Tunes a BERT text encoder on the wordings of a field: the work behind `supreme tune-encoder`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "train/tune_config.h"

namespace supreme {

struct TuneRequest {
  std::filesystem::path base;    // BERT folder in Hugging Face layout
  std::filesystem::path texts;   // supreme vocab encoder-texts
  std::filesystem::path output;  // run folder
  bool resume = false;
  std::vector<std::string> command;  // for run.json
  TuneConfig config;
};

// Tunes, or goes on with a run when `resume` is set, and writes output/encoder; returns its path.
// The same base, texts, settings and thread count give the same weights, also when the run was
// killed and resumed. A run that is finished already is left as it is.
// Errors: kUsage when `output` holds checkpoints and `resume` is not set, or settings, texts or
// base are not the run's; kCancelled after Ctrl-C, with the step saved; kCheckFailed when the loss
// is not finite; those of BertFolder, ReadTrainingTexts, EncoderBatches.
std::filesystem::path TuneEncoder(const TuneRequest& request);

}  // namespace supreme
