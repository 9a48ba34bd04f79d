#include "train/batcher.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "train/batch_loss.h"
#include "train/query_sampler.h"

namespace supreme {
namespace {

constexpr size_t kBatchesAhead = 4;
constexpr int64_t kLeads = static_cast<int64_t>(kLeadCount);

}  // namespace

RecordReader::RecordReader(const Pack& pack, const PreprocessConfig& config, uint64_t cache_bytes)
    : pack_(pack),
      preprocessor_(config),
      record_floats_(kLeadCount * (static_cast<size_t>(config.window_samples) + 1)),
      cache_records_(cache_bytes / (record_floats_ * sizeof(float))),
      window_mv_(kLeadCount * kWindowSamples) {}

void RecordReader::Prepare(size_t row, std::span<float> samples, std::span<float> lead_log_std) {
  pack_.ReadWindow(row, window_mv_, present_);
  preprocessor_.Prepare(window_mv_, present_, samples, lead_log_std);
}

void RecordReader::ReadChanged(size_t row, const Change& change, std::span<float> samples,
                               std::span<float> lead_log_std) {
  pack_.ReadWindow(row, window_mv_, present_);
  change(window_mv_, present_);
  preprocessor_.Prepare(window_mv_, present_, samples, lead_log_std);
}

void RecordReader::Read(size_t row, std::span<float> samples, std::span<float> lead_log_std) {
  auto found = cache_.find(row);
  if (found == cache_.end()) {
    if (cache_.size() >= cache_records_) return Prepare(row, samples, lead_log_std);
    auto values = std::make_unique<float[]>(record_floats_);
    const std::span<float> all(values.get(), record_floats_);
    Prepare(row, all.first(samples.size()), all.subspan(samples.size()));
    found = cache_.emplace(row, std::move(values)).first;
  }
  const float* values = found->second.get();
  std::copy_n(values, samples.size(), samples.begin());
  std::copy_n(values + samples.size(), lead_log_std.size(), lead_log_std.begin());
}

Batcher::Batcher(const BatchParts& parts, RowSource next_rows)
    : parts_(parts),
      queue_(kBatchesAhead),
      thread_([this, source = std::move(next_rows)] { Run(source); }) {}

Batcher::~Batcher() {
  queue_.Close();
  thread_.join();
}

void Batcher::Run(const RowSource& next_rows) {
  try {
    for (;;) {
      const BatchRows rows = next_rows();
      if (rows.rows.empty() || !queue_.Push(MakeBatch(rows))) break;
    }
  } catch (...) {
    failure_ = std::current_exception();  // rethrown by Next in the consumer's thread
  }
  queue_.Close();
}

std::optional<Batch> Batcher::Next() {
  std::optional<Batch> batch = queue_.Pop();
  if (!batch && failure_) std::rethrow_exception(failure_);
  return batch;
}

void Batcher::ReadRecord(const BatchRows& rows, size_t index, Batch& batch) {
  const auto record_samples = kLeadCount * static_cast<size_t>(parts_.reader.window_samples());
  const std::span<float> samples(batch.samples.mutable_data_ptr<float>() + index * record_samples,
                                 record_samples);
  const std::span<float> deviations(
      batch.lead_log_std.mutable_data_ptr<float>() + index * kLeadCount, kLeadCount);
  if (parts_.augmenter == nullptr) {
    parts_.reader.Read(rows.rows[index], samples, deviations);
    return;
  }
  const auto change = [&](std::span<float> samples_mv, std::span<uint8_t> present) {
    parts_.augmenter->Apply(rows.augment.Fork(rows.first + index), samples_mv, present);
  };
  parts_.reader.ReadChanged(rows.rows[index], change, samples, deviations);
}

void Batcher::ReadSamples(const BatchRows& rows, Batch& batch) {
  const auto count = static_cast<int64_t>(rows.rows.size());
  batch.samples = at::empty({count, kLeads, parts_.reader.window_samples()});
  batch.lead_log_std = at::empty({count, kLeads});
  for (size_t i = 0; i < rows.rows.size(); ++i) ReadRecord(rows, i, batch);
}

StoredSamples Batcher::ReadStored(const BatchRows& rows) const {
  const auto count = static_cast<int64_t>(rows.rows.size());
  const auto pinned = at::TensorOptions().pinned_memory(at::globalContext().hasCUDA());
  StoredSamples stored{
      at::empty({count, kLeads, static_cast<int64_t>(kWindowSamples)}, pinned.dtype(at::kShort)),
      at::empty({count, kLeads}, pinned), at::empty({count, kLeads}, pinned.dtype(at::kByte))};
  auto* signal = stored.signal.mutable_data_ptr<int16_t>();
  auto* scale = stored.scale.mutable_data_ptr<float>();
  auto* present = stored.present.mutable_data_ptr<uint8_t>();
  for (const size_t row : rows.rows) {
    const Pack::StoredWindow window = parts_.reader.pack().Stored(row);
    signal = std::copy(window.samples.begin(), window.samples.end(), signal);
    scale = std::copy(window.scale.begin(), window.scale.end(), scale);
    present = std::copy(window.present.begin(), window.present.end(), present);
  }
  return stored;
}

void Batcher::SampleQueries(const Rng& rng, Batch& batch) const {
  CountLabels(batch);
  const at::Tensor present = batch.labels.eq(kLabelPresent).any(0).to(at::kByte);
  const std::span<const uint8_t> is_present(present.const_data_ptr<uint8_t>(),
                                            static_cast<size_t>(present.numel()));
  AskOnly(DrawQueries(is_present, parts_.queries_per_batch, rng), batch);
}

Batch Batcher::MakeBatch(const BatchRows& rows) {
  const auto count = static_cast<int64_t>(rows.rows.size());
  const size_t query_count = parts_.labels.query_count();
  Batch batch;
  batch.labels =
      at::empty({count, static_cast<int64_t>(query_count)}, at::TensorOptions(at::kByte));
  batch.queries = parts_.queries;
  if (parts_.stored) {
    batch.stored = ReadStored(rows);
  } else {
    ReadSamples(rows, batch);
  }
  uint8_t* cells = batch.labels.mutable_data_ptr<uint8_t>();
  for (const size_t row : rows.rows) {
    parts_.labels.ReadRow(row, {cells, query_count});
    cells += query_count;
  }
  const bool samples =
      parts_.queries_per_batch > 0 && parts_.queries_per_batch < static_cast<int64_t>(query_count);
  if (samples) SampleQueries(rows.queries, batch);
  return batch;
}

}  // namespace supreme
