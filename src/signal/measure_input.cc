#include "signal/measure_input.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/resample.h"

namespace supreme {
namespace {

constexpr float kFlatMv = 0.002F;  // a lead that moves less is not connected

bool IsFlat(std::span<const float> trace) {
  const auto [low, high] = std::minmax_element(trace.begin(), trace.end());
  return *high - *low < kFlatMv;
}

std::vector<float> AtMeasureRate(std::span<const float> trace, double sample_rate_hz) {
  if (sample_rate_hz == kMeasureRateHz) return {trace.begin(), trace.end()};
  const Resampler resampler(sample_rate_hz, kMeasureRateHz);
  std::vector<float> output(resampler.OutputCount(trace.size()));
  resampler.Resample(trace, 0, output);
  return output;
}

// Pacing spikes last 0.5–2 ms, a few ms more behind filters; no wave of the heart is that narrow.
constexpr int64_t kSpikeReach = 10;  // samples on each side that show the level around it
constexpr int64_t kSpikeWidth = 4;   // samples at half height
constexpr int64_t kSpikeCut = 5;     // samples on each side that are replaced
constexpr float kSpikeMv = 0.2F;
constexpr size_t kSpikeLeads = 2;  // seen in at least so many leads

bool IsSpike(std::span<const float> trace, int64_t at) {
  std::array<float, 2 * kSpikeReach + 1> around;
  std::copy_n(trace.begin() + at - kSpikeReach, around.size(), around.begin());
  std::nth_element(around.begin(), around.begin() + kSpikeReach, around.end());
  const float level = around[kSpikeReach];
  const float height = trace[static_cast<size_t>(at)] - level;
  if (std::abs(height) < kSpikeMv) return false;
  int64_t width = 0;
  for (int64_t i = at - kSpikeReach; i <= at + kSpikeReach; ++i) {
    const float deviation = trace[static_cast<size_t>(i)] - level;
    if (deviation * height > 0.0F && std::abs(deviation) > 0.5F * std::abs(height)) ++width;
    if (std::abs(deviation) > std::abs(height)) return false;  // not the top
  }
  return width <= kSpikeWidth;
}

// Cheap test that nearly all samples fail: the trace turns sharply here.
bool TurnsSharply(std::span<const float> trace, size_t at) {
  const float before = trace[at] - trace[at - 2];
  const float after = trace[at] - trace[at + 2];
  return before * after > 0.0F && std::min(std::abs(before), std::abs(after)) > 0.3F * kSpikeMv;
}

void CutOut(std::vector<float>& trace, int64_t at) {
  const size_t first = static_cast<size_t>(at - kSpikeCut);
  const size_t count = 2 * kSpikeCut;
  const float from = trace[first], to = trace[first + count];
  for (size_t i = 1; i < count; ++i) {
    trace[first + i] = from + (to - from) * static_cast<float>(i) / static_cast<float>(count);
  }
}

void RemoveSpikes(MeasureInput& input) {
  const int64_t end = static_cast<int64_t>(input.sample_count) - kSpikeReach;
  for (int64_t at = kSpikeReach; at < end; ++at) {
    size_t seen = 0;
    for (const size_t lead : input.used) {
      const std::vector<float>& trace = input.leads[lead];
      if (TurnsSharply(trace, static_cast<size_t>(at)) && IsSpike(trace, at)) ++seen;
    }
    if (seen < kSpikeLeads) continue;
    for (const size_t lead : input.used) CutOut(input.leads[lead], at);
    at += kSpikeCut;
  }
}

std::vector<float> Convolve(std::span<const float> values, std::span<const float> kernel) {
  const int64_t reach = static_cast<int64_t>(kernel.size() / 2);
  const int64_t last = static_cast<int64_t>(values.size()) - 1;
  std::vector<float> padded(values.size() + kernel.size() - 1);
  for (size_t i = 0; i < padded.size(); ++i) {
    const int64_t from = std::clamp<int64_t>(static_cast<int64_t>(i) - reach, 0, last);
    padded[i] = values[static_cast<size_t>(from)];
  }
  std::vector<float> output(values.size(), 0.0F);
  for (size_t tap = 0; tap < kernel.size(); ++tap) {
    const float weight = kernel[tap];
    const float* from = padded.data() + tap;
    for (size_t i = 0; i < output.size(); ++i) output[i] += weight * from[i];
  }
  return output;
}

std::vector<float> GaussianKernel(double sigma_samples) {
  const int64_t reach = std::max<int64_t>(1, std::llround(3.0 * sigma_samples));
  std::vector<float> kernel;
  double sum = 0.0;
  for (int64_t i = -reach; i <= reach; ++i) {
    const double offset = static_cast<double>(i) / sigma_samples;
    const double weight = std::exp(-0.5 * offset * offset);
    kernel.push_back(static_cast<float>(weight));
    sum += weight;
  }
  for (float& weight : kernel) weight = static_cast<float>(weight / sum);
  return kernel;
}

}  // namespace

MeasureInput PrepareForMeasuring(std::span<const float> samples_mv,
                                 std::span<const uint8_t> present, double sample_rate_hz) {
  if (present.size() != kLeadCount || samples_mv.size() % kLeadCount != 0) {
    throw Error(ErrorCode::kInvalidInput, "an ECG to measure must have 12 leads of one length",
                std::to_string(samples_mv.size()) + " samples");
  }
  if (!(sample_rate_hz >= 100.0 && sample_rate_hz <= 100000.0)) {
    throw Error(ErrorCode::kInvalidInput, FormatDouble(sample_rate_hz) + " Hz cannot be measured",
                "sample rate", "100 Hz or more");
  }
  MeasureInput input;
  const size_t count = samples_mv.size() / kLeadCount;
  if (count == 0) return input;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto trace = samples_mv.subspan(lead * count, count);
    if (present[lead] == 0 || IsFlat(trace)) continue;
    input.leads[lead] = AtMeasureRate(trace, sample_rate_hz);
    input.sample_count = input.leads[lead].size();
    input.used.push_back(lead);
  }
  RemoveSpikes(input);
  return input;
}

double Quantile(std::vector<double> values, double fraction) {
  if (values.empty()) return 0.0;
  const size_t at = static_cast<size_t>(fraction * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + static_cast<int64_t>(at), values.end());
  return values[at];
}

std::vector<float> Smooth(std::span<const float> values, double sigma_ms) {
  return Convolve(values, GaussianKernel(sigma_ms * kMeasureRateHz / 1000.0));
}

std::vector<float> Slope(std::span<const float> values, double sigma_ms) {
  const double sigma = sigma_ms * kMeasureRateHz / 1000.0;
  std::vector<float> kernel = GaussianKernel(sigma);
  const int64_t reach = static_cast<int64_t>(kernel.size() / 2);
  for (int64_t i = -reach; i <= reach; ++i) {
    const double factor = static_cast<double>(i) / (sigma * sigma) * kMeasureRateHz;
    kernel[static_cast<size_t>(i + reach)] *= static_cast<float>(factor);
  }
  return Convolve(values, kernel);
}

}  // namespace supreme
