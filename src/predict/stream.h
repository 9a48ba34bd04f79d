// Takes many files through a network: reading runs ahead of it on other threads, results come in
// the order of the files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/error.h"
#include "predict/predictor.h"
#include "signal/record.h"

namespace supreme {

struct StreamOptions {
  int workers = 0;         // reader threads; 0 = half the cores, the network has the rest
  int64_t batch_size = 0;  // records per call of the network; 0 = PredictFiles: the predictor's own
};

// One file as it was read, or the error that stands in its place.
struct StreamedFile {
  std::filesystem::path path;
  std::optional<Error> problem;
  Record record;     // without its samples
  EcgWindow window;  // without its samples: present and flat leads, warnings
};

// Windows → one row of numbers each, [windows, width].
using ComputeRows = std::function<std::vector<float>(std::span<const EcgWindow>)>;
// A file and the row of its window; the row is empty when there is a problem.
using TakeRow = std::function<void(StreamedFile file, std::span<const float> row)>;

// Calls `take` once per file, in the order of `files`, from the calling thread, as `compute` is. A
// file that cannot be read comes with its problem, and the job goes on. `batch_size` must be set.
// Errors: those of `compute` and `take`, kCancelled.
void StreamFiles(std::span<const std::filesystem::path> files, const StreamOptions& options,
                 const ComputeRows& compute, const TakeRow& take);

struct FilePrediction : StreamedFile {
  std::vector<float> scores{};  // [queries] probabilities; empty when there is a problem
};

// Scores of files by StreamFiles. Needs SetQueries before. Errors: those of the predictor,
// kCancelled.
void PredictFiles(Predictor& predictor, std::span<const std::filesystem::path> files,
                  const StreamOptions& options,
                  const std::function<void(const FilePrediction&)>& take);

}  // namespace supreme
