#include "signal/preprocess.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr float kMinDeviationMv = 0.001f;  // 1 µV, one step of common recorders
constexpr float kRangeEpsilon = 1e-8f;     // as in the paper's line of work
constexpr size_t kLanes = 8;
constexpr ResampleQuality kNetworkRateQuality = {.transition = 0.4, .attenuation_db = 60.0};

struct Moments {
  double mean = 0;
  double deviation = 0;
};

// Sums in eight lanes, so that the order of additions is the same in every instruction set.
SUPREME_VECTOR_CLONES
double Sum(const float* samples, size_t count) {
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += samples[i + lane];
  }
  double sum = 0;
  for (const float lane : lanes) sum += static_cast<double>(lane);
  for (; i < count; ++i) sum += static_cast<double>(samples[i]);
  return sum;
}

SUPREME_VECTOR_CLONES
double SumOfSquares(const float* samples, size_t count, float center) {
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      const float difference = samples[i + lane] - center;
      lanes[lane] += difference * difference;
    }
  }
  double sum = 0;
  for (const float lane : lanes) sum += static_cast<double>(lane);
  for (; i < count; ++i) {
    const double difference = static_cast<double>(samples[i] - center);
    sum += difference * difference;
  }
  return sum;
}

struct Scale {
  float offset = 0;
  float divisor = 1;
};

SUPREME_VECTOR_CLONES
void ShiftAndDivide(float* samples, size_t count, const Scale& scale) {
  const auto [offset, divisor] = scale;
  for (size_t i = 0; i < count; ++i) samples[i] = (samples[i] - offset) / divisor;
}

Moments LeadMoments(std::span<const float> lead) {
  const auto count = static_cast<double>(lead.size());
  Moments moments;
  moments.mean = Sum(lead.data(), lead.size()) / count;
  const auto center = static_cast<float>(moments.mean);
  moments.deviation = std::sqrt(SumOfSquares(lead.data(), lead.size(), center) / count);
  return moments;
}

using LeadMoments12 = std::array<Moments, kLeadCount>;

// Mean and deviation over all samples of the leads that are present.
Moments RecordMoments(const LeadMoments12& leads, std::span<const uint8_t> present) {
  double count = 0;
  Moments record;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (present[lead] == 0) continue;
    record.mean += leads[lead].mean;
    ++count;
  }
  if (count == 0) return record;
  record.mean /= count;
  double variance = 0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (present[lead] == 0) continue;
    const double shift = leads[lead].mean - record.mean;
    variance += leads[lead].deviation * leads[lead].deviation + shift * shift;
  }
  record.deviation = std::sqrt(variance / count);
  return record;
}

// A flat lead is divided by infinity: it becomes 0 and nothing is divided by 0.
Scale ScoreScale(const Moments& moments) {
  const bool is_flat = moments.deviation < static_cast<double>(kMinDeviationMv);
  return {static_cast<float>(moments.mean),
          is_flat ? std::numeric_limits<float>::infinity() : static_cast<float>(moments.deviation)};
}

struct Range {
  float low = std::numeric_limits<float>::infinity();
  float high = -std::numeric_limits<float>::infinity();
};

// In four times as many lanes, as each comparison waits for the one before; the order does not
// change the result.
constexpr size_t kRangeLanes = 4 * kLanes;

SUPREME_VECTOR_CLONES
void Widen(const float* samples, size_t count, Range& range) {
  float lows[kRangeLanes];
  float highs[kRangeLanes];
  std::fill_n(lows, kRangeLanes, range.low);
  std::fill_n(highs, kRangeLanes, range.high);
  size_t i = 0;
  for (; i + kRangeLanes <= count; i += kRangeLanes) {
    for (size_t lane = 0; lane < kRangeLanes; ++lane) {
      const float sample = samples[i + lane];
      lows[lane] = sample < lows[lane] ? sample : lows[lane];
      highs[lane] = sample > highs[lane] ? sample : highs[lane];
    }
  }
  for (; i < count; ++i) {
    lows[0] = std::min(lows[0], samples[i]);
    highs[0] = std::max(highs[0], samples[i]);
  }
  range.low = *std::min_element(lows, lows + kRangeLanes);
  range.high = *std::max_element(highs, highs + kRangeLanes);
}

