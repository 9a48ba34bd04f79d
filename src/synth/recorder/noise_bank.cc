#include "synth/recorder/noise_bank.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

constexpr size_t kFastSamples = size_t{1} << 20;    // 35 minutes
constexpr size_t kWanderSamples = size_t{1} << 18;  // 2 hours

// Nearly normal, standard deviation 1: the sum of four uniforms from one 64-bit draw.
double CheapNormal(Rng& rng) {
  const uint64_t bits = rng.NextU64();
  const auto sum = static_cast<double>((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) +
                                       ((bits >> 32) & 0xFFFF) + (bits >> 48));
  return (sum / 65536.0 - 2.0) * std::numbers::sqrt3;
}

class LowPass {  // one pole
 public:
  LowPass(double cutoff_hz, double rate_hz)
      : keep_(std::exp(-2.0 * std::numbers::pi * cutoff_hz / rate_hz)) {}
  double Next(double value) { return state_ = keep_ * state_ + (1.0 - keep_) * value; }

 private:
  double keep_;
  double state_ = 0.0;
};

void Standardise(std::vector<float>& values) {
  double sum = 0.0;
  double squares = 0.0;
  for (const float value : values) {
    sum += value;
    squares += static_cast<double>(value) * value;
  }
  const auto count = static_cast<double>(values.size());
  const double mean = sum / count;
  const double scale = 1.0 / std::sqrt(squares / count - mean * mean);
  for (float& value : values) value = static_cast<float>((value - mean) * scale);
}

// White noise between two cut-offs, one pole each side, two above.
std::vector<int16_t> Band(double low_hz, double high_hz, Rng& rng) {
  LowPass below(low_hz, NoiseBank::kFastRateHz);
  LowPass above(high_hz, NoiseBank::kFastRateHz);
  LowPass steep(2.5 * high_hz, NoiseBank::kFastRateHz);
  std::vector<float> values(kFastSamples);
  for (float& value : values) {
    const double smooth = steep.Next(above.Next(CheapNormal(rng)));
    value = static_cast<float>(smooth - below.Next(smooth));
  }
  Standardise(values);
  std::vector<int16_t> rounded(values.size());
  std::transform(values.begin(), values.end(), rounded.begin(), [](float value) {
    return static_cast<int16_t>(std::lround(std::clamp(value, -7.9F, 7.9F) * NoiseBank::kFastUnit));
  });
  return rounded;
}

// One-pole noises an octave or two apart add up to a power law.
std::vector<float> MakeWander(Rng& rng) {
  struct Part {
    LowPass first;
    LowPass second;
    double gain;
  };
  std::vector<Part> parts;
  for (const auto& [cutoff_hz, deviation] : {std::array{0.04, 1.0}, std::array{0.12, 0.6},
                                             std::array{0.35, 0.25}, std::array{1.2, 0.09}}) {
    const double keep = std::exp(-2.0 * std::numbers::pi * cutoff_hz / NoiseBank::kWanderRateHz);
    const double gain = deviation / std::sqrt((1.0 - keep) / (1.0 + keep));
    parts.push_back({LowPass(cutoff_hz, NoiseBank::kWanderRateHz),
                     LowPass(2.0 * cutoff_hz, NoiseBank::kWanderRateHz), gain});
  }
  std::vector<float> values(kWanderSamples);
  for (float& value : values) {
    double sum = 0.0;
    for (Part& part : parts) {
      sum += part.gain * part.second.Next(part.first.Next(CheapNormal(rng)));
    }
    value = static_cast<float>(sum);
  }
  Standardise(values);
  return values;
}

}  // namespace

NoiseBank::NoiseBank() {
  const Rng rng(0x5EED0F0153ULL);
  Rng rumble_rng = rng.Fork("rumble");
  Rng hiss_rng = rng.Fork("hiss");
  Rng wander_rng = rng.Fork("wander");
  rumble_ = Band(6.0, 22.0, rumble_rng);
  hiss_ = Band(25.0, 150.0, hiss_rng);
  wander_ = MakeWander(wander_rng);
}

const NoiseBank& NoiseBank::Shared() {
  static const NoiseBank bank;
  return bank;
}

}  // namespace supreme
