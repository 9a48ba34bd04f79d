#include <gtest/gtest.h>

#include <map>
#include <string>

#include "example_truth.h"
#include "synth/truth/quantity.h"
#include "synth/truth/sign.h"

namespace supreme {
namespace {

constexpr SignTruth kPresent = SignTruth::kPresent;
constexpr SignTruth kAbsent = SignTruth::kAbsent;
constexpr SignTruth kUnclear = SignTruth::kUnclear;

// The answer to a text.
SignTruth Ask(const std::string& text, const Truth& truth) {
  static const std::map<std::string, uint32_t> signs = [] {
    std::map<std::string, uint32_t> all;
    for (const SignText& known : SignLibrary::BuiltIn().texts()) all[known.text] = known.sign;
    return all;
  }();
  const auto sign = signs.find(text);
  if (sign == signs.end()) {
    ADD_FAILURE() << "no such text: " << text;
    return kUnclear;
  }
  return SignLibrary::BuiltIn().Evaluate(sign->second, truth);
}

Truth With(std::initializer_list<Finding> findings) {
  Truth truth = OrdinaryTruth();
  for (const Finding finding : findings) truth.diagnosis.Add(finding, 0.5);
  return truth;
}

TEST(SignEvaluation, AnswersNamesAbbreviationsGermanAndDescriptions) {
  const Truth truth = With({Finding::kRbbb});
  for (const char* text :
       {"complete right bundle branch block", "crbbb", "rechtsschenkelblock", "rbbb",
        "qrs wider than 120 ms with rsr prime in v1 and broad s in i and v6",
        "conduction disturbance", "abnormal ecg", "no complete left bundle branch block"}) {
    EXPECT_EQ(Ask(text, truth), kPresent) << text;
  }
  for (const char* text :
       {"complete left bundle branch block", "clbbb", "atrial fibrillation",
        "incomplete right bundle branch block", "normal ecg", "kein vorhofflattern"}) {
    EXPECT_EQ(Ask(text, truth), std::string(text) == "kein vorhofflattern" ? kPresent : kAbsent)
        << text;
  }
}

TEST(SignEvaluation, FollowsWhatFindingsImply) {
  EXPECT_EQ(Ask("second degree av block", With({Finding::kWenckebach})), kPresent);
  EXPECT_EQ(Ask("av block", With({Finding::kWenckebach})), kPresent);
  EXPECT_EQ(Ask("third degree av block", With({Finding::kWenckebach})), kAbsent);
  EXPECT_EQ(Ask("left ventricular hypertrophy", With({Finding::kLvhStrain})), kPresent);
  EXPECT_EQ(Ask("myocardial infarction", With({Finding::kAnterolateralMi})), kPresent);
  EXPECT_EQ(Ask("inferior infarction", With({Finding::kInferolateralMi})), kPresent);
  EXPECT_EQ(Ask("inferior infarction", With({Finding::kAnterolateralMi})), kAbsent);
  EXPECT_EQ(Ask("pacemaker rhythm", With({Finding::kPacedDual})), kPresent);
}

TEST(SignEvaluation, LeavesLookAlikesOpen) {
  EXPECT_EQ(Ask("right bundle branch block", With({Finding::kIncompleteRbbb})), kUnclear);
  EXPECT_EQ(Ask("left bundle branch block", With({Finding::kPacedVentricular})), kUnclear);
  EXPECT_EQ(Ask("left ventricular hypertrophy", With({Finding::kLvhVoltage})), kUnclear);
}

TEST(SignEvaluation, LetsMeasuredNamesFollowTheTrace) {
  Truth truth = With({Finding::kLvhStrain});
  EXPECT_EQ(Ask("st depression", truth), kAbsent);
  for (const size_t lead : {10U, 11U}) {
    truth.measurements.leads[lead].st60_mv = -0.12;
    truth.measurements.leads[lead].st80_mv = -0.12;
  }
  EXPECT_EQ(Ask("st depression", truth), kPresent);
  EXPECT_EQ(Ask("st-senkung", truth), kPresent);
  EXPECT_EQ(Ask("no st depression", truth), kAbsent);
  truth.measurements.qrs_axis_degrees = -50.0;
  EXPECT_EQ(Ask("left axis deviation", truth), kPresent);
  truth.measurements.qrs_axis_degrees = -31.0;
  EXPECT_EQ(Ask("left axis deviation", truth), kUnclear);
  truth.measurements.pr_ms = 230.0;
  EXPECT_EQ(Ask("prolonged pr interval", truth), kPresent);
}

TEST(SignEvaluation, AnswersMeasurements) {
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[11].r_mv = 1.6;
  truth.measurements.leads[2].t_mv = -0.2;
  truth.measurements.leads[2].t_max_mv = 0.0;
  truth.measurements.leads[2].t_min_mv = -0.2;
  EXPECT_EQ(Ask("heart rate above 60 per minute", truth), kPresent);
  EXPECT_EQ(Ask("herzfrequenz mindestens 60 per minute", truth), kPresent);
  EXPECT_EQ(Ask("r wave larger in v6 than in v5", truth), kPresent);
  EXPECT_EQ(Ask("r wave larger in v5 than in v6", truth), kAbsent);
  EXPECT_EQ(Ask("t wave inversion in iii", truth), kPresent);
  EXPECT_EQ(Ask("negative t-welle in iii", truth), kPresent);
  EXPECT_EQ(Ask("upright t wave in iii", truth), kAbsent);
  EXPECT_EQ(Ask("no q wave in v1", truth), kPresent);
  EXPECT_EQ(Ask("regular rhythm", truth), kPresent);
}

TEST(SignEvaluation, AnswersEvents) {
  Truth truth = With({Finding::kPvc});
  truth.counts.ventricular_ectopic = 4;
  EXPECT_EQ(Ask("frequent pvcs", truth), kPresent);
  EXPECT_EQ(Ask("a single wide premature beat", truth), kAbsent);
  EXPECT_EQ(Ask("delta wave", truth), kAbsent);
  truth.measurements.longest_rr_ms = 2500.0;
  EXPECT_EQ(Ask("pause of two seconds or more", truth), kPresent);
  truth.activity.kind = AtrialActivity::Kind::kFlutter;
  EXPECT_EQ(Ask("sawtooth waves", truth), kPresent);
}

TEST(SignEvaluation, AnswersSignalQuality) {
  Truth truth = OrdinaryTruth();
  EXPECT_EQ(Ask("flat lead", truth), kAbsent);
  truth.faults.flat_leads = {7};
  EXPECT_EQ(Ask("flat lead", truth), kPresent);
  EXPECT_EQ(Ask("upright t wave in v2", truth), kUnclear);
  truth.faults.wander_mv = 0.3;
  EXPECT_EQ(Ask("baseline wander", truth), kPresent);
  EXPECT_EQ(Ask("grundlinienschwankung", truth), kPresent);
}

std::vector<std::pair<std::string, std::string>> Opposites() {
  return {
      {"finding:CLBBB", "finding:CRBBB"},         {"finding:LAD", "finding:RAD"},
      {"finding:SBRAD", "finding:STACH"},         {"finding:NORM", "group:abnormal"},
      {"finding:AFIB", "group:any_sinus"},        {"measure:regular", "measure:very_irregular"},
      {"measure:wide_qrs", "measure:narrow_qrs"}, {"measure:bradycardia", "measure:tachycardia"},
      {"event:p_before_qrs", "event:no_p"},       {"quality:clean", "quality:noise"}};
}

TEST(SignEvaluation, NeverFindsOppositesBothPresent) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  std::map<std::string, uint32_t> ids;
  for (uint32_t i = 0; i < library.signs().size(); ++i) ids[library.signs()[i].id] = i;
  std::vector<std::pair<std::string, std::string>> pairs = Opposites();
  for (const auto& [id, sign] : ids) {
    if (ids.contains("not:" + id)) pairs.emplace_back(id, "not:" + id);
    const size_t over = id.find(">=");
    if (over == std::string::npos || id.find('(') != std::string::npos) continue;
    // Counts: ">= 2" stands against "<= 1".
    const auto quantity = QuantityByName(std::string_view(id).substr(8, over - 8));
    if (quantity && UnitOf(*quantity) == Unit::kCount) continue;
    std::string under = id;
    under.replace(over, 2, "<=");
    if (ids.contains(under)) pairs.emplace_back(id, under);
  }
  ASSERT_GT(pairs.size(), 1000U);
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed);
    const Patient patient = DrawPatient(rng);
    const Truth truth = SimulatedTruth(DrawDiagnosis(patient, CaseMix::kTraining, rng), seed);
    for (const auto& [a, b] : pairs) {
      const bool both = library.Evaluate(ids.at(a), truth) == kPresent &&
                        library.Evaluate(ids.at(b), truth) == kPresent;
      EXPECT_FALSE(both) << a << " and " << b << ", seed " << seed;
    }
  }
}

TEST(SignEvaluation, NeverDeniesADiagnosedFinding) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  std::map<std::string, uint32_t> ids;
  for (uint32_t i = 0; i < library.signs().size(); ++i) ids[library.signs()[i].id] = i;
  for (uint64_t seed = 100; seed < 160; ++seed) {
    Rng rng(seed);
    const Patient patient = DrawPatient(rng);
    const Truth truth = SimulatedTruth(DrawDiagnosis(patient, CaseMix::kTraining, rng), seed);
    for (const Finding finding : truth.diagnosis.findings.List()) {
      const std::string id = "finding:" + std::string(Info(finding).code);
      EXPECT_NE(library.Evaluate(ids.at(id), truth), kAbsent) << id << ", seed " << seed;
    }
  }
}

}  // namespace
}  // namespace supreme
