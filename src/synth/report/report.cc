#include "synth/report/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "synth/report/fill_in.h"
#include "synth/report/habits.h"
#include "synth/report/report_layout.h"
#include "synth/report/statements.h"

namespace supreme {
namespace {

using enum Finding;
using Words = std::string_view;
using Use = StatementUse;
enum class Mention : uint8_t { kStated, kDoubted, kLeftOut };

constexpr std::array<std::string_view, 6> kStyleWords = {"muse",   "glasgow", "free",
                                                         "german", "english", "mixed"};

constexpr Words kNormalRemarks[] = {"normal axis", "normal intervals", "normal QRS axis",
                                    "normal PR and QRS intervals", "no significant ST-T changes"};
constexpr Words kComparisons[] = {"no previous tracing for comparison", "no significant change"};
constexpr Words kPoorQuality[] = {"artifact", "baseline wander", "poor data quality"};
constexpr Words kPoorQualityGerman[] = {"artefakte", "unruhige grundlinie",
                                        "verzitterte ableitung"};
constexpr Words kNormalClosings[] = {"normal ECG"};
constexpr Words kMinorClosings[] = {"otherwise normal ECG", "borderline ECG",
                                    "otherwise normal ECG"};
constexpr Words kAbnormalClosings[] = {"abnormal ECG"};
constexpr Words kMinorClosingsGerman[] = {"sonst normales ekg", "sonst normales ekg",
                                          "grenzbefund"};
constexpr Words kAbnormalClosingsGerman[] = {"pathologisches ekg", "ekg abnormal"};

template <class Texts>
std::string Pick(const Texts& texts, Rng& rng) {
  return std::string(texts[rng.Index(std::size(texts))]);
}

ReportStyle DrawStyle(ReportStyle style, Rng& rng) {
  if (static_cast<size_t>(style) < kWrittenStyleCount) return style;
  const double draw = rng.Uniform();
  if (style == ReportStyle::kMixed && draw < 0.25) return ReportStyle::kGerman;
  const double english = rng.Uniform();
  if (english < 0.4) return ReportStyle::kMuse;
  return english < 0.7 ? ReportStyle::kGlasgow : ReportStyle::kFree;
}

class ReportWriter {
 public:
  ReportWriter(const Truth& truth, const ReportOptions& options, ReportStyle style, Rng& rng)
      : truth_(truth),
        options_(options),
        style_(style),
        german_(style == ReportStyle::kGerman),
        table_(StatementTable::BuiltIn()),
        rng_(rng) {
    mentions_.fill(Mention::kLeftOut);
    for (const Finding finding : truth.diagnosis.findings.List()) {
      mentions_[Index(finding)] = DrawMention(finding);
    }
    for (const FindingPair& pair : SaidByAnother()) {
      if (Mentioned(pair.shown) && rng_.Bernoulli(0.7)) {
        mentions_[Index(pair.other)] = Mention::kLeftOut;
      }
    }
  }

  std::vector<ReportStatement> Write() {
    AddRhythm();
    AddAxisRemark();
    AddFindings();
    if (rng_.Bernoulli(options_.invented_share)) AddInvented();
    AddRemarks();
    AddClosing();
    return std::move(statements_);
  }

 private:
  static size_t Index(Finding finding) { return static_cast<size_t>(finding); }
  bool Mentioned(Finding finding) const { return mentions_[Index(finding)] != Mention::kLeftOut; }

  // Slight findings are doubted more often than marked ones; the mean stays as asked for.
  Mention DrawMention(Finding finding) {
    if (finding == kNormalEcg || finding == kSinusRhythm) return Mention::kStated;
    const double doubt =
        options_.uncertain_share * (1.5 - std::clamp(truth_.diagnosis.Severity(finding), 0.0, 1.0));
    const double draw = rng_.Uniform();
    if (draw < options_.unmentioned_share) return Mention::kLeftOut;
    return draw < options_.unmentioned_share + doubt ? Mention::kDoubted : Mention::kStated;
  }

  void Add(std::string text, bool is_doubtful = false) {
    if (!text.empty()) statements_.push_back({std::move(text), is_doubtful, false});
  }

