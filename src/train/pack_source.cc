#include "train/pack_source.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "train/balanced_weights.h"

namespace supreme {
namespace {

// The cache is shared in proportion to the records that each part reads.
uint64_t CacheBytes(const TrainConfig& config, size_t part, const Split& split) {
  const double share =
      static_cast<double>(part) /
      static_cast<double>(std::max<size_t>(1, split.train.size() + split.validation.size()));
  return static_cast<uint64_t>(static_cast<double>(config.cache_mb) * 1e6 * share);
}

// Records that are mixed at a time; 0 = all.
size_t WindowRows(const TrainConfig& config, const Split& split) {
  constexpr size_t kMixedAsWhole = 65536;  // 7.9 GB
  constexpr size_t kWindowRows = 2048;     // 246 MB, from 64 places of the pack
  if (config.shuffle_window > 0) return static_cast<size_t>(config.shuffle_window);
  return split.train.size() <= kMixedAsWhole ? 0 : kWindowRows;
}

// The rows of one rank that lie in a window.
size_t ShareOfWindow(size_t rows, const Share& share) {
  const auto ranks = static_cast<size_t>(share.count);
  return (rows + ranks - 1) / ranks;
}

}  // namespace

PackSource::PackSource(const RunConfig& config, const PackData& data)
    : PackSource(config, data,
                 std::make_unique<EpochSampler>(
                     data.split.train, config.train.batch_size,
                     Rng(static_cast<uint64_t>(config.train.seed)).Fork("order"),
                     WindowRows(config.train, data.split), data.share)) {}

PackSource::PackSource(const RunConfig& config, const PackData& data,
                       std::unique_ptr<RowSampler> sampler)
    : data_(data),
      validation_batch_(config.train.batch_size),
      queries_per_batch_(config.train.queries_per_batch),
      mask_uncertain_(config.train.uncertain == "mask"),
      stored_samples_(config.train.device != "cpu"),
      augment_rng_(Rng(static_cast<uint64_t>(config.train.seed)).Fork("augment")),
      query_rng_(Rng(static_cast<uint64_t>(config.train.seed)).Fork("queries")),
      augmenter_(config.augment),
      sampler_(std::move(sampler)),
      pager_(data.pack, ShareOfWindow(WindowRows(config.train, data.split), data.share)),
      embeddings_(EmbeddingTensor(data.queries)),
      train_reader_(data.pack, config.model.preprocess,
                    CacheBytes(config.train, data.split.train.size(), data.split)),
      validation_reader_(data.pack, config.model.preprocess,
                         CacheBytes(config.train, data.split.validation.size(), data.split)) {}

int64_t PackSource::validation_records() const {
  return static_cast<int64_t>(data_.split.validation.size());
}

std::unique_ptr<BatchStream> PackSource::Train(int64_t first, int64_t end) {
  BatchParts parts{train_reader_, data_.labels, embeddings_};
  parts.augmenter = augmenter_.active() ? &augmenter_ : nullptr;
  parts.queries_per_batch = queries_per_batch_;
  parts.stored = stored_samples_ && !augmenter_.active();
  return std::make_unique<Batcher>(parts, [this, next = first, end]() mutable {
    if (next >= end) return BatchRows{};
    const auto step = static_cast<uint64_t>(next);
    const auto place = static_cast<size_t>(data_.share.Begin(sampler_->batch_size()));
    BatchRows batch{sampler_->Batch(next++), augment_rng_.Fork(step), query_rng_.Fork(step), place};
    pager_.Advance(sampler_->order(), sampler_->position());
    return batch;
  });
}

std::unique_ptr<BatchStream> PackSource::Validation() {
  BatchParts parts{validation_reader_, data_.labels, embeddings_};
  parts.stored = stored_samples_;
  const auto batch = static_cast<size_t>(validation_batch_);
  const Share& share = data_.share;
  return std::make_unique<Batcher>(parts, [this, &share, next = size_t{0}, batch]() mutable {
    const auto records = validation_records();
    const std::span<const size_t> rows = std::span(data_.split.validation)
                                             .subspan(static_cast<size_t>(share.Begin(records)),
                                                      static_cast<size_t>(share.Size(records)));
    const size_t first = next;
    next = std::min(rows.size(), first + batch);
    data_.pack.Release(rows.subspan(first - std::min(first, batch), std::min(first, batch)));
    const auto part = rows.subspan(first, next - first);
    return BatchRows{{part.begin(), part.end()}};
  });
}

at::Tensor PackSource::BalancedWeights() const {
  return at::tensor(BalancedWeightsOf(data_.labels, data_.split.train, mask_uncertain_));
}

OrderedJson PackSource::Describe() const {
  OrderedJson json;
  json["pack"] = {{"path", data_.pack.folder().string()},
                  {"id", data_.pack.id()},
                  {"records", data_.pack.size()},
                  {"window", WindowRuleJson(data_.pack.window_options())}};
  json["split"] = {{"description", data_.split.description},
                   {"hash", data_.split.hash},
                   {"train_records", data_.split.train.size()},
                   {"validation_records", data_.split.validation.size()}};
  return json;
}

}  // namespace supreme
