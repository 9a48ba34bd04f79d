// Batches of a pack: records in a new order each epoch, all queries asked of each.
#pragma once

#include "data/pack_pager.h"
#include "data/split.h"
#include "train/batch_source.h"
#include "train/batcher.h"
#include "train/sampler.h"
#include "train/train_config.h"

namespace supreme {

// What is read; must outlive the source.
struct PackData {
  const Pack& pack;
  const Split& split;
  const QuerySet& queries;
  const LabelMatrix& labels;  // rows of the pack × queries
  Share share = {};           // of every batch, and of the validation records
};

class PackSource : public BatchSource {
 public:
  // kInvalidInput when there are no training records.
  PackSource(const RunConfig& config, const PackData& data);
  // Training batches by another order than that of EpochSampler.
  PackSource(const RunConfig& config, const PackData& data, std::unique_ptr<RowSampler> sampler);

  int64_t batch_size() const override { return sampler_->batch_size(); }
  int64_t batches_per_epoch() const override { return sampler_->batches_per_epoch(); }
  int64_t validation_records() const override;
  const QuerySet& queries() const override { return data_.queries; }
  std::unique_ptr<BatchStream> Train(int64_t first, int64_t end) override;
  std::unique_ptr<BatchStream> Validation() override;
  at::Tensor BalancedWeights() const override;
  OrderedJson Describe() const override;

 private:
  PackData data_;
  int64_t validation_batch_;
  int64_t queries_per_batch_;
  bool mask_uncertain_;
  bool stored_samples_;
  Rng augment_rng_, query_rng_;
  Augmenter augmenter_;
  std::unique_ptr<RowSampler> sampler_;
  PackPager pager_;
  at::Tensor embeddings_;  // [M, E]
  RecordReader train_reader_, validation_reader_;
};

}  // namespace supreme