  // A wording whose open places could be filled; empty when there is none.
  std::string Worded(Finding finding, Use use) {
    const auto& texts = table_.Texts(finding, style_, use);
    for (int attempt = 0; attempt < 4 && !texts.empty(); ++attempt) {
      auto text = FillIn(Pick(texts, rng_), finding, style_, truth_, rng_);
      if (text) return *std::move(text);
    }
    return "";
  }

  Use CertainUse(Finding finding) {
    if (table_.HasAge(finding)) {
      switch (truth_.diagnosis.infarct_age) {
        case InfarctAge::kAcute:
          return Use::kAcute;
        case InfarctAge::kRecent:
          return Use::kRecent;
        case InfarctAge::kOld:
          return rng_.Bernoulli(0.5) ? Use::kOld : Use::kUndetermined;
      }
    }
    const double rate = truth_.measurements.ventricular_rate_bpm;
    const Use by_rate = rate > 100.0 ? Use::kFast : rate < 60.0 ? Use::kSlow : Use::kModerate;
    if (rng_.Bernoulli(0.6) && !table_.Texts(finding, style_, by_rate).empty()) return by_rate;
    const double sentence_share = style_ == ReportStyle::kFree ? 0.4 : 0.25;
    if (rng_.Bernoulli(sentence_share)) return Use::kSentence;
    return Use::kCertain;
  }

  std::string Certain(Finding finding) {
    std::string text = Worded(finding, CertainUse(finding));
    return text.empty() ? Worded(finding, Use::kCertain) : text;
  }

  std::string Doubted(Finding finding) {
    const bool own = !table_.Texts(finding, style_, Use::kUncertain).empty();
    if (own && (table_.HasAge(finding) || rng_.Bernoulli(0.7))) {
      return Worded(finding, Use::kUncertain);
    }
    std::string text = Pick(table_.Doubts(style_), rng_);
    Replace(text, "{s}", Worded(finding, Use::kCertain));
    return text;
  }

  void AddFinding(Finding finding) {
    if (mentions_[Index(finding)] == Mention::kDoubted) return Add(Doubted(finding), true);
    if (mentions_[Index(finding)] != Mention::kStated) return;
    Add(Certain(finding));
    if (rng_.Bernoulli(0.3)) Add(Worded(finding, Use::kCause), true);
  }

  // The base rhythm with at most one addition: "sinus rhythm with 1st degree AV block".
  void AddRhythm() {
    std::string rhythm;
    bool doubtful = false;
    for (const Finding finding : truth_.diagnosis.findings.List()) {
      if (Info(finding).group != FindingGroup::kRhythm) continue;
      doubtful = mentions_[Index(finding)] == Mention::kDoubted;
      if (Mentioned(finding)) rhythm = doubtful ? Doubted(finding) : Certain(finding);
      mentions_[Index(finding)] = Mention::kLeftOut;
    }
    if (rhythm.empty() && !german_) rhythm = "undetermined rhythm";
    for (const Finding finding : truth_.diagnosis.findings.List()) {
      const bool may_add = !doubtful && mentions_[Index(finding)] == Mention::kStated;
      if (!may_add || rhythm.find("with") != std::string::npos || !rng_.Bernoulli(0.6)) continue;
      const std::string addition = Worded(finding, Use::kAdds);
      if (addition.empty()) continue;
      rhythm += " " + addition;
      mentions_[Index(finding)] = Mention::kLeftOut;
      break;
    }
    Add(rhythm, doubtful);
  }

  // German machine reports nearly always name the axis.
  void AddAxisRemark() {
    const double axis = truth_.measurements.qrs_axis_degrees;
    if (!german_ || std::isnan(axis) || !rng_.Bernoulli(0.75)) return;
    if (truth_.diagnosis.findings.HasAny({kLeftAxisDeviation, kRightAxisDeviation, kExtremeAxis})) {
      return;
    }
    if (axis < 0.0) return Add(axis < -30.0 ? "ueberdrehter linkstyp" : "linkstyp");
    if (axis > 90.0) return Add("rechtstyp");
    Add(axis > 60.0 && rng_.Bernoulli(0.2) ? "steiltyp" : "lagetyp normal");
  }

