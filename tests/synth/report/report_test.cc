#include "synth/report/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/error.h"
#include "core/numbers.h"
#include "tests/synth/report/example_truth.h"

namespace supreme {
namespace {

using enum Finding;

const ReportOptions kFaithful = {.style = ReportStyle::kMuse,
                                 .uncertain_share = 0.0,
                                 .unmentioned_share = 0.0,
                                 .invented_share = 0.0,
                                 .misspelt_share = 0.0};

std::string Report(const Truth& truth, const ReportOptions& options, uint64_t seed) {
  Rng rng(seed);
  return WriteReport(truth, options, rng);
}

double ShareWith(const Truth& truth, const ReportOptions& options, std::string_view word) {
  size_t count = 0;
  for (uint64_t seed = 0; seed < 500; ++seed) {
    count += AsciiLower(Report(truth, options, seed)).find(word) != std::string::npos;
  }
  return static_cast<double>(count) / 500.0;
}

TEST(Report, SameGeneratorSameText) {
  const Truth truth = ExampleTruth({kSinusRhythm, kLvh, kPvc});
  EXPECT_EQ(Report(truth, {}, 5), Report(truth, {}, 5));
  std::set<std::string> texts;
  for (uint64_t seed = 0; seed < 50; ++seed) texts.insert(Report(truth, {}, seed));
  EXPECT_GT(texts.size(), 30U);
}

TEST(Report, MuseEndsWithItsClosingLine) {
  EXPECT_TRUE(
      Report(ExampleTruth({kSinusRhythm, kNormalEcg}), kFaithful, 1).ends_with("NORMAL ECG"));
  const std::string minor = Report(ExampleTruth({kSinusRhythm, kIncompleteRbbb}), kFaithful, 1);
  EXPECT_TRUE(minor.ends_with("OTHERWISE NORMAL ECG") || minor.ends_with("BORDERLINE ECG"))
      << minor;
  EXPECT_GT(ShareWith(ExampleTruth({kSinusRhythm, kInferiorMi}), kFaithful, "\nabnormal ecg"), 0.9);
}

TEST(Report, AFaithfulOneNamesEveryFinding) {
  const Truth truth = ExampleTruth({kSinusTachycardia, kRbbb, kLeftAtrialEnlargement});
  EXPECT_EQ(ShareWith(truth, kFaithful, "tachycardia"), 1.0);
  EXPECT_EQ(ShareWith(truth, kFaithful, "right bundle branch block"), 1.0);
  EXPECT_EQ(ShareWith(truth, kFaithful, "left atrial"), 1.0);
}

TEST(Report, LeavesOutAndDoubtsAsOftenAsAsked) {
  const Truth truth = ExampleTruth({kSinusRhythm, kRightAtrialEnlargement});
  ReportOptions options = kFaithful;
  options.unmentioned_share = 0.3;
  EXPECT_NEAR(ShareWith(truth, options, "right atrial"), 0.7, 0.07);
  options = kFaithful;
  options.uncertain_share = 0.4;
  const double doubted =
      ShareWith(truth, options, "possible") + ShareWith(truth, options, "probable") +
      ShareWith(truth, options, "cannot rule out") + ShareWith(truth, options, "consider");
  EXPECT_NEAR(doubted, 0.4, 0.07);
}

TEST(Report, InventsOnlyWithDoubt) {
  ReportOptions options = kFaithful;
  options.invented_share = 1.0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    const std::string report = Report(ExampleTruth({kSinusRhythm, kNormalEcg}), options, seed);
    EXPECT_GE(std::count(report.begin(), report.end(), '\n'), 2) << report;
    EXPECT_TRUE(report.find("POSSIBLE") != std::string::npos ||
                report.find("PROBABLE") != std::string::npos ||
                report.find("RULE OUT") != std::string::npos ||
                report.find("CONSIDER") != std::string::npos ||
                report.find("UNDETERMINED") != std::string::npos ||
                report.find("BORDERLINE") != std::string::npos ||
                report.find("MAY BE") != std::string::npos)
        << report;
  }
}

TEST(Report, AgeOfTheInfarctDecidesTheWording) {
  Truth truth = ExampleTruth({kSinusRhythm, kAnteriorMi});
  truth.diagnosis.infarct_age = InfarctAge::kAcute;
  EXPECT_EQ(ShareWith(truth, kFaithful, "acute"), 1.0);
  EXPECT_EQ(ShareWith(truth, kFaithful, "old"), 0.0);
  truth.diagnosis.infarct_age = InfarctAge::kOld;
  EXPECT_EQ(ShareWith(truth, kFaithful, "acute"), 0.0);
  EXPECT_GT(ShareWith(truth, kFaithful, "age undetermined"), 0.2);
}

TEST(Report, FastFibrillationIsCalledSo) {
  Truth truth = ExampleTruth({kAtrialFibrillation});
  EXPECT_EQ(ShareWith(truth, kFaithful, "rapid"), 0.0);
  truth.measurements.ventricular_rate_bpm = 130.0;
  EXPECT_GT(ShareWith(truth, kFaithful, "ventricular response"), 0.4);
}

TEST(Report, GermanOnesReadLikePtbxl) {
  ReportOptions options = kFaithful;
  options.style = ReportStyle::kGerman;
  const Truth truth = ExampleTruth({kSinusRhythm, kLbbb});
  EXPECT_EQ(ShareWith(truth, options, "sinus"), 1.0);
  EXPECT_GT(ShareWith(truth, options, "lagetyp normal"), 0.5);
  EXPECT_GT(ShareWith(truth, options, "linksschenkelblock"), 0.6);
  EXPECT_EQ(ShareWith(truth, options, "rhythm "), 0.0);
}

TEST(Report, EnglishMixHoldsNoGermanAndTheFullMixDoes) {
  const Truth truth = ExampleTruth({kSinusRhythm, kLbbb});
  ReportOptions options = kFaithful;
  options.style = ReportStyle::kEnglish;
  EXPECT_EQ(ShareWith(truth, options, "schenkelblock"), 0.0);
  options.style = ReportStyle::kMixed;
  EXPECT_NEAR(
      ShareWith(truth, options, "sinusrhythmus") + ShareWith(truth, options, "sinus rhythmus"),
      0.25, 0.06);
}

TEST(Report, StyleNamesReadBack) {
  for (const auto* word : {"muse", "glasgow", "free", "german", "english", "mixed"}) {
    EXPECT_EQ(ReportStyleName(ParseReportStyle(word)), word);
  }
  EXPECT_THROW(ParseReportStyle("french"), Error);
}

}  // namespace
}  // namespace supreme
