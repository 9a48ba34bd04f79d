#include "train/batcher.h"

#include <ATen/ATen.h>

#include <algorithm>

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

Batch Batcher::MakeBatch(const BatchRows& rows) {
  const auto count = static_cast<int64_t>(rows.rows.size());
  const size_t query_count = parts_.labels.query_count();
  Batch batch{at::empty({count, kLeads, parts_.reader.window_samples()}),
              at::empty({count, kLeads}),
              at::empty({count, static_cast<int64_t>(query_count)}, at::TensorOptions(at::kByte)),
              parts_.queries};
  for (size_t i = 0; i < rows.rows.size(); ++i) {
    ReadRecord(rows, i, batch);
    uint8_t* cells = batch.labels.mutable_data_ptr<uint8_t>() + i * query_count;
    parts_.labels.ReadRow(rows.rows[i], {cells, query_count});
  }
  return batch;
}

}  // namespace supreme
