#include "signal/content_check.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/content_relations.h"
#include "signal/leads.h"
#include "signal/quality.h"

namespace supreme {
namespace {

std::string Mv(double value, int digits = 2) { return FormatFixed(value, digits) + " mV"; }
std::string Seconds(double value) { return FormatFixed(value, 2) + " s"; }

void CheckShape(const Record& record) {
  const std::string& where = record.source_path.empty() ? record.record_id : record.source_path;
  if (record.sample_count == 0 || record.lead_names.empty()) {
    throw Error(ErrorCode::kInvalidInput, "record has no samples", where, "leave it out");
  }
  if (record.samples_mv.size() != record.lead_names.size() * record.sample_count) {
    throw Error(ErrorCode::kInvalidInput, "samples are not leads × sample count", where);
  }
  if (!(record.sample_rate_hz >= 50.0 && record.sample_rate_hz <= 10'000.0)) {
    throw Error(
        ErrorCode::kInvalidInput,
        "sampling rate of " + FormatDouble(record.sample_rate_hz) + " Hz is outside 50–10,000 Hz",
        where, "resample the record first");
  }
}

class ContentCheck {
 public:
  explicit ContentCheck(const Record& record) : record_(record) {}

  RecordQuality Run() {
    quality_.identity_residuals_mv.assign(record_.lead_names.size(),
                                          std::numeric_limits<double>::quiet_NaN());
    quality_.duration_sec = static_cast<double>(record_.sample_count) / record_.sample_rate_hz;
    MeasureLeads();
    CheckNames();
    if (quality_.duration_sec < limits::kDurationSec) {
      Add({"short", Severity::kWarning, "", quality_.duration_sec, limits::kDurationSec,
           "lasts " + Seconds(quality_.duration_sec) + "; the window is filled with zeros"});
    }
    for (size_t i = 0; i < quality_.leads.size(); ++i) CheckGaps(i);
    if (!has_signal_) {
      Add({"no_signal", Severity::kError, "", {}, {}, "no lead shows anything"});
      return std::move(quality_);
    }
    const bool gain_is_plausible = CheckGain();
    // Limits in mV mean nothing when the millivolts are wrong.
    if (gain_is_plausible) {
      for (size_t i = 0; i < quality_.leads.size(); ++i) CheckNoise(i);
    }
    CheckRelations(record_, leads_, quality_);
    return std::move(quality_);
  }

 private:
  void Add(SignalProblem problem) { quality_.problems.push_back(std::move(problem)); }

  void MeasureLeads() {
    for (size_t i = 0; i < record_.lead_names.size(); ++i) {
      const auto index = LeadIndex(record_.lead_names[i]);
      quality_.lead_names.push_back(index ? std::string(kLeadNames[*index])
                                          : record_.lead_names[i]);
      quality_.leads.push_back(MeasureLead(record_.Lead(i), record_.sample_rate_hz));
      if (index && !leads_[*index])
        leads_[*index] = i;
      else if (index)
        doubled_.push_back(*index);
      const LeadQuality& lead = quality_.leads.back();
      has_signal_ = has_signal_ || (!lead.Empty() && !lead.Flat());
    }
  }

  void CheckNames() {
    for (const size_t lead : doubled_) {
      const std::string name(kLeadNames[lead]);
      Add({"lead_names", Severity::kError, name, {}, {}, "lead " + name + " is there twice"});
    }
    const auto count = std::count_if(leads_.begin(), leads_.end(), [](auto l) { return !!l; });
    if (count == 0) {
      Add({"lead_names", Severity::kError, "", {}, {}, "none of the twelve standard leads"});
      return;
    }
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      const std::string name(kLeadNames[lead]);
      if (!leads_[lead]) {
        Add({"missing_lead", Severity::kWarning, name, {}, {}, "lead " + name + " is missing"});
      }
    }
  }

  // Values that are not there, constant or cut off.
  void CheckGaps(size_t i) {
    const LeadQuality& lead = quality_.leads[i];
    const std::string& name = quality_.lead_names[i];
    if (lead.Empty()) {
      Add({"invalid", Severity::kError, name, static_cast<double>(lead.samples), 0.0,
           "no valid sample"});
      return;
    }
    if (lead.invalid_samples > 0) {
      Add({"invalid", Severity::kWarning, name, static_cast<double>(lead.invalid_samples), 0.0,
           std::to_string(lead.invalid_samples) + " samples without a valid value"});
    }
    if (lead.Flat()) {
      Add({"flat", Severity::kError, name, 0.0, limits::kNearlyFlatMv,
           "constant at " + Mv(lead.min_mv, 3)});
    } else if (lead.level_sec > limits::kLevelSec) {
      Add({"level", Severity::kWarning, name, lead.level_sec, limits::kLevelSec,
           "constant for " + Seconds(lead.level_sec) + " from " + Seconds(lead.level_from_sec),
           lead.level_from_sec, lead.level_from_sec + lead.level_sec});
    } else if (lead.clipped_sec > limits::kRailSec ||
               (lead.plateaus >= 3 && lead.clipped_sec > limits::kClippedSec)) {
      Add({"clipped", Severity::kWarning, name, lead.clipped_sec, limits::kClippedSec,
           "cut off at its highest or lowest value " + std::to_string(lead.plateaus) + " times, " +
               Seconds(lead.clipped_sec) + " in all"});
    }
  }

  bool CheckGain() {
    std::vector<float> heights;
    for (const auto& index : leads_) {
      if (!index) continue;
      const LeadQuality& lead = quality_.leads[*index];
      if (!lead.Empty() && !lead.Flat()) heights.push_back(static_cast<float>(lead.qrs_height_mv));
    }
    const double height = static_cast<double>(JoinQrsHeights(std::move(heights)));
    quality_.qrs_height_mv = height;
    const auto low = static_cast<double>(kMinQrsHeightMv);
    const auto high = static_cast<double>(kMaxQrsHeightMv);
    if (quality_.duration_sec < 2.0 || height <= 0.0 || (height >= low && height <= high)) {
      return true;
    }
    const double limit = height < low ? low : high;
    const bool is_unit = height < low / limits::kUnitFactor || height > high * limits::kUnitFactor;
    Add({"gain", is_unit ? Severity::kError : Severity::kWarning, "", height, limit,
         "QRS height of " + Mv(height, height < 0.1 ? 5 : 2) +
             " is outside 0.5-4.3 mV: " + (is_unit ? "wrong unit?" : "wrong gain?")});
    return false;
  }

  void CheckNoise(size_t i) {
    const LeadQuality& lead = quality_.leads[i];
    const std::string& name = quality_.lead_names[i];
    if (lead.Empty() || lead.Flat()) return;
    const auto add = [&](std::string_view check, double value, double limit, std::string text) {
      if (value <= limit) return;
      Add({std::string(check), Severity::kWarning, name, value, limit, std::move(text)});
    };
    const double range_mv = lead.max_mv - lead.min_mv;
    if (range_mv < limits::kNearlyFlatMv) {
      Add({"flat", Severity::kWarning, name, range_mv, limits::kNearlyFlatMv,
           "nearly flat: range of " + Mv(range_mv, 3)});
    }
    add("peak", lead.peak_mv, limits::kPeakMv, Mv(lead.peak_mv) + " away from the lead's median");
    add("noise", lead.noise_mv, limits::kNoiseMv, "noise of " + Mv(lead.noise_mv, 3));
    add("mains", lead.mains_mv, limits::kMainsMv,
        FormatFixed(lead.mains_hz, 0) + " Hz mains noise of " + Mv(lead.mains_mv, 3));
    add("wander", lead.wander_mv, limits::kWanderMv,
        "the baseline wanders over " + Mv(lead.wander_mv));
  }

  const Record& record_;
  RecordQuality quality_;
  LeadMap leads_{};
  std::vector<size_t> doubled_;
  bool has_signal_ = false;
};

}  // namespace

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "";
}

RecordQuality CheckContent(const Record& record) {
  CheckShape(record);
  return ContentCheck(record).Run();
}

std::string_view Verdict(const std::vector<SignalProblem>& problems, std::string_view lead) {
  std::string_view verdict = "ok";
  for (const SignalProblem& problem : problems) {
    if (!lead.empty() && problem.lead != lead) continue;
    if (problem.severity == Severity::kError) return "error";
    if (problem.severity == Severity::kWarning) verdict = "warning";
  }
  return verdict;
}

}  // namespace supreme
