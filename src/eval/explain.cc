#include "eval/explain.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/interrupt.h"

namespace supreme {
namespace {

// Inputs that are masked before the network sees them: enough for some batches, small in memory.
constexpr size_t kInputsAtOnce = 64;

// A map without values: where the encoder's tokens lie.
ImportanceMap TokenMap(const ModelConfig& config) {
  ImportanceMap map;
  const double rate_hz = config.preprocess.sample_rate_hz;
  const auto tokens = static_cast<size_t>(TokenCount(config));
  if (config.encoder == "vit") {
    map.columns = tokens / kLeadCount;
    map.column_s = static_cast<double>(config.patch_samples) / rate_hz;
    return map;
  }
  // Strides 2 (stem), 1, 2, 2, 2 with centred kernels: token i is centred at sample 16 i.
  constexpr double kStride = 16.0;
  map.rows = 1;
  map.columns = tokens;
  map.column_s = kStride / rate_hz;
  map.start_s = -0.5 * map.column_s;
  return map;
}

float Median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::vector<std::string> ExplanationMethods() { return {"attention", "gradient", "occlusion"}; }

std::vector<float> LeadMedians(std::span<const float> samples) {
  const size_t count = samples.size() / kLeadCount;
  SUPREME_CHECK(count > 0 && count * kLeadCount == samples.size());
  std::vector<float> medians;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto part = samples.subspan(lead * count, count);
    medians.push_back(Median({part.begin(), part.end()}));
  }
  return medians;
}

Occluder::Occluder(std::span<const float> samples, const CellGrid& grid)
    : samples_(samples),
      grid_(grid),
      lead_samples_(samples.size() / kLeadCount),
      medians_(LeadMedians(samples)) {
  SUPREME_CHECK(grid.columns > 0 && grid.columns <= lead_samples_);
}

Occluder::Range Occluder::SamplesOf(size_t cell) const {
  const size_t lead = cell / grid_.columns, column = cell % grid_.columns;
  const size_t first = lead * lead_samples_;
  return {first + column * lead_samples_ / grid_.columns,
          first + (column + 1) * lead_samples_ / grid_.columns};
}

void Occluder::Mask(size_t cell, std::span<float> target) const {
  const Range range = SamplesOf(cell);
  for (size_t i = range.begin; i < range.end; ++i) target[i] = medians_[cell / grid_.columns];
}

void Occluder::Show(size_t cell, std::span<float> target) const {
  const Range range = SamplesOf(cell);
  for (size_t i = range.begin; i < range.end; ++i) target[i] = samples_[i];
}

std::vector<float> Occluder::Blank() const {
  std::vector<float> blank(samples_.size());
  for (size_t i = 0; i < blank.size(); ++i) blank[i] = medians_[i / lead_samples_];
  return blank;
}

AttentionMaps ExplainByAttention(const CrossAttention& attention, const ModelConfig& config,
                                 size_t question) {
  if (config.encoder_output == "pooled") {
    throw Error(ErrorCode::kUsage, "the encoder's output is pooled: attention has one token only",
                "attention", "--method occlusion");
  }
  AttentionMaps maps;
  maps.mean = TokenMap(config);
  SUPREME_CHECK(attention.token_count == maps.mean.rows * maps.mean.columns);
  maps.mean.values.assign(attention.token_count, 0.0);
  for (size_t layer = 0; layer < attention.layer_count; ++layer) {
    ImportanceMap map = TokenMap(config);
    for (const float weight : attention.Row(layer, question)) {
      map.values.push_back(static_cast<double>(weight));
    }
    for (size_t i = 0; i < map.values.size(); ++i) {
      maps.mean.values[i] += map.values[i] / static_cast<double>(attention.layer_count);
    }
    maps.layers.push_back(std::move(map));
  }
  return maps;
}

std::vector<ImportanceMap> ExplainByOcclusion(InputScorer& scorer, const NetworkInput& input,
                                              const CellGrid& grid) {
  const Occluder occluder(input.samples, grid);
  const std::vector<double> whole = scorer.Logits(input.samples, input.lead_log_std);
  ImportanceMap map;
  map.columns = grid.columns;
  map.column_s = grid.column_s();
  map.is_signed = true;
  map.values.resize(grid.cell_count());
  std::vector<ImportanceMap> maps(scorer.question_count(), map);
  for (size_t start = 0; start < grid.cell_count(); start += kInputsAtOnce) {
    ThrowIfInterrupted();
    const size_t count = std::min(kInputsAtOnce, grid.cell_count() - start);
    std::vector<float> masked;
    masked.reserve(count * input.samples.size());
    for (size_t i = 0; i < count; ++i) {
      masked.insert(masked.end(), input.samples.begin(), input.samples.end());
      occluder.Mask(start + i, std::span(masked).last(input.samples.size()));
    }
    const std::vector<double> logits = scorer.Logits(masked, input.lead_log_std);
    for (size_t i = 0; i < count; ++i) {
      for (size_t q = 0; q < maps.size(); ++q) {
        maps[q].values[start + i] = whole[q] - logits[i * maps.size() + q];
      }
    }
  }
  return maps;
}

ImportanceMap ExplainByGradient(std::span<const float> gradient, const NetworkInput& input,
                                const CellGrid& grid) {
  SUPREME_CHECK(gradient.size() == input.samples.size());
  const std::vector<float> medians = LeadMedians(input.samples);
  const size_t samples = gradient.size() / kLeadCount;
  ImportanceMap map;
  map.columns = grid.columns;
  map.column_s = grid.column_s();
  map.is_signed = true;
  map.values.assign(grid.cell_count(), 0.0);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t column = 0; column < grid.columns; ++column) {
      double& sum = map.values[lead * grid.columns + column];
      const size_t end = (column + 1) * samples / grid.columns;
      for (size_t i = column * samples / grid.columns; i < end; ++i) {
        const size_t at = lead * samples + i;
        sum += static_cast<double>(gradient[at]) *
               static_cast<double>(input.samples[at] - medians[lead]);
      }
    }
  }
  return map;
}

CellGrid GridOf(const ModelConfig& config, double cell_s) {
  const double duration_s =
      static_cast<double>(config.preprocess.window_samples) / config.preprocess.sample_rate_hz;
  const auto columns = std::max(1.0, std::round(duration_s / cell_s));
  return {
      static_cast<size_t>(std::min(columns, static_cast<double>(config.preprocess.window_samples))),
      duration_s};
}

}  // namespace supreme
