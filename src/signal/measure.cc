#include "signal/measure.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "signal/measure_detect.h"
#include "signal/measure_rhythm.h"
#include "signal/measure_shapes.h"
#include "signal/measure_waves.h"

namespace supreme {
namespace {

constexpr double kWideMs = 120.0;
// Mean correlation of the P stretch with the other beats' from which on it is a P wave.
constexpr double kPConsistent = 0.3;
constexpr double kPConsistentIrregular = 0.5;
constexpr double kIrregular = 0.09;  // RR variation that may be fibrillation

std::vector<int64_t> Pick(const std::vector<int64_t>& values, const std::vector<size_t>& indices) {
  std::vector<int64_t> picked;
  for (const size_t index : indices) picked.push_back(values[index]);
  return picked;
}

// Beats of the class that neither come early nor are cut short by an early one: their P and T are
// the typical ones. All when fewer than three are so.
std::vector<size_t> UndisturbedBeats(const BeatShapes& shapes) {
  const std::vector<int64_t>& fiducials = shapes.fiducials;
  std::vector<double> intervals;
  for (size_t i = 1; i < fiducials.size(); ++i) {
    intervals.push_back(static_cast<double>(fiducials[i] - fiducials[i - 1]));
  }
  const double limit = 0.85 * Quantile(intervals, 0.5);
  std::vector<size_t> chosen;
  const std::vector<size_t>& all = shapes.classes[shapes.dominant].beats;
  for (const size_t beat : all) {
    const bool early = beat > 0 && intervals[beat - 1] < limit;
    const bool cut = beat < intervals.size() && intervals[beat] < limit;
    if (!early && !cut) chosen.push_back(beat);
  }
  return chosen.size() >= 3 ? chosen : all;
}

// One way through the steps; holds what they hand on.
class Measuring {
 public:
  Measuring(MeasureInput input, const std::vector<size_t>& qrs)
      : raw_(std::move(input)), shapes_(SortBeats(raw_, qrs)) {}

  MeasuredEcg Run(double scale) {
    FindComplexes();
    MeasureRhythm(onsets_, measurements_);
    RemoveBaseline();
    FindBorders();
    Intervals();
    for (const size_t lead : raw_.used) {
      measurements_.leads[lead] = MeasureLead(beat_.leads[lead], borders_);
    }
    Axes();
    return {Beats(scale), measurements_};
  }

 private:
  // QRS borders of every class, hence of every beat.
  void FindComplexes() {
    const size_t count = shapes_.fiducials.size();
    complexes_.resize(count);
    double wide = 0.0;
    for (size_t i = 0; i < shapes_.classes.size(); ++i) {
      const std::vector<size_t>& members = shapes_.classes[i].beats;
      const MedianBeat beat =
          JoinBeats(raw_, Pick(shapes_.fiducials, members), -SamplesOf(70.0) - kLevelSamples);
      const Span qrs = FindQrs(beat);
      for (const size_t member : members) {
        const int64_t shift = shapes_.fiducials[member] - beat.origin;
        complexes_[member] = {qrs.onset + shift, qrs.end + shift};
      }
      const double width_ms = MillisecondsOf(static_cast<double>(qrs.end - qrs.onset));
      if (i != shapes_.dominant && width_ms >= kWideMs) {
        wide += static_cast<double>(members.size());
      }
    }
    measurements_.wide_beat_count = wide;
    for (const Span& complex : complexes_) onsets_.push_back(complex.onset);
    std::sort(onsets_.begin(), onsets_.end());
  }

  void RemoveBaseline() {
    const std::vector<size_t>& members = shapes_.classes[shapes_.dominant].beats;
    clean_ = RemoveWander(raw_, Pick(OnsetsByBeat(), members));
    const std::vector<size_t> undisturbed = UndisturbedBeats(shapes_);
    const int64_t onset_offset =
        complexes_[members.front()].onset - shapes_.fiducials[members.front()];
    beat_ = JoinBeats(clean_, Pick(shapes_.fiducials, undisturbed),
                      onset_offset - kLevelGapSamples - kLevelSamples);
  }

  std::vector<int64_t> OnsetsByBeat() const {
    std::vector<int64_t> onsets;
    for (const Span& complex : complexes_) onsets.push_back(complex.onset);
    return onsets;
  }

  void FindBorders() {
    borders_.qrs = FindQrs(beat_);
    const double rr_ms = TypicalRrMs();
    borders_.t_wave = FindTWave(beat_, borders_.qrs, rr_ms);
    const std::optional<double> flutter = FlutterRate(clean_, complexes_);
    if (flutter) {
      measurements_.atrial_rate_bpm = *flutter;
    } else {
      FindP(rr_ms);
    }
    const int64_t before =
        borders_.p_wave ? borders_.qrs.onset - borders_.p_wave->onset : SamplesOf(30.0);
    borders_.next_wave = std::min(beat_.length - 1, borders_.qrs.onset + SamplesOf(rr_ms) - before);
  }

