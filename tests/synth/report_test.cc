#include "synth/report.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/numbers.h"

namespace supreme {
namespace {

using enum Finding;

constexpr int kReports = 4000;

bool Contains(const std::string& text, std::string_view part) {
  return AsciiLower(text).find(part) != std::string::npos;
}

std::string Write(const FindingSet& findings, const ReportOptions& options, int seed) {
  Rng rng(static_cast<uint64_t>(seed));
  return WriteReport(findings, Heart{}, options, rng);
}

constexpr ReportOptions kTruthful = {
    .uncertain_share = 0.0, .unmentioned_share = 0.0, .invented_share = 0.0};

TEST(Report, NormalEcgIsCalledNormalAndNothingElse) {
  for (int i = 0; i < 500; ++i) {
    const std::string report = Write({kNormalEcg, kSinusRhythm}, kTruthful, i);
    EXPECT_TRUE(Contains(report, "normal")) << report;
    EXPECT_FALSE(Contains(report, "abnormal")) << report;
    EXPECT_FALSE(Contains(report, "otherwise")) << report;
  }
}

TEST(Report, TruthfulReportNamesEveryFindingWithCertainty) {
  for (int i = 0; i < 500; ++i) {
    const std::string report = Write({kSinusBradycardia, kRbbb, kPvc}, kTruthful, i);
    EXPECT_TRUE(Contains(report, "bradycardia")) << report;
    EXPECT_TRUE(Contains(report, "rbbb") || Contains(report, "right bundle")) << report;
    EXPECT_TRUE(Contains(report, "pvc") || Contains(report, "ventric")) << report;
    EXPECT_FALSE(Contains(report, "possible") || Contains(report, "rule out")) << report;
  }
}

TEST(Report, SharesOfUncertainAndUnmentionedFindingsAreAsAsked) {
  int uncertain = 0;
  int unmentioned = 0;
  ReportOptions options;
  options.invented_share = 0.0;
  for (int i = 0; i < kReports; ++i) {
    const std::string report = Write({kSinusRhythm, kLbbb}, options, i);
    const bool named = Contains(report, "lbbb") || Contains(report, "left bundle");
    unmentioned += !named;
    uncertain += named && (Contains(report, "possible") || Contains(report, "probable") ||
                           Contains(report, "rule out"));
  }
  EXPECT_NEAR(uncertain / double{kReports}, 0.05, 0.015);
  EXPECT_NEAR(unmentioned / double{kReports}, 0.02, 0.01);
}

TEST(Report, InventsUncertainFindingsOnly) {
  int invented = 0;
  ReportOptions options = kTruthful;
  options.invented_share = 0.02;
  for (int i = 0; i < kReports; ++i) {
    const std::string report = Write({kNormalEcg, kSinusRhythm}, options, i);
    invented += Contains(report, "possible") || Contains(report, "probable") ||
                Contains(report, "rule out") || Contains(report, "consider") ||
                Contains(report, "borderline") || Contains(report, "may be");
  }
  EXPECT_NEAR(invented / double{kReports}, 0.02, 0.01);
}

TEST(Report, VariesItsWordsAndCase) {
  std::set<std::string> texts;
  int upper = 0;
  int lower = 0;
  for (int i = 0; i < 500; ++i) {
    const std::string report = Write({kAtrialFibrillation, kLvh}, {}, i);
    texts.insert(report);
    upper += report.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    lower += report == AsciiLower(report);
  }
  EXPECT_GT(texts.size(), 30U);
  EXPECT_GT(upper, 40);
  EXPECT_GT(lower, 60);
}

TEST(Report, NamesTheVentricularResponseOfFastFibrillation) {
  Heart fast;
  fast.rhythm.mean_rr_s = 0.45;
  Heart slow;
  slow.rhythm.mean_rr_s = 1.1;
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Rng first(seed);
    Rng second(seed);
    EXPECT_TRUE(Contains(WriteReport({kAtrialFibrillation}, fast, kTruthful, first),
                         "with rapid ventricular response"));
    EXPECT_TRUE(Contains(WriteReport({kAtrialFibrillation}, slow, kTruthful, second),
                         "with slow ventricular response"));
  }
}

}  // namespace
}  // namespace supreme
