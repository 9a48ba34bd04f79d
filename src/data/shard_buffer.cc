#include "data/shard_buffer.h"

#include <span>

#include "core/error.h"
#include "data/pack_format.h"
#include "data/quantise.h"
#include "tensor/safetensors.h"

namespace supreme {
namespace {

constexpr size_t kRowSamples = kLeadCount * kWindowSamples;

}  // namespace

void ShardBuffer::Add(const EcgWindow& window) {
  SUPREME_CHECK(window.samples_mv.size() == kRowSamples);
  const size_t start = samples_.size();
  if (start == 0) samples_.reserve(kShardRows * kRowSamples);
  samples_.resize(start + kRowSamples);
  const std::span<int16_t> stored = std::span(samples_).subspan(start);
  const std::span<const float> all(window.samples_mv);
  const bool lossless = IsWholeMicrovolts(all);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto lead_mv = all.subspan(lead * kWindowSamples, kWindowSamples);
    const float scale = lossless ? kMicrovoltScale : LeadScale(lead_mv);
    QuantiseLead(lead_mv, scale, stored.subspan(lead * kWindowSamples, kWindowSamples));
    scales_.push_back(scale);
    masks_.push_back(window.present[lead]);
  }
}

void ShardBuffer::Write(const std::filesystem::path& path, Durability durability) {
  const auto n = static_cast<int64_t>(rows());
  const auto leads = static_cast<int64_t>(kLeadCount);
  WriteSafetensors(path,
                   {{"signal", ViewOf(std::span<const int16_t>(samples_),
                                      {n, leads, static_cast<int64_t>(kWindowSamples)})},
                    {"scale", ViewOf(std::span<const float>(scales_), {n, leads})},
                    {"mask", ViewOf(std::span<const uint8_t>(masks_), {n, leads})}},
                   {}, durability);
  samples_.clear();
  scales_.clear();
  masks_.clear();
}

}  // namespace supreme
