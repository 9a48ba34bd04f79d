// Batches for the network, prepared by a thread of their own while the network computes.
#pragma once

#include <ATen/core/Tensor.h>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/bounded_queue.h"
#include "data/pack.h"
#include "signal/preprocess.h"
#include "vocab/query_set.h"

namespace supreme {

// Windows of a pack as network input. Keeps prepared records in memory up to a limit: resampling
// costs as much as a tenth of a small network's step. Not thread-safe.
class RecordReader {
 public:
  // `pack` must outlive the reader.
  RecordReader(const Pack& pack, const PreprocessConfig& config, uint64_t cache_bytes);
  // Writes samples [12, T] and lead_log_std [12].
  void Read(size_t row, std::span<float> samples, std::span<float> lead_log_std);
  int64_t window_samples() const { return preprocessor_.config().window_samples; }

 private:
  void Prepare(size_t row, std::span<float> samples, std::span<float> lead_log_std);

  const Pack& pack_;
  Preprocessor preprocessor_;
  size_t record_floats_;
  size_t cache_records_;
  std::unordered_map<size_t, std::unique_ptr<float[]>> cache_;  // samples, then lead_log_std
  std::vector<float> window_mv_;
};

struct Batch {
  at::Tensor samples;       // [B, L, T] float32, on the CPU
  at::Tensor lead_log_std;  // [B, L] float32
  at::Tensor labels;        // [B, M] uint8
};

// Runs one thread; batches come in the order of `next_rows`, whatever the timing.
class Batcher {
 public:
  // Called in the batcher's thread for each batch; no rows = the end.
  using RowSource = std::function<std::vector<size_t>()>;
  // `reader` and `labels` must outlive the batcher and are used by its thread only.
  Batcher(RecordReader& reader, const LabelMatrix& labels, RowSource next_rows);
  ~Batcher();
  Batcher(const Batcher&) = delete;
  Batcher& operator=(const Batcher&) = delete;

  // Nothing at the end. Throws what the thread met.
  std::optional<Batch> Next();

 private:
  void Run(const RowSource& next_rows);
  Batch MakeBatch(std::span<const size_t> rows);

  RecordReader& reader_;
  const LabelMatrix& labels_;
  BoundedQueue<Batch> queue_;
  std::exception_ptr failure_;  // read after the queue is closed
  std::thread thread_;
};

}  // namespace supreme
