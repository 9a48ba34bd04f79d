#include "predict/stream.h"

#include <algorithm>
#include <thread>

#include "core/interrupt.h"
#include "core/ordered_workers.h"
#include "formats/open.h"

namespace supreme {
namespace {

// A file's prediction without scores, and its window with samples.
struct ReadFileResult {
  FilePrediction prediction;
  EcgWindow window;
};

ReadFileResult ReadOne(const std::filesystem::path& path) {
  ReadFileResult result;
  result.prediction.path = path;
  try {
    result.prediction.record = formats::OpenRecord(path);
    result.window = ToWindow(result.prediction.record);
    result.prediction.record.samples_mv = {};
    result.prediction.window.present = result.window.present;
    result.prediction.window.flat = result.window.flat;
    result.prediction.window.warnings = result.window.warnings;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) throw;
    result.prediction.problem = error;
  }
  return result;
}

// Predictions wait here until a batch of windows is full; files with problems wait among them.
class Batch {
 public:
  Batch(Predictor& predictor, size_t size) : predictor_(predictor), size_(size) {}

  void Add(ReadFileResult read) {
    if (!read.prediction.problem) windows_.push_back(std::move(read.window));
    predictions_.push_back(std::move(read.prediction));
  }

  bool IsFull() const { return windows_.size() == size_ || predictions_.size() >= 4 * size_; }

  void Score(const std::function<void(const FilePrediction&)>& take) {
    const Scores scores = windows_.empty() ? Scores{} : predictor_.Predict(windows_);
    size_t record = 0;
    for (FilePrediction& prediction : predictions_) {
      if (!prediction.problem) {
        for (size_t q = 0; q < scores.query_count; ++q) {
          prediction.scores.push_back(scores.at(record, q));
        }
        ++record;
      }
      take(prediction);
    }
    windows_.clear();
    predictions_.clear();
  }

 private:
  Predictor& predictor_;
  const size_t size_;
  std::vector<EcgWindow> windows_;
  std::vector<FilePrediction> predictions_;
};

}  // namespace

void PredictFiles(Predictor& predictor, std::span<const std::filesystem::path> files,
                  const StreamOptions& options,
                  const std::function<void(const FilePrediction&)>& take) {
  const auto batch_size = static_cast<size_t>(std::max<int64_t>(
      1, options.batch_size > 0 ? options.batch_size : predictor.info().batch_size));
  const size_t workers = options.workers > 0
                             ? static_cast<size_t>(options.workers)
                             : std::max<size_t>(1, std::thread::hardware_concurrency() / 2);
  OrderedWorkers<ReadFileResult> readers(files.size(), workers, 4 * batch_size + workers,
                                         [&](size_t i) { return ReadOne(files[i]); });
  Batch batch(predictor, batch_size);
  while (auto read = readers.Next()) {
    ThrowIfInterrupted();
    batch.Add(std::move(*read));
    if (batch.IsFull()) batch.Score(take);
  }
  batch.Score(take);
}

}  // namespace supreme
