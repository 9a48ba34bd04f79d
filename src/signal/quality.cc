#include "signal/quality.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/numbers.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr double kSlopeSec = 0.04;
constexpr double kStretchSec = 2.0;  // at least one beat
constexpr auto kStretchSamples = static_cast<size_t>(kStretchSec * kWindowRateHz);

constexpr double kMaxResidualMv = 0.01;  // a few steps of common recorders
constexpr double kMaxResidualShare = 0.1;

enum Limb : size_t { kI, kII, kIII, kAvr, kAvl, kAvf };

SUPREME_VECTOR_CLONES
float LargestChange(const float* samples, size_t count, size_t slope_samples) {
  float largest[8] = {};
  size_t i = 0;
  for (; i + 8 + slope_samples <= count; i += 8) {
    for (size_t lane = 0; lane < 8; ++lane) {
      const float change = std::abs(samples[i + lane + slope_samples] - samples[i + lane]);
      largest[lane] = change > largest[lane] ? change : largest[lane];
    }
  }
  return *std::max_element(largest, largest + 8);
}

float Median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// One of the identities of Einthoven and Goldberger: a·first + b·second − third = 0.
struct Identity {
  Limb first, second, third;
  float a, b;
  std::string_view text;
};

constexpr std::array<Identity, 4> kIdentities = {
    {{kI, kIII, kII, 1.0f, 1.0f, "II = I + III"},
     {kI, kII, kAvr, -0.5f, -0.5f, "aVR = -(I + II)/2"},
     {kI, kIII, kAvl, 0.5f, -0.5f, "aVL = (I - III)/2"},
     {kII, kIII, kAvf, 0.5f, 0.5f, "aVF = (II + III)/2"}}};

struct Spread {
  double sum = 0;
  double squares = 0;
};

constexpr size_t kSpreadLanes = 4;

// The leads of a·first + b·second - third, by their samples.
struct LeadSum {
  const float* first;
  const float* second;
  const float* third;
  float a;
  float b;
};

SUPREME_VECTOR_CLONES
Spread SpreadOf(const LeadSum& leads, size_t count) {
  const auto [first, second, third, a, b] = leads;
  double sums[kSpreadLanes] = {};
  double squares[kSpreadLanes] = {};
  for (size_t i = 0; i + kSpreadLanes <= count; i += kSpreadLanes) {
    for (size_t lane = 0; lane < kSpreadLanes; ++lane) {
      const auto value =
          static_cast<double>(a * first[i + lane] + b * second[i + lane] - third[i + lane]);
      sums[lane] += value;
      squares[lane] += value * value;
    }
  }
  return {(sums[0] + sums[2]) + (sums[1] + sums[3]),
          (squares[0] + squares[2]) + (squares[1] + squares[3])};
}

class LimbLeads {
 public:
  LimbLeads(const EcgWindow& window, size_t used_samples)
      : window_(window), used_samples_(used_samples) {
    for (size_t limb = kI; limb <= kAvf; ++limb) {
      const float* samples = Samples(static_cast<Limb>(limb));
      variances_[limb] = Variance(SpreadOf({samples, samples, samples, 0, 0}, used_samples));
    }
  }

  // Deviation of what an identity leaves over, in mV; offsets of single leads do not count.
  double ResidualMv(const Identity& identity) const {
    return std::sqrt(Variance(SpreadOf({Samples(identity.first), Samples(identity.second),
                                        Samples(identity.third), identity.a, identity.b},
                                       used_samples_)));
  }
  // Typical deviation of the three leads of an identity, in mV.
  double LeadsMv(const Identity& identity) const {
    return std::sqrt(
        (variances_[identity.first] + variances_[identity.second] + variances_[identity.third]) /
        3);
  }

 private:
  const float* Samples(Limb limb) const { return &window_.samples_mv[limb * kWindowSamples]; }
  double Variance(const Spread& spread) const {
    const auto count = static_cast<double>(used_samples_ / kSpreadLanes * kSpreadLanes);
    const double mean = spread.sum / count;
    return std::max(0.0, spread.squares / count - mean * mean);
  }

  const EcgWindow& window_;
  size_t used_samples_;
  std::array<double, 6> variances_{};
};

void CheckLimbLeads(const EcgWindow& window, size_t used_samples,
                    std::vector<std::string>& warnings) {
  if (used_samples < kSpreadLanes) return;
  const LimbLeads leads(window, used_samples);
  for (const Identity& identity : kIdentities) {
    if (window.present[identity.first] == 0 || window.present[identity.second] == 0 ||
        window.present[identity.third] == 0) {
      continue;
    }
    const double residual_mv = leads.ResidualMv(identity);
    if (residual_mv > std::max(kMaxResidualMv, kMaxResidualShare * leads.LeadsMv(identity))) {
      warnings.push_back("limb leads contradict " + std::string(identity.text) + " by " +
                         FormatFixed(residual_mv, 3) + " mV rms: swapped or mislabelled leads?");
    }
  }
}

}  // namespace

float LeadQrsHeightMv(std::span<const float> lead_mv, double sample_rate_hz) {
  const auto slope_samples = static_cast<size_t>(std::lround(kSlopeSec * sample_rate_hz));
  const auto stretch = static_cast<size_t>(std::lround(kStretchSec * sample_rate_hz));
  std::vector<float> heights;
  for (size_t begin = 0; begin < lead_mv.size(); begin += stretch) {
    const size_t count = std::min(stretch, lead_mv.size() - begin);
    if (count < stretch && begin > 0) break;  // a short rest may hold no beat
    heights.push_back(LargestChange(&lead_mv[begin], count, slope_samples));
  }
  return heights.empty() ? 0.0f : Median(heights);
}

float JoinQrsHeights(std::vector<float> lead_heights_mv) {
  if (lead_heights_mv.empty()) return 0;
  const float largest = *std::max_element(lead_heights_mv.begin(), lead_heights_mv.end());
  return std::sqrt(Median(lead_heights_mv) * largest);
}

float QrsHeightMv(const EcgWindow& window, size_t used_samples) {
  std::vector<float> heights;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] == 0 || window.flat[lead] != 0) continue;
    heights.push_back(LeadQrsHeightMv(
        std::span(window.samples_mv).subspan(lead * kWindowSamples, used_samples), kWindowRateHz));
  }
  return JoinQrsHeights(std::move(heights));
}

std::vector<std::string> CheckQuality(const EcgWindow& window, size_t used_samples) {
  std::vector<std::string> warnings;
  const float height = QrsHeightMv(window, used_samples);
  const bool has_signal = std::any_of(window.flat.begin(), window.flat.end(), [&](const auto& f) {
    return f == 0 && window.present[static_cast<size_t>(&f - window.flat.data())] != 0;
  });
  if (has_signal && used_samples >= kStretchSamples &&
      (height < kMinQrsHeightMv || height > kMaxQrsHeightMv)) {
    warnings.push_back("QRS height of " + FormatFixed(static_cast<double>(height), 3) +
                       " mV is outside 0.5-4.3 mV: wrong gain or unit?");
  }
  CheckLimbLeads(window, used_samples, warnings);
  return warnings;
}

}  // namespace supreme