  void FindP(double rr_ms) {
    const int64_t t_end = borders_.t_wave ? borders_.t_wave->end : borders_.qrs.end;
    const int64_t earliest = t_end - SamplesOf(rr_ms) + SamplesOf(10.0);
    const auto p_wave = FindPWave(beat_, borders_.qrs, earliest);
    if (!p_wave) return;
    const auto members = Pick(shapes_.fiducials, shapes_.classes[shapes_.dominant].beats);
    const double needed =
        measurements_.rr_variation > kIrregular ? kPConsistentIrregular : kPConsistent;
    if (PConsistency(clean_, members, beat_, *p_wave) < needed) return;
    borders_.p_wave = p_wave;
    measurements_.atrial_rate_bpm = measurements_.ventricular_rate_bpm;
  }

  // Before undisturbed beats, so that the T wave of the beat before is placed right.
  double TypicalRrMs() const {
    std::vector<double> intervals;
    for (size_t i = 1; i < onsets_.size(); ++i) {
      intervals.push_back(MillisecondsOf(static_cast<double>(onsets_[i] - onsets_[i - 1])));
    }
    return Quantile(std::move(intervals), 0.5);
  }

  void Intervals() {
    const Span& qrs = borders_.qrs;
    const auto ms = [](int64_t from, int64_t to) {
      return MillisecondsOf(static_cast<double>(to - from));
    };
    measurements_.qrs_ms = ms(qrs.onset, qrs.end);
    if (borders_.p_wave) {
      measurements_.p_ms = ms(borders_.p_wave->onset, borders_.p_wave->end);
      measurements_.pr_ms = ms(borders_.p_wave->onset, qrs.onset);
    }
    if (borders_.t_wave) {
      measurements_.qt_ms = ms(qrs.onset, borders_.t_wave->end);
      measurements_.qtc_ms = measurements_.qt_ms / std::sqrt(measurements_.mean_rr_ms / 1000.0);
    }
  }

  void Axes() {
    const size_t one = *LeadIndex("I"), foot = *LeadIndex("aVF");
    if (beat_.leads[one].empty() || beat_.leads[foot].empty()) return;
    const auto axis = [&](const Span& span) {
      return FrontalAxisDegrees(NetArea(beat_.leads[one], span), NetArea(beat_.leads[foot], span));
    };
    measurements_.qrs_axis_degrees = axis(borders_.qrs);
    if (borders_.p_wave) measurements_.p_axis_degrees = axis(*borders_.p_wave);
    if (borders_.t_wave) {
      const int64_t first = std::min(borders_.qrs.end + SamplesOf(80.0), borders_.t_wave->peak);
      measurements_.t_axis_degrees = axis({first, borders_.t_wave->end});
    }
  }

  // Largest joint deflection from the level at the onset.
  size_t PeakSample(const Span& complex) const {
    const int64_t last = static_cast<int64_t>(raw_.sample_count) - 1;
    const int64_t first = std::clamp<int64_t>(complex.onset, 0, last);
    int64_t peak = first;
    double highest = -1.0;
    for (int64_t i = first; i <= std::min(complex.end, last); ++i) {
      double power = 0.0;
      for (const size_t lead : raw_.used) {
        const std::vector<float>& trace = raw_.leads[lead];
        const double value = trace[static_cast<size_t>(i)] - trace[static_cast<size_t>(first)];
        power += value * value;
      }
      if (power > highest) {
        highest = power;
        peak = i;
      }
    }
    return static_cast<size_t>(peak);
  }

  std::vector<DetectedBeat> Beats(double scale) const {
    std::vector<DetectedBeat> beats(complexes_.size());
    const auto scaled = [&](double sample) {
      return static_cast<size_t>(std::max(0.0, std::round(sample * scale)));
    };
    for (size_t i = 0; i < beats.size(); ++i) {
      beats[i].onset_sample = scaled(static_cast<double>(complexes_[i].onset));
      beats[i].peak_sample = scaled(static_cast<double>(PeakSample(complexes_[i])));
      beats[i].dominant = false;
    }
    for (const size_t beat : shapes_.classes[shapes_.dominant].beats) beats[beat].dominant = true;
    std::sort(beats.begin(), beats.end(), [](const DetectedBeat& a, const DetectedBeat& b) {
      return a.onset_sample < b.onset_sample;
    });
    return beats;
  }

  MeasureInput raw_;
  MeasureInput clean_;
  BeatShapes shapes_;
  std::vector<Span> complexes_;  // per beat
  std::vector<int64_t> onsets_;  // rising
  MedianBeat beat_;
  BeatBorders borders_;
  EcgMeasurements measurements_;
};

}  // namespace

MeasuredEcg MeasureEcg(std::span<const float> samples_mv, std::span<const uint8_t> present,
                       double sample_rate_hz) {
  MeasureInput input = PrepareForMeasuring(samples_mv, present, sample_rate_hz);
  const std::vector<size_t> qrs = DetectQrs(input);
  if (qrs.size() < 2) return {};
  return Measuring(std::move(input), qrs).Run(sample_rate_hz / kMeasureRateHz);
}

}  // namespace supreme
