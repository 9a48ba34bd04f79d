// From the standard window to the network's input. The options are part of a bundle's config.json,
// and training, evaluation and prediction all run this code.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/config_table.h"
#include "signal/resample.h"
#include "signal/window.h"

namespace supreme {

struct PreprocessConfig {
  double sample_rate_hz = 500.0;
  int64_t window_samples = 5000;
  std::string normalisation = "minmax_record";

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("sample_rate_hz", self.sample_rate_hz, {50.0, 500.0}, "rate of the network's input");
    visit("window_samples", self.window_samples, {50, 5000}, "samples per lead fed to the network");
    visit("normalisation", self.normalisation,
          {"minmax_record", "mv", "zscore_record", "zscore_lead"},
          "minmax_record: whole record to [0,1]; mv: millivolts; zscore_record: by the record's "
          "deviation, log deviation of each lead as extra input; zscore_lead: by each lead's own");
  }
};

struct NetworkInput {
  std::vector<float> samples;  // [12, window_samples]; 0 in missing leads
  // [12] natural log of each lead's deviation in mV, at least log 0.001; 0 for missing leads.
  std::array<float, kLeadCount> lead_log_std{};
};

// The rate is lowered with an anti-alias filter that passes up to 0.8 and stops from 1.2 times the
// network's Nyquist frequency (60 dB). Deviations below 1 µV count as flat: such a lead (or record)
// becomes 0 under the z-scores. Immutable after construction; thread-safe.
class Preprocessor {
 public:
  // kUsage when rate × window is longer than the standard window.
  explicit Preprocessor(PreprocessConfig config);
  const PreprocessConfig& config() const { return config_; }

  // `samples_mv` [12, 5000] and `present` [12] of a standard window; writes [12, window_samples]
  // and [12] into the caller's memory (batch buffers). No allocation after the first call of a
  // thread.
  void Prepare(std::span<const float> samples_mv, std::span<const uint8_t> present,
               std::span<float> samples, std::span<float> lead_log_std) const;
  NetworkInput Prepare(const EcgWindow& window) const;

 private:
  enum class Normalisation { kMinMaxRecord, kMillivolts, kZScoreRecord, kZScoreLead };

  PreprocessConfig config_;
  Normalisation normalisation_;
  std::optional<Resampler> resampler_;  // from 500 Hz; none when the network takes 500 Hz
};

}  // namespace supreme