// The smallest and largest sample of the leads that are present.
Range RecordRange(std::span<const float> samples, std::span<const uint8_t> present, size_t width) {
  Range range;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (present[lead] != 0) Widen(&samples[lead * width], width, range);
  }
  return range;
}

}  // namespace

Preprocessor::Preprocessor(PreprocessConfig config) : config_(std::move(config)) {
  const double duration_sec = static_cast<double>(config_.window_samples) / config_.sample_rate_hz;
  constexpr double kWindowSec = static_cast<double>(kWindowSamples) / kWindowRateHz;
  if (!(config_.sample_rate_hz >= 50 && config_.sample_rate_hz <= kWindowRateHz) ||
      config_.window_samples < 1 || duration_sec > kWindowSec * (1 + 1e-9)) {
    throw Error(ErrorCode::kUsage,
                std::to_string(config_.window_samples) + " samples at " +
                    FormatDouble(config_.sample_rate_hz) + " Hz do not fit a window of 10 s",
                "window_samples", "use at most 10 × sample_rate_hz samples at 50–500 Hz");
  }
  constexpr std::array<std::pair<std::string_view, Normalisation>, 4> kNames = {
      {{"minmax_record", Normalisation::kMinMaxRecord},
       {"mv", Normalisation::kMillivolts},
       {"zscore_record", Normalisation::kZScoreRecord},
       {"zscore_lead", Normalisation::kZScoreLead}}};
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) {
    return entry.first == config_.normalisation;
  });
  if (found == kNames.end()) {
    throw Error(ErrorCode::kUsage, "unknown normalisation \"" + config_.normalisation + "\"",
                "normalisation", "use minmax_record, mv, zscore_record or zscore_lead");
  }
  normalisation_ = found->second;
  if (config_.sample_rate_hz != kWindowRateHz) {
    resampler_.emplace(kWindowRateHz, config_.sample_rate_hz, kNetworkRateQuality);
  }
}

void Preprocessor::Prepare(std::span<const float> samples_mv, std::span<const uint8_t> present,
                           std::span<float> samples, std::span<float> lead_log_std) const {
  const auto width = static_cast<size_t>(config_.window_samples);
  SUPREME_CHECK(samples_mv.size() == kLeadCount * kWindowSamples && present.size() == kLeadCount);
  SUPREME_CHECK(samples.size() == kLeadCount * width && lead_log_std.size() == kLeadCount);
  LeadMoments12 moments{};
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto target = samples.subspan(lead * width, width);
    lead_log_std[lead] = 0;
    if (present[lead] == 0) {
      std::fill(target.begin(), target.end(), 0.0f);
      continue;
    }
    const auto source = samples_mv.subspan(lead * kWindowSamples, kWindowSamples);
    if (resampler_) {
      resampler_->Resample(source, 0, target);
    } else {
      std::copy_n(source.begin(), width, target.begin());
    }
    moments[lead] = LeadMoments(target);
    lead_log_std[lead] =
        std::log(std::max(static_cast<float>(moments[lead].deviation), kMinDeviationMv));
  }
  if (normalisation_ == Normalisation::kMillivolts) return;
  Scale record;  // for the two rules that treat all leads alike
  if (normalisation_ == Normalisation::kMinMaxRecord) {
    const Range range = RecordRange(samples, present, width);
    record = {range.low, range.high - range.low + kRangeEpsilon};
  } else if (normalisation_ == Normalisation::kZScoreRecord) {
    record = ScoreScale(RecordMoments(moments, present));
  }
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (present[lead] == 0) continue;
    const bool own = normalisation_ == Normalisation::kZScoreLead;
    ShiftAndDivide(&samples[lead * width], width, own ? ScoreScale(moments[lead]) : record);
  }
}

NetworkInput Preprocessor::Prepare(const EcgWindow& window) const {
  NetworkInput input;
  input.samples.resize(kLeadCount * static_cast<size_t>(config_.window_samples));
  Prepare(window.samples_mv, window.present, input.samples, input.lead_log_std);
  return input;
}

}  // namespace supreme