  void AddFindings() {
    std::vector<Finding> rest;
    for (const Finding finding : truth_.diagnosis.findings.List()) {
      if (finding != kNormalEcg && Mentioned(finding)) rest.push_back(finding);
    }
    if (style_ == ReportStyle::kFree && rng_.Bernoulli(0.5)) rng_.Shuffle(std::span(rest));
    for (const Finding finding : rest) AddFinding(finding);
  }

  void AddInvented() {
    std::vector<Finding> candidates;
    for (const FindingPair& pair : Lookalikes()) {
      const bool fits = pair.shown == kNormalEcg || truth_.diagnosis.Has(pair.shown);
      if (fits && !truth_.diagnosis.Has(pair.other)) candidates.push_back(pair.other);
    }
    if (!candidates.empty()) Add(Doubted(candidates[rng_.Index(candidates.size())]), true);
  }

  void AddRemarks() {
    const RecordingFaults& faults = truth_.faults;
    const bool poor = !faults.flat_leads.empty() || faults.motion || faults.muscle_mv > 0.06;
    if (poor && rng_.Bernoulli(0.3)) {
      Add(german_ ? Pick(kPoorQualityGerman, rng_) : Pick(kPoorQuality, rng_));
    }
    if (german_) return;
    if (truth_.diagnosis.Has(kNormalEcg) && rng_.Bernoulli(0.2)) {
      Add(Pick(kNormalRemarks, rng_));
    }
    if (rng_.Bernoulli(0.03)) Add(Pick(kComparisons, rng_));
  }

  void AddClosing() {
    const std::vector<Finding> findings = truth_.diagnosis.findings.List();
    std::string closing;
    // Machines call a slow normal heart "otherwise normal".
    const bool normal = truth_.diagnosis.Has(kNormalEcg) &&
                        (truth_.diagnosis.Has(kSinusRhythm) || rng_.Bernoulli(0.4));
    if (normal) {
      closing = style_ == ReportStyle::kMuse ? Pick(kNormalClosings, rng_) : Certain(kNormalEcg);
    } else if (std::all_of(findings.begin(), findings.end(), [](Finding finding) {
                 return finding == kNormalEcg || finding == kSinusRhythm || IsMinor(finding);
               })) {
      closing = german_ ? Pick(kMinorClosingsGerman, rng_) : Pick(kMinorClosings, rng_);
    } else if (rng_.Bernoulli(german_ ? 0.1 : style_ == ReportStyle::kMuse ? 0.95 : 0.6)) {
      closing = german_ ? Pick(kAbnormalClosingsGerman, rng_) : Pick(kAbnormalClosings, rng_);
    }
    if (!closing.empty()) statements_.push_back({std::move(closing), false, true});
  }

  const Truth& truth_;
  const ReportOptions& options_;
  const ReportStyle style_;
  const bool german_;
  const StatementTable& table_;
  Rng& rng_;
  std::array<Mention, kFindingCount> mentions_{};
  std::vector<ReportStatement> statements_;
};

}  // namespace

std::string_view ReportStyleName(ReportStyle style) {
  return kStyleWords[static_cast<size_t>(style)];
}

ReportStyle ParseReportStyle(std::string_view word) {
  const auto found = std::find(kStyleWords.begin(), kStyleWords.end(), word);
  if (found == kStyleWords.end()) {
    throw Error(ErrorCode::kUsage, "no report style is called \"" + std::string(word) + "\"",
                "--report-style", "muse, glasgow, free, german, english or mixed");
  }
  return static_cast<ReportStyle>(found - kStyleWords.begin());
}

std::string WriteReport(const Truth& truth, const ReportOptions& options, Rng& rng) {
  const ReportStyle style = DrawStyle(options.style, rng);
  return LayOutReport(ReportWriter(truth, options, style, rng).Write(), style,
                      options.misspelt_share, rng);
}

}  // namespace supreme
