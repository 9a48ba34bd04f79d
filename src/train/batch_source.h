// Where a run's batches come from: a pack on disk, or the simulator.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "core/json.h"
#include "vocab/query_set.h"

namespace supreme {

// Standard windows as a pack stores them.
struct StoredSamples {
  at::Tensor signal;   // [B, L, 5000] int16
  at::Tensor scale;    // [B, L] float32: mV per step
  at::Tensor present;  // [B, L] uint8: 1 = lead present
};

// How many labels a batch has before any query is left out.
struct LabelCounts {
  int64_t all = 0;  // 0 = not counted: the batch's own labels are all there are
  int64_t uncertain = 0;
};

struct Batch {
  at::Tensor samples;         // [B, L, T] float32; undefined in batches with `stored`
  at::Tensor lead_log_std;    // [B, L] float32
  at::Tensor labels;          // [B, M] uint8: 0 absent, 1 present, 2 uncertain, 3 confusable
  at::Tensor queries;         // [M, E] float32: embeddings of what is asked of all records
  at::Tensor direct = {};     // [B, direct signs] uint8, as labels; undefined when there are none
  StoredSamples stored = {};  // of batches that the device prepares (train/device_batches.h)
  // Where only some of the source's queries are asked (train/query_sampler.h):
  at::Tensor query_ids = {};      // [M] int64: which; undefined = all, in their order
  at::Tensor query_weights = {};  // [M] float32 factor on the query's loss; undefined = 1
  LabelCounts label_counts = {};
  LabelCounts direct_counts = {};  // of `direct`

  int64_t record_count() const { return labels.size(0); }
};

// The embeddings of a query set as [M, E].
at::Tensor EmbeddingTensor(const QuerySet& queries);

// Batches in a fixed order, prepared ahead by other threads. Not thread-safe.
class BatchStream {
 public:
  virtual ~BatchStream() = default;
  // Nothing at the end. Throws what the preparing threads met.
  virtual std::optional<Batch> Next() = 0;
};

// With several ranks, a source gives its share of every batch and of the validation records.
// The batch of a step is a function of the step alone, whatever was asked before and by how many
// threads it is made. One stream at a time; the source must outlive it.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  virtual int64_t batch_size() const = 0;  // of all ranks together
  virtual int64_t batches_per_epoch() const = 0;
  virtual int64_t validation_records() const = 0;
  // Signs that training batches label for the direct head (nn/supreme_model.h).
  virtual int64_t direct_signs() const { return 0; }
  // The queries of the exported bundle, and of the validation batches, in this order.
  virtual const QuerySet& queries() const = 0;
  // Training batches of the steps first … end − 1, counted from 0 over all epochs.
  virtual std::unique_ptr<BatchStream> Train(int64_t first, int64_t end) = 0;
  // All validation records of the share, the same each time.
  virtual std::unique_ptr<BatchStream> Validation() = 0;
  // [M] absent / present counts of the training labels, at most 100; kUsage where labels cannot be
  // counted.
  virtual at::Tensor BalancedWeights() const = 0;
  // What the data is, for run.json: "pack" or "simulator", and "split".
  virtual OrderedJson Describe() const = 0;
};

}  // namespace supreme
