#include "signal/window.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "signal/quality.h"
#include "signal/repair.h"
#include "signal/resample.h"
#include "signal/vectorised.h"

namespace supreme {
namespace {

constexpr double kMinRateHz = 50.0;
constexpr double kMaxRateHz = 10'000.0;

// Which samples of the record become which samples of the window.
struct Cut {
  size_t first = 0;  // first sample at the window's rate
  size_t count = 0;  // samples at the window's rate; the rest of the window is padding
};

[[noreturn]] void Refuse(const Record& record, const std::string& what, std::string_view hint) {
  const std::string& where = record.source_path.empty() ? record.record_id : record.source_path;
  throw Error(ErrorCode::kInvalidInput, what, where, hint);
}

void CheckRecord(const Record& record, const WindowOptions& options) {
  if (!(options.max_duration_sec > 0) || options.max_duration_sec > 10) {
    Refuse(record, "window duration must be above 0 s and at most 10 s", "");
  }
  if (record.sample_count == 0 || record.lead_names.empty()) {
    Refuse(record, "record has no samples", "leave it out");
  }
  if (record.samples_mv.size() != record.lead_names.size() * record.sample_count) {
    Refuse(record, "samples are not leads × sample count", "");
  }
  if (!(record.sample_rate_hz >= kMinRateHz && record.sample_rate_hz <= kMaxRateHz)) {
    Refuse(
        record,
        "sampling rate of " + FormatDouble(record.sample_rate_hz) + " Hz is outside 50–10,000 Hz",
        "resample the record first");
  }
}

// Index into the record for each of the twelve leads.
using LeadMap = std::array<std::optional<size_t>, kLeadCount>;

LeadMap MatchLeads(const Record& record) {
  LeadMap leads;
  bool any = false;
  for (size_t i = 0; i < record.lead_names.size(); ++i) {
    const auto lead = LeadIndex(record.lead_names[i]);
    if (!lead) continue;
    if (leads[*lead]) {
      Refuse(record, "lead " + std::string(kLeadNames[*lead]) + " is there twice",
             "keep one of the two");
    }
    leads[*lead] = i;
    any = true;
  }
  if (!any) {
    std::string names;
    for (const std::string& name : record.lead_names) names += (names.empty() ? "" : ", ") + name;
    Refuse(record, "none of the twelve standard leads is in the record (it has: " + names + ")",
           "rename the leads to I, II, III, aVR, aVL, aVF, V1–V6");
  }
  return leads;
}

// Resamplers of the rates seen so far: designing one takes as long as using it on a record.
std::shared_ptr<const Resampler> ResamplerFor(double rate_hz) {
  constexpr size_t kMaxKept = 32;
  static std::mutex mutex;
  static std::map<double, std::shared_ptr<const Resampler>> kept;
  const std::lock_guard lock(mutex);
  if (const auto found = kept.find(rate_hz); found != kept.end()) return found->second;
  if (kept.size() >= kMaxKept) kept.clear();
  return kept[rate_hz] = std::make_shared<const Resampler>(rate_hz, kWindowRateHz);
}

Cut PlanCut(size_t total, const WindowOptions& options) {
  const auto wanted = static_cast<size_t>(std::llround(options.max_duration_sec * kWindowRateHz));
  Cut cut;
  cut.count = std::min({total, std::max<size_t>(wanted, 1), kWindowSamples});
  if (options.crop == CropRule::kCenter) cut.first = (total - cut.count) / 2;
  return cut;
}

// A product with 0 is 0 for finite values only; sums can be vectorised, tests with an exit cannot.
SUPREME_VECTOR_CLONES
bool AllFinite(const float* samples, size_t count) {
  constexpr size_t kLanes = 8;
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += samples[i + lane] * 0.0f;
  }
  float sum = 0;
  for (const float lane : lanes) sum += lane;
  for (; i < count; ++i) sum += samples[i] * 0.0f;
  return sum == 0;
}

class WindowBuilder {
 public:
  WindowBuilder(const Record& record, const WindowOptions& options) : record_(record) {
    if (record.sample_rate_hz != kWindowRateHz) resampler_ = ResamplerFor(record.sample_rate_hz);
    cut_ = PlanCut(resampler_ ? resampler_->OutputCount(record.sample_count) : record.sample_count,
                   options);
    if (cut_.count == 0) Refuse(record, "record is shorter than one sample at 500 Hz", "");
    window_.samples_mv.resize(kLeadCount * kWindowSamples);
  }

  EcgWindow Build();

 private:
  void AddLead(size_t lead, size_t source);
  void Warn(size_t lead, const std::string& what) {
    window_.warnings.push_back("lead " + std::string(kLeadNames[lead]) + " " + what);
  }

  const Record& record_;
  std::shared_ptr<const Resampler> resampler_;  // none at the window's own rate
  Cut cut_;
  EcgWindow window_;
};

void WindowBuilder::AddLead(size_t lead, size_t source) {
  // Only the stretch that the window reads is looked at: a lead that is empty there is missing.
  size_t begin = cut_.first;
  size_t end = cut_.first + cut_.count;
  if (resampler_) {
    const auto limit = static_cast<int64_t>(record_.sample_count);
    begin = static_cast<size_t>(
        std::clamp<int64_t>(resampler_->InputRange(cut_.first).begin, 0, limit));
    end = static_cast<size_t>(
        std::clamp<int64_t>(resampler_->InputRange(cut_.first + cut_.count - 1).end, 0, limit));
  }
  std::span<const float> samples = record_.Lead(source);
  std::vector<float> repaired;
  if (!AllFinite(&samples[begin], end - begin)) {
    repaired.assign(samples.begin(), samples.end());
    const size_t count = RepairSamples(std::span(repaired).subspan(begin, end - begin));
    if (count == end - begin) {
      Warn(lead, "has no valid sample and counts as missing");
      return;
    }
    Warn(lead, "had " + std::to_string(count) + " samples without a valid value; repaired");
    samples = repaired;
  }
  const auto target = std::span(window_.samples_mv).subspan(lead * kWindowSamples, cut_.count);
  if (resampler_) {
    resampler_->Resample(samples, cut_.first, target);
  } else {
    std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(begin), cut_.count, target.begin());
  }
  window_.present[lead] = 1;
  const std::span<const float> read = samples.subspan(begin, end - begin);
  if (std::all_of(read.begin(), read.end(), [&](float value) { return value == read[0]; })) {
    std::fill(target.begin(), target.end(), read[0]);
    window_.flat[lead] = 1;
    Warn(lead, "is flat");
  }
}

EcgWindow WindowBuilder::Build() {
  const LeadMap leads = MatchLeads(record_);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (leads[lead]) {
      AddLead(lead, *leads[lead]);
    } else {
      Warn(lead, "is missing");
    }
  }
  if (std::none_of(window_.present.begin(), window_.present.end(), [](uint8_t p) { return p; })) {
    Refuse(record_, "all leads are empty", "leave the record out");
  }
  for (std::string& warning : CheckQuality(window_, cut_.count)) {
    window_.warnings.push_back(std::move(warning));
  }
  return std::move(window_);
}

}  // namespace

EcgWindow ToWindow(const Record& record, const WindowOptions& options) {
  CheckRecord(record, options);
  return WindowBuilder(record, options).Build();
}

}  // namespace supreme
