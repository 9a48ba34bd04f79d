#include "signal/measure_shapes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace supreme {
namespace {

constexpr double kBeforeMs = 70.0;  // stretch around the middle that is compared
constexpr double kAfterMs = 90.0;
constexpr double kMaxShiftMs = 40.0;
constexpr double kAlike = 0.85;
constexpr double kSizeRatio = 2.0;
constexpr double kSmoothMs = 4.0;

// A beat's leads one after the other, each without its mean.
struct Snippet {
  std::vector<float> values;
  double norm = 0.0;
};

Snippet Cut(const LeadTraces& traces, const std::vector<size_t>& used, int64_t middle) {
  const int64_t before = SamplesOf(kBeforeMs);
  const int64_t length = before + SamplesOf(kAfterMs);
  Snippet snippet;
  snippet.values.reserve(used.size() * static_cast<size_t>(length));
  for (const size_t lead : used) {
    const std::vector<float>& trace = traces[lead];
    const int64_t last = static_cast<int64_t>(trace.size()) - 1;
    double mean = 0.0;
    const size_t first = snippet.values.size();
    for (int64_t i = 0; i < length; ++i) {
      const int64_t at = std::clamp<int64_t>(middle - before + i, 0, last);
      snippet.values.push_back(trace[static_cast<size_t>(at)]);
      mean += snippet.values.back();
    }
    mean /= static_cast<double>(length);
    for (size_t i = first; i < snippet.values.size(); ++i) {
      snippet.values[i] -= static_cast<float>(mean);
      snippet.norm += static_cast<double>(snippet.values[i]) * snippet.values[i];
    }
  }
  snippet.norm = std::sqrt(snippet.norm);
  return snippet;
}

double Correlation(const Snippet& a, const Snippet& b) {
  float sum = 0.0F;
  for (size_t i = 0; i < a.values.size(); ++i) sum += a.values[i] * b.values[i];
  const double norms = a.norm * b.norm;
  return norms > 0.0 ? sum / norms : 0.0;
}

struct Template {
  Snippet mean;
  ShapeClass members;
};

void Learn(Template& shape, const Snippet& snippet) {
  const float weight = 1.0F / static_cast<float>(shape.members.beats.size());
  double norm = 0.0;
  for (size_t i = 0; i < snippet.values.size(); ++i) {
    float& value = shape.mean.values[i];
    value += weight * (snippet.values[i] - value);
    norm += static_cast<double>(value) * value;
  }
  shape.mean.norm = std::sqrt(norm);
}

class Sorter {
 public:
  Sorter(const MeasureInput& input, const std::vector<size_t>& qrs) : used_(input.used) {
    for (const size_t lead : used_) smooth_[lead] = Smooth(input.leads[lead], kSmoothMs);
    for (size_t beat = 0; beat < qrs.size(); ++beat) {
      Add(beat, static_cast<int64_t>(qrs[beat]));
    }
  }

  std::vector<Template>& shapes() { return shapes_; }
  const std::vector<int64_t>& fiducials() const { return fiducials_; }

 private:
  struct Match {
    double correlation = -1.0;
    size_t shape = 0;
    int64_t middle = 0;
  };

  void Add(size_t beat, int64_t middle) {
    Match best;
    const int64_t reach = SamplesOf(kMaxShiftMs);
    if (!shapes_.empty()) {
      for (int64_t shift = -reach; shift <= reach; ++shift) {
        const Snippet snippet = Cut(smooth_, used_, middle + shift);
        for (size_t shape = 0; shape < shapes_.size(); ++shape) {
          const Snippet& mean = shapes_[shape].mean;
          const double ratio = snippet.norm / std::max(mean.norm, 1e-9);
          if (ratio > kSizeRatio || ratio < 1.0 / kSizeRatio) continue;
          const double correlation = Correlation(mean, snippet);
          if (correlation > best.correlation) best = {correlation, shape, middle + shift};
        }
      }
    }
    if (best.correlation >= kAlike) {
      shapes_[best.shape].members.beats.push_back(beat);
      Learn(shapes_[best.shape], Cut(smooth_, used_, best.middle));
      fiducials_.push_back(best.middle);
    } else {
      shapes_.push_back({Cut(smooth_, used_, middle), {{beat}}});
      fiducials_.push_back(middle);
    }
  }

  std::vector<size_t> used_;
  LeadTraces smooth_;
  std::vector<Template> shapes_;
  std::vector<int64_t> fiducials_;
};

// Time within which the middle 80 % of the squared slope lie: narrow against wide complexes.
double SpreadMs(const Snippet& snippet, size_t lead_count) {
  const size_t length = snippet.values.size() / lead_count;
  std::vector<double> power(length, 0.0);
  double total = 0.0;
  for (size_t lead = 0; lead < lead_count; ++lead) {
    for (size_t i = 1; i < length; ++i) {
      const double step = static_cast<double>(snippet.values[lead * length + i]) -
                          snippet.values[lead * length + i - 1];
      power[i] += step * step;
      total += step * step;
    }
  }
  double sum = 0.0;
  size_t first = 0, last = length;
  for (size_t i = 0; i < length; ++i) {
    sum += power[i];
    if (sum < 0.1 * total) first = i;
    if (sum < 0.9 * total) last = i;
  }
  return MillisecondsOf(static_cast<double>(last) - static_cast<double>(first));
}

double PrematureShare(const ShapeClass& shape, const std::vector<int64_t>& fiducials) {
  std::vector<double> intervals;
  for (size_t i = 1; i < fiducials.size(); ++i) {
    intervals.push_back(static_cast<double>(fiducials[i] - fiducials[i - 1]));
  }
  const double typical = Quantile(intervals, 0.6);
  double premature = 0.0;
  for (const size_t beat : shape.beats) {
    if (beat > 0 && intervals[beat - 1] < 0.85 * typical) premature += 1.0;
  }
  return premature / static_cast<double>(shape.beats.size());
}

size_t DominantClass(const std::vector<Template>& shapes, const std::vector<int64_t>& fiducials,
                     size_t lead_count) {
  size_t largest = 0;
  for (size_t i = 1; i < shapes.size(); ++i) {
    if (shapes[i].members.beats.size() > shapes[largest].members.beats.size()) largest = i;
  }
  size_t chosen = largest;
  for (size_t i = 0; i < shapes.size(); ++i) {
    const size_t size = shapes[i].members.beats.size();
    if (size < 2 || 2 * size < shapes[largest].members.beats.size()) continue;
    const bool narrower =
        SpreadMs(shapes[i].mean, lead_count) < 0.8 * SpreadMs(shapes[chosen].mean, lead_count);
    const bool timely = PrematureShare(shapes[i].members, fiducials) <
                        0.6 * PrematureShare(shapes[chosen].members, fiducials) - 0.1;
    if (narrower || (timely && SpreadMs(shapes[i].mean, lead_count) <
                                   1.2 * SpreadMs(shapes[chosen].mean, lead_count))) {
      chosen = i;
    }
  }
  return chosen;
}

}  // namespace

BeatShapes SortBeats(const MeasureInput& input, const std::vector<size_t>& qrs) {
  Sorter sorter(input, qrs);
  BeatShapes shapes;
  shapes.fiducials = sorter.fiducials();
  if (qrs.empty()) return shapes;
  shapes.dominant = DominantClass(sorter.shapes(), shapes.fiducials, input.used.size());
  for (Template& shape : sorter.shapes()) shapes.classes.push_back(std::move(shape.members));
  return shapes;
}

}  // namespace supreme
