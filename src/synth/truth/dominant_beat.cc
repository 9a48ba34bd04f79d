#include "synth/truth/dominant_beat.h"

#include <algorithm>
#include <utility>

#include "signal/measure_beat.h"
#include "signal/measure_input.h"
#include "synth/heart/render.h"
#include "synth/recorder/electrodes.h"

namespace supreme {
namespace {

constexpr double kConductedShare = 0.25;
// Where a P wave without a fixed PR interval is laid to be measured.
constexpr double kFreePrMarginMs = 60.0;
constexpr double kBeforePMs = 40.0;
constexpr double kAfterTMs = 260.0;  // room for a U wave

bool Inside(double time_s, const TruthInput& input) {
  return time_s >= 0.0 && time_s < input.duration_s;
}

// The kind of most beats, conducted ones preferred; -1 when there is none.
int DominantKind(const TruthInput& input) {
  std::array<int, 6> counts{};
  int all = 0;
  for (const VentricularEvent& event : input.strip.ventricular) {
    if (!Inside(event.onset_s, input)) continue;
    ++counts[static_cast<size_t>(event.kind)];
    ++all;
  }
  if (all == 0) return -1;
  const int conducted = counts[static_cast<size_t>(VentricularKind::kConducted)];
  if (conducted >= kConductedShare * all) return static_cast<int>(VentricularKind::kConducted);
  return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

void PickVentricles(const TruthInput& input, DominantBeat& beat) {
  const auto& shapes = input.heart.ventricular[static_cast<size_t>(beat.kind)];
  if (shapes.empty()) return;
  std::vector<int> counts(shapes.size(), 0);
  std::vector<double> gains(shapes.size(), 0.0);
  for (const VentricularEvent& event : input.strip.ventricular) {
    if (event.kind != beat.kind || !Inside(event.onset_s, input)) continue;
    const size_t shape = ShapeIndex(event, shapes.size());
    ++counts[shape];
    gains[shape] += event.gain;
  }
  const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
  const auto index = static_cast<size_t>(most);
  beat.ventricles = &shapes[index];
  beat.gain = gains[index] / std::max(1, counts[index]);
}

void PickAtria(const TruthInput& input, DominantBeat& beat) {
  if (input.strip.activity.kind != AtrialActivity::Kind::kNone) return;
  if (beat.kind == VentricularKind::kEctopic) return;  // hidden in wide fast beats
  std::array<std::array<int, 4>, 4> counts{};
  std::pair<size_t, size_t> most{0, 0};
  for (const AtrialEvent& event : input.strip.atrial) {
    if (!Inside(event.onset_s, input)) continue;
    const auto kind = static_cast<size_t>(event.kind);
    const size_t focus = std::min<size_t>(event.focus, 3);
    ++counts[kind][focus];
    if (counts[kind][focus] > counts[most.first][most.second]) most = {kind, focus};
  }
  const auto& shapes = input.heart.atrial[most.first];
  if (counts[most.first][most.second] == 0 || shapes.empty()) return;
  const bool retrograde = most.first == static_cast<size_t>(AtrialKind::kRetrograde);
  const bool related = input.strip.pr_ms > 0.0;
  if (retrograde && !related) return;  // within or after the QRS
  beat.atria = &shapes[std::min(most.second, shapes.size() - 1)];
  beat.has_pr = related;
}

void AddAt(const LeadTemplate& shape, int64_t onset, float gain, CleanLeads& leads) {
  const auto length = static_cast<int64_t>(shape.samples[0].size());
  const auto count = static_cast<int64_t>(leads[0].size());
  const int64_t start = onset - shape.lead_in_samples;
  const int64_t last = std::min(length, count - start);
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    for (int64_t i = std::max<int64_t>(0, -start); i < last; ++i) {
      leads[lead][static_cast<size_t>(start + i)] +=
          gain * shape.samples[lead][static_cast<size_t>(i)];
    }
  }
}

void DeriveTwelve(CleanLeads& clean, BeatTraces& traces) {
  for (size_t chest = 2; chest < kIndependentLeadCount; ++chest) {
    traces.leads[chest + 4] = std::move(clean[chest]);
  }
  const size_t count = clean[0].size();
  for (size_t lead = 2; lead < 6; ++lead) traces.leads[lead].resize(count);
  for (size_t i = 0; i < count; ++i) {
    const float first = clean[0][i];
    const float second = clean[1][i];
    traces.leads[2][i] = second - first;
    traces.leads[3][i] = -0.5F * (first + second);
    traces.leads[4][i] = first - 0.5F * second;
    traces.leads[5][i] = second - 0.5F * first;
  }
  traces.leads[0] = std::move(clean[0]);
  traces.leads[1] = std::move(clean[1]);
}

void SubtractLevel(BeatTraces& traces) {
  const int64_t end = traces.qrs_onset - kLevelGapSamples;
  const int64_t first = end - kLevelSamples;
  for (std::vector<float>& trace : traces.leads) {
    float level = 0.0F;
    for (int64_t i = first; i < end; ++i) level += trace[static_cast<size_t>(i)];
    level /= static_cast<float>(kLevelSamples);
    for (float& value : trace) value -= level;
  }
}

}  // namespace

DominantBeat FindDominantBeat(const TruthInput& input) {
  DominantBeat beat;
  const int kind = DominantKind(input);
  if (kind < 0) return beat;
  beat.kind = static_cast<VentricularKind>(kind);
  PickVentricles(input, beat);
  PickAtria(input, beat);
  return beat;
}

BeatTraces RenderBeat(const DominantBeat& beat, const TruthInput& input) {
  BeatTraces traces;
  double pr_ms = 0.0;
  if (beat.atria != nullptr) {
    pr_ms = beat.has_pr ? input.strip.pr_ms : beat.atria->duration_ms + kFreePrMarginMs;
  }
  traces.p_onset = SamplesOf(kBeforePMs);
  traces.qrs_onset = traces.p_onset + SamplesOf(pr_ms);
  const int64_t count = traces.qrs_onset + SamplesOf(beat.ventricles->qt_ms + kAfterTMs);
  CleanLeads clean;
  for (auto& lead : clean) lead.assign(static_cast<size_t>(count), 0.0F);
  const auto gain = static_cast<float>(beat.gain);
  const auto add = [&](const std::vector<Wave>& waves, int64_t onset, float factor) {
    if (!waves.empty()) {
      AddAt(MakeTemplate(waves, input.torso, kMeasureRateHz), onset, factor, clean);
    }
  };
  add(beat.ventricles->qrs, traces.qrs_onset, gain);
  add(beat.ventricles->st_t, traces.qrs_onset, gain);
  if (beat.atria != nullptr) add(beat.atria->waves, traces.p_onset, 1.0F);
  if (!InOrder(input.faults.electrodes)) clean = ExchangeElectrodes(clean, input.faults.electrodes);
  DeriveTwelve(clean, traces);
  SubtractLevel(traces);
  return traces;
}

}  // namespace supreme
