#include "predict/stream.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "core/interrupt.h"
#include "core/ordered_workers.h"
#include "formats/open.h"

namespace supreme {
namespace {

struct ReadFileResult {
  StreamedFile file;
  EcgWindow window;  // with its samples
};

ReadFileResult ReadOne(const std::filesystem::path& path) {
  ReadFileResult result;
  StreamedFile& file = result.file;
  file.path = path;
  try {
    file.record = formats::OpenRecord(path);
    result.window = ToWindow(file.record);
    file.record.samples_mv = {};
    file.window.present = result.window.present;
    file.window.flat = result.window.flat;
    file.window.warnings = result.window.warnings;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) throw;
    file.problem = error;
  }
  return result;
}

// Files wait here until a batch of windows is full; those with problems wait among them.
class Batch {
 public:
  Batch(const ComputeRows& compute, size_t size) : compute_(compute), size_(size) {}

  void Add(ReadFileResult read) {
    if (!read.file.problem) windows_.push_back(std::move(read.window));
    files_.push_back(std::move(read.file));
  }

  bool IsFull() const { return windows_.size() == size_ || files_.size() >= 4 * size_; }

  void Deliver(const TakeRow& take) {
    const std::vector<float> rows = windows_.empty() ? std::vector<float>() : compute_(windows_);
    const size_t width = windows_.empty() ? 0 : rows.size() / windows_.size();
    SUPREME_CHECK(rows.size() == width * windows_.size());
    std::span<const float> rest(rows);
    for (StreamedFile& file : files_) {
      const size_t own = file.problem ? 0 : width;
      take(std::move(file), rest.first(own));
      rest = rest.subspan(own);
    }
    windows_.clear();
    files_.clear();
  }

 private:
  const ComputeRows& compute_;
  const size_t size_;
  std::vector<EcgWindow> windows_;
  std::vector<StreamedFile> files_;
};

}  // namespace

void StreamFiles(std::span<const std::filesystem::path> files, const StreamOptions& options,
                 const ComputeRows& compute, const TakeRow& take) {
  SUPREME_CHECK(options.batch_size > 0);
  const auto batch_size = static_cast<size_t>(options.batch_size);
  const size_t workers = options.workers > 0
                             ? static_cast<size_t>(options.workers)
                             : std::max<size_t>(1, std::thread::hardware_concurrency() / 2);
  OrderedWorkers<ReadFileResult> readers(files.size(), workers, 4 * batch_size + workers,
                                         [&](size_t i) { return ReadOne(files[i]); });
  Batch batch(compute, batch_size);
  while (auto read = readers.Next()) {
    ThrowIfInterrupted();
    batch.Add(std::move(*read));
    if (batch.IsFull()) batch.Deliver(take);
  }
  batch.Deliver(take);
}

void PredictFiles(Predictor& predictor, std::span<const std::filesystem::path> files,
                  const StreamOptions& options,
                  const std::function<void(const FilePrediction&)>& take) {
  StreamOptions filled = options;
  if (filled.batch_size <= 0) filled.batch_size = std::max<int64_t>(1, predictor.info().batch_size);
  StreamFiles(
      files, filled,
      [&](std::span<const EcgWindow> windows) { return predictor.Predict(windows).values; },
      [&](StreamedFile file, std::span<const float> scores) {
        take({std::move(file), {scores.begin(), scores.end()}});
      });
}

}  // namespace supreme
