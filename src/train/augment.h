// Records made a little different each time they are seen: what electrodes, amplifiers and cuts
// change without changing what there is to read.
#pragma once

#include <cstdint>
#include <span>

#include "core/rng.h"

namespace supreme {

// All 0 = records as they are.
struct AugmentConfig {
  double record_gain = 0.0;
  double lead_gain = 0.0;
  double lead_dropout = 0.0;
  double noise_mv = 0.0;
  double crop_share = 0.0;
  double crop_shortest_s = 5.0;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("record_gain", self.record_gain, {0.0, 1.0},
          "deviation of the natural log of a factor on all leads of a record");
    visit("lead_gain", self.lead_gain, {0.0, 1.0},
          "deviation of the natural log of a factor on each lead");
    visit("lead_dropout", self.lead_dropout, {0.0, 0.9},
          "probability that a lead is missing; one at least stays");
    visit("noise_mv", self.noise_mv, {0.0, 1.0},
          "white noise at 500 Hz; its deviation is drawn from 0 to this, mV");
    visit("crop_share", self.crop_share, {0.0, 1.0},
          "of records of which only a stretch is kept, moved to the start, zeros after it");
    visit("crop_shortest_s", self.crop_shortest_s, {0.5, 10.0}, "shortest such stretch, s");
  }
};

// On the standard window, before the preprocessing: its normalisation then sees what it would see
// in such a record. Immutable; thread-safe.
class Augmenter {
 public:
  explicit Augmenter(const AugmentConfig& config) : config_(config) {}

  // False when it would change nothing.
  bool active() const;
  // samples_mv [12, 5000], present [12]; the same `rng` gives the same change.
  void Apply(const Rng& rng, std::span<float> samples_mv, std::span<uint8_t> present) const;

 private:
  void Scale(const Rng& rng, std::span<float> samples_mv) const;
  void AddNoise(const Rng& rng, std::span<float> samples_mv,
                std::span<const uint8_t> present) const;
  void Crop(const Rng& rng, std::span<float> samples_mv) const;
  void DropLeads(const Rng& rng, std::span<float> samples_mv, std::span<uint8_t> present) const;

  AugmentConfig config_;
};

}  // namespace supreme
