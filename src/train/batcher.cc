#include "train/batcher.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>

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
  std::array<uint8_t, kLeadCount> present{};
  pack_.ReadWindow(row, window_mv_, present);
  preprocessor_.Prepare(window_mv_, present, samples, lead_log_std);
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

Batcher::Batcher(RecordReader& reader, const LabelMatrix& labels, RowSource next_rows)
    : reader_(reader),
      labels_(labels),
      queue_(kBatchesAhead),
      thread_([this, source = std::move(next_rows)] { Run(source); }) {}

Batcher::~Batcher() {
  queue_.Close();
  thread_.join();
}

void Batcher::Run(const RowSource& next_rows) {
  try {
    for (;;) {
      const std::vector<size_t> rows = next_rows();
      if (rows.empty() || !queue_.Push(MakeBatch(rows))) break;
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

Batch Batcher::MakeBatch(std::span<const size_t> rows) {
  const auto count = static_cast<int64_t>(rows.size());
  const auto queries = static_cast<int64_t>(labels_.query_count);
  const int64_t window = reader_.window_samples();
  Batch batch{at::empty({count, kLeads, window}), at::empty({count, kLeads}),
              at::empty({count, queries}, at::TensorOptions(at::kByte))};
  const auto record_samples = static_cast<size_t>(kLeads * window);
  for (size_t i = 0; i < rows.size(); ++i) {
    reader_.Read(rows[i],
                 {batch.samples.mutable_data_ptr<float>() + i * record_samples, record_samples},
                 {batch.lead_log_std.mutable_data_ptr<float>() + i * kLeadCount, kLeadCount});
    std::copy_n(labels_.labels.begin() + static_cast<std::ptrdiff_t>(rows[i] * labels_.query_count),
                labels_.query_count,
                batch.labels.mutable_data_ptr<uint8_t>() + i * labels_.query_count);
  }
  return batch;
}

}  // namespace supreme
