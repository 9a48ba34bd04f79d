#include "synth/truth/dominant_beat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

// Sinus beats with PVCs between them; every shape is one wave along x.
struct Example {
  Patient patient;
  Diagnosis diagnosis;
  Torso torso;
  RhythmStrip strip;
  Heart heart;
  RecordingFaults faults;

  Example() {
    const Wave wave{.center_ms = 40.0, .peak_mv = {1.0, 0.0, 0.0}};
    for (auto& shapes : heart.ventricular) shapes.push_back({{wave}, 90.0, {}, 400.0});
    heart.atrial[0].push_back({.waves = {{.center_ms = 50.0, .peak_mv = {0.1, 0.0, 0.0}}}});
    for (int i = 0; i < 4; ++i) {
      strip.atrial.push_back({.onset_s = i - 0.16 + 1.0});
      strip.ventricular.push_back({.onset_s = i + 1.0, .gain = 1.1});
    }
  }
  void AddEctopic(int count) {
    for (int i = 0; i < count; ++i) {
      strip.ventricular.push_back({.onset_s = 5.0 + 0.1 * i, .kind = VentricularKind::kEctopic});
    }
  }
  TruthInput Input() const { return {patient, diagnosis, torso, strip, heart, faults, 10.0}; }
};

TEST(DominantBeat, PrefersConductedBeats) {
  Example example;
  example.AddEctopic(8);
  const DominantBeat beat = FindDominantBeat(example.Input());
  EXPECT_EQ(beat.kind, VentricularKind::kConducted);
  EXPECT_NEAR(beat.gain, 1.1, 1e-12);
  EXPECT_TRUE(beat.has_pr);
}

TEST(DominantBeat, IsEctopicWhenHardlyAnyIsConducted) {
  Example example;
  example.AddEctopic(30);
  const DominantBeat beat = FindDominantBeat(example.Input());
  EXPECT_EQ(beat.kind, VentricularKind::kEctopic);
  EXPECT_EQ(beat.atria, nullptr);
}

TEST(DominantBeat, IsNothingWithoutBeats) {
  Example example;
  example.strip.ventricular.clear();
  EXPECT_EQ(FindDominantBeat(example.Input()).ventricles, nullptr);
}

TEST(RenderBeat, LaysTheWavesAroundTheOnset) {
  const Example example;
  const TruthInput input = example.Input();
  const BeatTraces traces = RenderBeat(FindDominantBeat(input), input);
  EXPECT_EQ(traces.qrs_onset - traces.p_onset, 80);  // 160 ms at 500 Hz
  const std::vector<float>& lead = traces.leads[0];
  const auto peak = std::max_element(lead.begin(), lead.end()) - lead.begin();
  EXPECT_NEAR(static_cast<double>(peak - traces.qrs_onset), 20.0, 1.0);
  for (size_t i = 0; i < lead.size(); ++i) {
    EXPECT_NEAR(traces.leads[2][i], traces.leads[1][i] - lead[i], 1e-4);
  }
}

TEST(RenderBeat, ExchangesElectrodes) {
  Example example;
  const TruthInput straight = example.Input();
  const BeatTraces before = RenderBeat(FindDominantBeat(straight), straight);
  example.faults.electrodes = {1, 0, 2, 3, 4, 5, 6, 7, 8};
  const TruthInput crossed = example.Input();
  const BeatTraces after = RenderBeat(FindDominantBeat(crossed), crossed);
  for (size_t i = 0; i < before.leads[0].size(); i += 10) {
    EXPECT_NEAR(after.leads[0][i], -before.leads[0][i], 1e-4);
    EXPECT_NEAR(after.leads[1][i], before.leads[2][i], 1e-4);
  }
}

}  // namespace
}  // namespace supreme
