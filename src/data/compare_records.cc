#include "data/compare_records.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/numbers.h"

namespace supreme {
namespace {

constexpr double kTypicalQrsHeightMv = 1.5;
constexpr double kSameFactor = 1.02;
constexpr double kGainFactor = 2.5;  // of amplitude, for records with a gain of their own
constexpr double kOutlierFactor = 5.0;
constexpr size_t kMinRecords = 5;  // to speak of "most"

double Median(std::vector<double> values) {
  if (values.empty()) return 0.0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double Implausibility(const RecordTrace& trace) {
  return trace.qrs_height_mv > 0.0 ? std::abs(std::log(trace.qrs_height_mv / kTypicalQrsHeightMv))
                                   : 1e9;
}

bool Differs(double ratio, double factor) { return ratio > factor || ratio < 1.0 / factor; }

std::string Times(double ratio) {
  return ratio >= 1.0 ? FormatFixed(ratio, 2) + " times as large"
                      : FormatFixed(1.0 / ratio, 2) + " times as small";
}

class Comparison {
 public:
  Comparison(const std::vector<RecordTrace>& traces, const std::vector<std::string>& ids)
      : traces_(traces), ids_(ids) {}

  std::vector<ComparedProblem> Run() {
    FindCopies();
    FindOutliers();
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const auto& a, const auto& b) { return a.record < b.record; });
    return std::move(problems_);
  }

 private:
  void FindCopies() {
    std::vector<size_t> order;
    for (size_t i = 0; i < traces_.size(); ++i) {
      if (traces_[i].shape) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return *traces_[a].shape < *traces_[b].shape; });
    for (size_t begin = 0; begin < order.size();) {
      size_t end = begin + 1;
      while (end < order.size() && traces_[order[end]].shape == traces_[order[begin]].shape) ++end;
      if (end - begin > 1)
        JudgeCopies({order.begin() + static_cast<std::ptrdiff_t>(begin),
                     order.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
  }

  // `copies` in the order of the records.
  void JudgeCopies(const std::vector<size_t>& copies) {
    const size_t best = *std::min_element(copies.begin(), copies.end(), [&](size_t a, size_t b) {
      return Implausibility(traces_[a]) < Implausibility(traces_[b]);
    });
    const size_t first = copies.front();
    for (const size_t copy : copies) {
      const double ratio = traces_[copy].qrs_height_mv / traces_[best].qrs_height_mv;
      if (traces_[best].qrs_height_mv > 0.0 && Differs(ratio, kSameFactor)) {
        Add(copy, {"gain", Severity::kError, "", ratio, 1.0,
                   "the same samples as " + ids_[best] + ", but " + Times(ratio) +
                       ": the header's gain is wrong" + GainText(copy, best)});
      } else if (copy != first) {
        Add(copy,
            {"duplicate", Severity::kWarning, "", {}, {}, "the same samples as " + ids_[first]});
      }
    }
  }

  std::string GainText(size_t copy, size_t best) const {
    if (!traces_[copy].gain || !traces_[best].gain) return "";
    return " (" + FormatDouble(*traces_[copy].gain) + "/mV, the other's " +
           FormatDouble(*traces_[best].gain) + "/mV)";
  }

  void FindOutliers() {
    std::map<double, std::vector<double>> heights;  // gain → QRS heights
    for (const RecordTrace& trace : traces_) {
      if (trace.gain && trace.qrs_height_mv > 0.0) {
        heights[*trace.gain].push_back(trace.qrs_height_mv);
      }
    }
    const auto most = std::max_element(
        heights.begin(), heights.end(),
        [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    const bool is_common = most != heights.end() && most->second.size() >= kMinRecords;
    const double common_height = is_common ? Median(most->second) : 0.0;
    const double median = MedianQrsHeightMv(traces_);
    for (size_t i = 0; i < traces_.size(); ++i) {
      const RecordTrace& trace = traces_[i];
      if (trace.qrs_height_mv <= 0.0) continue;
      const double ratio = is_common ? trace.qrs_height_mv / common_height : 1.0;
      if (is_common && trace.gain && *trace.gain != most->first && Differs(ratio, kGainFactor)) {
        Add(i, {"gain_outlier", Severity::kWarning, "", *trace.gain, most->first,
                "header says " + FormatDouble(*trace.gain) + "/mV, most say " +
                    FormatDouble(most->first) + "/mV, and the QRS is " + Times(ratio)});
      } else if (traces_.size() >= kMinRecords &&
                 Differs(trace.qrs_height_mv / median, kOutlierFactor)) {
        Add(i, {"gain_outlier", Severity::kWarning, "", trace.qrs_height_mv, median,
                "the QRS is " + Times(trace.qrs_height_mv / median) + " as the median of all"});
      }
    }
  }

  void Add(size_t record, SignalProblem problem) {
    problems_.push_back({record, std::move(problem)});
  }

  const std::vector<RecordTrace>& traces_;
  const std::vector<std::string>& ids_;
  std::vector<ComparedProblem> problems_;
};

}  // namespace

std::vector<ComparedProblem> CompareRecords(const std::vector<RecordTrace>& traces,
                                            const std::vector<std::string>& ids) {
  return Comparison(traces, ids).Run();
}

double MedianQrsHeightMv(const std::vector<RecordTrace>& traces) {
  std::vector<double> heights;
  for (const RecordTrace& trace : traces) {
    if (trace.qrs_height_mv > 0.0) heights.push_back(trace.qrs_height_mv);
  }
  return Median(std::move(heights));
}

}  // namespace supreme
