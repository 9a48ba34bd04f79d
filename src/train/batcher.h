// Batches for the network, prepared by a thread of their own while the network computes.
#pragma once

#include <array>
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
#include "train/augment.h"
#include "train/batch_source.h"
#include "vocab/label_matrix.h"

namespace supreme {

// Windows of a pack as network input. Keeps prepared records in memory up to a limit: resampling
// costs as much as a tenth of a small network's step. Not thread-safe.
class RecordReader {
 public:
  // `pack` must outlive the reader.
  RecordReader(const Pack& pack, const PreprocessConfig& config, uint64_t cache_bytes);
  // Writes samples [12, T] and lead_log_std [12].
  void Read(size_t row, std::span<float> samples, std::span<float> lead_log_std);
  // As Read, of the record changed by `change`; such records are not kept in memory.
  using Change = std::function<void(std::span<float> samples_mv, std::span<uint8_t> present)>;
  void ReadChanged(size_t row, const Change& change, std::span<float> samples,
                   std::span<float> lead_log_std);
  int64_t window_samples() const { return preprocessor_.config().window_samples; }
  const Pack& pack() const { return pack_; }

 private:
  void Prepare(size_t row, std::span<float> samples, std::span<float> lead_log_std);

  const Pack& pack_;
  Preprocessor preprocessor_;
  size_t record_floats_;
  size_t cache_records_;
  std::unordered_map<size_t, std::unique_ptr<float[]>> cache_;  // samples, then lead_log_std
  std::vector<float> window_mv_;
  std::array<uint8_t, kLeadCount> present_{};
};

// What a batch of a pack is made of; all must outlive its users and belong to one thread at a time.
struct BatchParts {
  RecordReader& reader;
  const LabelMatrix& labels;
  at::Tensor queries;                    // [M, E]
  const Augmenter* augmenter = nullptr;  // none = records as they are
  int64_t queries_per_batch = 0;         // 0 = all (train/query_sampler.h)
  // Samples as stored, in pinned memory, for train/device_batches.h; not with an augmenter.
  bool stored = false;
};

struct BatchRows {
  std::vector<size_t> rows;  // none = the end
  Rng augment = Rng(0);      // of this batch
  Rng queries = Rng(0);      // of this batch
  size_t first = 0;          // place of rows[0] in the batch of all ranks
};

// Runs one thread; batches come in the order of `next_rows`, whatever the timing.
class Batcher : public BatchStream {
 public:
  // Called in the batcher's thread for each batch.
  using RowSource = std::function<BatchRows()>;
  Batcher(const BatchParts& parts, RowSource next_rows);
  ~Batcher() override;
  Batcher(const Batcher&) = delete;
  Batcher& operator=(const Batcher&) = delete;

  std::optional<Batch> Next() override;

 private:
  void Run(const RowSource& next_rows);
  Batch MakeBatch(const BatchRows& rows);
  void ReadRecord(const BatchRows& rows, size_t index, Batch& batch);
  void ReadSamples(const BatchRows& rows, Batch& batch);
  StoredSamples ReadStored(const BatchRows& rows) const;
  void SampleQueries(const Rng& rng, Batch& batch) const;

  BatchParts parts_;
  BoundedQueue<Batch> queue_;
  std::exception_ptr failure_;  // read after the queue is closed
  std::thread thread_;
};

}  // namespace supreme
