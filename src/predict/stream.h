// Scores many files: reading runs ahead of the network on other threads, results come in order.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/error.h"
#include "predict/predictor.h"
#include "signal/record.h"

namespace supreme {

struct StreamOptions {
  int workers = 0;         // reader threads; 0 = half the cores, the network has the rest
  int64_t batch_size = 0;  // records per call of the predictor; 0 = the predictor's own
};

// One file's outcome: scores, or the error that stands in their place.
struct FilePrediction {
  std::filesystem::path path;
  std::optional<Error> problem;
  Record record;              // without its samples
  EcgWindow window;           // without its samples: present and flat leads, warnings
  std::vector<float> scores;  // [queries] probabilities
};

// Calls `take` once per file, in the order of `files`, from the calling thread. A file that cannot
// be read is a FilePrediction with its problem, and the job goes on. Needs SetQueries before.
// Errors: those of the predictor, kCancelled.
void PredictFiles(Predictor& predictor, std::span<const std::filesystem::path> files,
                  const StreamOptions& options,
                  const std::function<void(const FilePrediction&)>& take);

}  // namespace supreme
