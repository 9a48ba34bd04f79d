#include "synth/report.h"

#include <algorithm>
#include <cctype>
#include <span>
#include <string_view>
#include <vector>

#include "core/numbers.h"
#include "synth/statements.h"

namespace supreme {
namespace {

using enum Finding;
using Words = std::string_view;
enum class Mention { kStated, kUncertain, kLeftOut };

// Uncertain follow-ups of a certain statement, as machines add them.
constexpr Words kInferiorCause[] = {"Consider inferior infarct, possibly acute",
                                    "Possible acute inferior infarct",
                                    "Cannot rule out acute inferior infarct"};
constexpr Words kAnteriorCause[] = {"Consider anterior infarct, possibly acute",
                                    "Possible acute anterior infarct",
                                    "Cannot rule out acute anterior infarct"};
constexpr Words kInversionCause[] = {"Consider ischemia", "Possible ischemia",
                                     "Cannot rule out ischemia"};
constexpr Words kStrain[] = {"LVH with repolarization abnormality",
                             "Left ventricular hypertrophy with repolarization abnormality",
                             "Left ventricular hypertrophy with strain pattern",
                             "Left ventricular hypertrophy with secondary ST-T changes"};
constexpr Words kNormalRemarks[] = {"Normal axis", "Normal intervals",
                                    "No significant ST-T changes", "Normal PR and QRS intervals"};

class ReportWriter {
 public:
  ReportWriter(const FindingSet& findings, const Heart& heart, const ReportOptions& options,
               Rng& rng)
      : findings_(findings), heart_(heart), options_(options), rng_(rng) {
    for (const FindingInfo& info : FindingTable()) mentions_.push_back(DrawMention(info.finding));
  }

  std::string Write() {
    AddRhythm();
    if (findings_.Has(kNormalEcg) && rng_.Bernoulli(0.2)) Add(Pick(kNormalRemarks));
    for (const Finding finding : {kLeftAxisDeviation, kLowVoltage, kLbbb, kRbbb, kLvh,
                                  kInferiorStElevation, kAnteriorStElevation, kTWaveInversion}) {
      AddFinding(finding);
    }
    if (rng_.Bernoulli(options_.invented_share)) AddInvented();
    AddConclusion();
    return Join();
  }

 private:
  Mention DrawMention(Finding finding) {
    if (!findings_.Has(finding)) return Mention::kLeftOut;
    if (finding == kNormalEcg || finding == kSinusRhythm) return Mention::kStated;
    const double draw = rng_.Uniform();
    if (draw < options_.uncertain_share) return Mention::kUncertain;
    if (draw < options_.uncertain_share + options_.unmentioned_share) return Mention::kLeftOut;
    return Mention::kStated;
  }

  Mention MentionOf(Finding finding) const { return mentions_[static_cast<size_t>(finding)]; }

  std::string Pick(std::span<const Words> words) {
    return std::string(words[rng_.Index(words.size())]);
  }

  void Add(std::string statement) { statements_.push_back(std::move(statement)); }

  std::string RhythmStatement() {
    for (const Finding rhythm :
         {kSinusRhythm, kSinusBradycardia, kSinusTachycardia, kAtrialFibrillation}) {
      if (!findings_.Has(rhythm)) continue;
      if (MentionOf(rhythm) == Mention::kLeftOut) return "Undetermined rhythm";
      const bool certain = MentionOf(rhythm) == Mention::kStated;
      std::string statement =
          Pick(Statements(rhythm, certain ? Wording::kCertain : Wording::kUncertain));
      if (rhythm == kAtrialFibrillation && certain) statement += VentricularResponse();
      return statement;
    }
    return "Undetermined rhythm";
  }

  std::string VentricularResponse() {
    const double rate = 60.0 / heart_.rhythm.mean_rr_s;
    if (rate > 105.0) return " with rapid ventricular response";
    if (rate < 62.0) return " with slow ventricular response";
    return rng_.Bernoulli(0.3) ? " with controlled ventricular response" : "";
  }

  void AddRhythm() {
    std::string rhythm = RhythmStatement();
    std::vector<std::string> apart;
    // At most one addition in the rhythm's own statement.
    bool has_addition = findings_.Has(kAtrialFibrillation) || rhythm == "Undetermined rhythm";
    for (const Finding finding : {kFirstDegreeAvBlock, kPvc}) {
      if (MentionOf(finding) == Mention::kStated && !has_addition && rng_.Bernoulli(0.6)) {
        rhythm += " " + Pick(RhythmAdditions(finding));
        has_addition = true;
      } else if (MentionOf(finding) != Mention::kLeftOut) {
        apart.push_back(Pick(Statements(finding, WordingOf(finding))));
      }
    }
    Add(rhythm);
    for (std::string& statement : apart) Add(std::move(statement));
  }

  Wording WordingOf(Finding finding) const {
    return MentionOf(finding) == Mention::kStated ? Wording::kCertain : Wording::kUncertain;
  }

  void AddFinding(Finding finding) {
    if (MentionOf(finding) == Mention::kLeftOut) return;
    const bool certain = MentionOf(finding) == Mention::kStated;
    if (finding == kLvh && certain && heart_.strain && rng_.Bernoulli(0.75)) {
      Add(Pick(kStrain));
      return;
    }
    Add(Pick(Statements(finding, WordingOf(finding), heart_.t_inversion)));
    if (!certain) return;
    if (finding == kInferiorStElevation && rng_.Bernoulli(0.5)) Add(Pick(kInferiorCause));
    if (finding == kAnteriorStElevation && rng_.Bernoulli(0.5)) Add(Pick(kAnteriorCause));
    if (finding == kTWaveInversion && rng_.Bernoulli(0.3)) Add(Pick(kInversionCause));
  }

  void AddInvented() {
    std::vector<Finding> absent;
    for (const FindingInfo& info : FindingTable()) {
      const bool sign = info.finding > kAtrialFibrillation;
      if (sign && !findings_.Has(info.finding)) absent.push_back(info.finding);
    }
    Add(Pick(Statements(absent[rng_.Index(absent.size())], Wording::kUncertain)));
  }

  void AddConclusion() {
    if (findings_.Has(kNormalEcg)) {
      Add(Pick(Statements(kNormalEcg, Wording::kCertain)));
      return;
    }
    const bool mild = findings_.Count() == 1 ||
                      (findings_.Count() == 2 &&
                       (findings_.Has(kFirstDegreeAvBlock) || findings_.Has(kLeftAxisDeviation)));
    if (mild && !findings_.Has(kAtrialFibrillation)) {
      Add(rng_.Bernoulli(0.5) ? "Otherwise normal ECG" : "Borderline ECG");
    } else if (rng_.Bernoulli(0.85)) {
      Add("Abnormal ECG");
    }
  }

  std::string Join() {
    std::string text;
    for (const std::string& statement : statements_) {
      if (!text.empty()) text += ". ";
      text += statement;
    }
    const double style = rng_.Uniform();
    if (style < 0.20) text = AsciiLower(text);
    if (style > 0.85) {
      for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return text;
  }

  const FindingSet& findings_;
  const Heart& heart_;
  const ReportOptions& options_;
  Rng& rng_;
  std::vector<Mention> mentions_;
  std::vector<std::string> statements_;
};

}  // namespace

std::string WriteReport(const FindingSet& findings, const Heart& heart,
                        const ReportOptions& options, Rng& rng) {
  return ReportWriter(findings, heart, options, rng).Write();
}

}  // namespace supreme
