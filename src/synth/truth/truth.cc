#include "synth/truth/truth.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "signal/measure_input.h"
#include "signal/measure_rhythm.h"
#include "signal/measure_waves.h"
#include "synth/truth/dominant_beat.h"

namespace supreme {
namespace {

constexpr double kWideMs = 120.0;
// A P wave that no QRS follows within PR and this much is not conducted.
constexpr double kLateS = 0.15;
constexpr double kUsualPrS = 0.25;
// The ST segment ends and the T wave begins after about a third of the JT interval.
constexpr double kTOnsetShare = 0.35;
constexpr double kNotchMv = 0.03;
constexpr double kSmallestUMv = 0.01;

bool Inside(double time_s, const TruthInput& input) {
  return time_s >= 0.0 && time_s < input.duration_s;
}

void CountVentricles(const TruthInput& input, EventCounts& counts) {
  int run = 0;
  for (const VentricularEvent& event : input.strip.ventricular) {
    if (!Inside(event.onset_s, input)) continue;
    const bool ectopic = event.kind == VentricularKind::kEctopic;
    const bool narrow =
        event.kind == VentricularKind::kConducted || event.kind == VentricularKind::kAberrant;
    if (event.kind == VentricularKind::kConducted) ++counts.conducted;
    if (narrow && event.premature) ++counts.atrial_premature;
    if (ectopic || event.kind == VentricularKind::kFusion) ++counts.ventricular_ectopic;
    if (event.kind == VentricularKind::kEscape) ++counts.escape;
    if (event.kind == VentricularKind::kPaced) ++counts.ventricular_paced;
    run = ectopic ? run + 1 : 0;
    counts.longest_ectopic_run = std::max(counts.longest_ectopic_run, run);
  }
}

int CountDropped(const TruthInput& input) {
  const double pr_s = input.strip.pr_ms > 0.0 ? input.strip.pr_ms / 1000.0 : kUsualPrS;
  int dropped = 0;
  auto next = input.strip.ventricular.begin();
  const auto end = input.strip.ventricular.end();
  for (const AtrialEvent& event : input.strip.atrial) {
    if (event.kind == AtrialKind::kRetrograde || !Inside(event.onset_s, input)) continue;
    while (next != end && next->onset_s <= event.onset_s) ++next;
    if (next == end || next->onset_s > event.onset_s + pr_s + kLateS) ++dropped;
  }
  return dropped;
}

EventCounts CountEvents(const TruthInput& input) {
  EventCounts counts;
  CountVentricles(input, counts);
  counts.dropped = CountDropped(input);
  for (const PacingSpike& spike : input.strip.spikes) {
    if (spike.atrial && Inside(spike.time_s, input)) ++counts.atrial_paced;
  }
  return counts;
}

std::vector<BeatTruth> ListBeats(const TruthInput& input) {
  std::vector<BeatTruth> beats;
  for (const VentricularEvent& event : input.strip.ventricular) {
    const auto& shapes = input.heart.ventricular[static_cast<size_t>(event.kind)];
    if (!Inside(event.onset_s, input) || shapes.empty()) continue;
    const VentricularShape& shape = shapes[ShapeIndex(event, shapes.size())];
    beats.push_back({event.onset_s, event.onset_s + shape.qrs_ms / 1000.0,
                     event.onset_s + shape.qt_ms / 1000.0, event.kind, event.premature});
  }
  return beats;
}

void FillRhythm(const TruthInput& input, EcgMeasurements& m) {
  std::vector<int64_t> onsets;
  for (const VentricularEvent& event : input.strip.ventricular) {
    if (Inside(event.onset_s, input)) onsets.push_back(SamplesOf(1000.0 * event.onset_s));
  }
  m.beat_count = static_cast<double>(onsets.size());
  if (onsets.size() >= 2) MeasureRhythm(onsets, m);
  if (input.strip.activity.kind != AtrialActivity::Kind::kFibrillation &&
      input.strip.atrial_rate_bpm > 0.0) {
    m.atrial_rate_bpm = input.strip.atrial_rate_bpm;
  }
}

double CountWide(const TruthInput& input, const DominantBeat& dominant) {
  int wide = 0;
  for (const VentricularEvent& event : input.strip.ventricular) {
    if (event.kind == dominant.kind || !Inside(event.onset_s, input)) continue;
    const auto& shapes = input.heart.ventricular[static_cast<size_t>(event.kind)];
    if (!shapes.empty() && shapes[ShapeIndex(event, shapes.size())].qrs_ms >= kWideMs) ++wide;
  }
  return wide;
}

// An elevated J point is no wave of the QRS complex.
void DropEndOfQrs(LeadMeasurements& lead) {
  const double level = std::max(lead.j_mv, 0.0) + kNotchMv;
  if (lead.r_prime_mv > 0.0 && lead.r_prime_mv <= level) lead.r_prime_mv = 0.0;
  if (lead.q_mv < 0.0 && lead.s_mv == 0.0 && lead.r_mv > 0.0 && lead.r_mv <= level) {
    lead.r_mv = 0.0;
    lead.s_mv = lead.q_mv;
  }
}

void FillT(const std::vector<float>& trace, const Span& wave, LeadMeasurements& lead) {
  const auto [low, high] =
      std::minmax_element(trace.begin() + wave.onset, trace.begin() + wave.end + 1);
  lead.t_min_mv = std::min(0.0, static_cast<double>(*low));
  lead.t_max_mv = std::max(0.0, static_cast<double>(*high));
  lead.t_mv = lead.t_max_mv >= -lead.t_min_mv ? lead.t_max_mv : lead.t_min_mv;
}

// A rise after the T wave has come down.
double UWaveMv(const std::vector<float>& trace, int64_t t_end) {
  auto at = trace.begin() + t_end;
  while (at + 1 < trace.end() && at[1] < at[0]) ++at;
  const double top = *std::max_element(at, trace.end());
  return top > *at + kSmallestUMv ? std::max(0.0, top) : 0.0;
}

double Axis(const BeatTraces& traces, const Span& span) {
  return FrontalAxisDegrees(NetArea(traces.leads[0], span), NetArea(traces.leads[5], span));
}

BeatBorders Borders(const DominantBeat& beat, const BeatTraces& traces) {
  BeatBorders borders;
  if (beat.atria != nullptr) {
    borders.p_wave = Span{traces.p_onset, traces.p_onset + SamplesOf(beat.atria->duration_ms)};
  }
  const VentricularShape& shape = *beat.ventricles;
  borders.qrs = {traces.qrs_onset, traces.qrs_onset + SamplesOf(shape.qrs_ms)};
  borders.next_wave = static_cast<int64_t>(traces.leads[0].size());
  return borders;
}

void FillBeat(const TruthInput& input, const DominantBeat& beat, EcgMeasurements& m) {
  m.qrs_ms = beat.ventricles->qrs_ms;
  m.qt_ms = beat.ventricles->qt_ms;
  const BeatTraces traces = RenderBeat(beat, input);
  const BeatBorders borders = Borders(beat, traces);
  const double t_onset_ms = m.qrs_ms + kTOnsetShare * (m.qt_ms - m.qrs_ms);
  const Span t_wave = {traces.qrs_onset + SamplesOf(t_onset_ms),
                       traces.qrs_onset + SamplesOf(m.qt_ms)};
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    m.leads[lead] = MeasureLead(traces.leads[lead], borders);
    DropEndOfQrs(m.leads[lead]);
    FillT(traces.leads[lead], t_wave, m.leads[lead]);
    m.leads[lead].u_mv = UWaveMv(traces.leads[lead], t_wave.end);
  }
  if (m.mean_rr_ms > 0.0) m.qtc_ms = m.qt_ms / std::sqrt(m.mean_rr_ms / 1000.0);
  m.qrs_axis_degrees = Axis(traces, borders.qrs);
  m.t_axis_degrees = Axis(traces, t_wave);
  if (beat.atria != nullptr) {
    m.p_ms = beat.atria->duration_ms;
    m.p_axis_degrees = Axis(traces, *borders.p_wave);
    if (beat.has_pr) m.pr_ms = input.strip.pr_ms;
  }
  m.wide_beat_count = CountWide(input, beat);
}

}  // namespace

Truth MeasureTruth(const TruthInput& input) {
  if (!(input.duration_s > 0.0)) {
    throw Error(ErrorCode::kInvalidInput, "a recording needs a duration", "MeasureTruth");
  }
  Truth truth{.patient = input.patient,
              .diagnosis = input.diagnosis,
              .measurements = {},
              .counts = CountEvents(input),
              .activity = input.strip.activity,
              .faults = input.faults,
              .beats = ListBeats(input)};
  FillRhythm(input, truth.measurements);
  const DominantBeat beat = FindDominantBeat(input);
  if (beat.ventricles != nullptr) FillBeat(input, beat, truth.measurements);
  return truth;
}

}  // namespace supreme
