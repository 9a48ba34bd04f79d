#include "synth/truth/rule.h"

#include <gtest/gtest.h>

#include "example_truth.h"

namespace supreme {
namespace {

SignTruth Ask(std::string_view rule, const Truth& truth) {
  RuleBook book;
  return book.Evaluate(book.Add(rule), truth);
}

constexpr SignTruth kPresent = SignTruth::kPresent;
constexpr SignTruth kAbsent = SignTruth::kAbsent;
constexpr SignTruth kUnclear = SignTruth::kUnclear;

TEST(Rule, IsUnclearNearAThreshold) {
  Truth truth = OrdinaryTruth();
  truth.measurements.qrs_ms = 130.0;
  EXPECT_EQ(Ask("qrs_ms>=120", truth), kPresent);
  truth.measurements.qrs_ms = 122.0;
  EXPECT_EQ(Ask("qrs_ms>=120", truth), kUnclear);
  EXPECT_EQ(Ask("qrs_ms<=120", truth), kUnclear);
  truth.measurements.qrs_ms = 110.0;
  EXPECT_EQ(Ask("qrs_ms>=120", truth), kAbsent);
  EXPECT_EQ(Ask("qrs_ms<=120", truth), kPresent);
}

TEST(Rule, CountsHaveNoBand) {
  Truth truth = OrdinaryTruth();
  truth.counts.ventricular_ectopic = 2;
  EXPECT_EQ(Ask("ventricular_ectopic>=2", truth), kPresent);
  EXPECT_EQ(Ask("ventricular_ectopic>=3", truth), kAbsent);
}

TEST(Rule, IsUnclearWithoutTheQuantity) {
  Truth truth = OrdinaryTruth();
  truth.measurements.pr_ms = kNotMeasured;
  EXPECT_EQ(Ask("pr_ms>=200", truth), kUnclear);
  EXPECT_EQ(Ask("known(pr_ms)", truth), kAbsent);
  EXPECT_EQ(Ask("all(known(pr_ms),pr_ms>=200)", truth), kAbsent);
}

TEST(Rule, JoinsPartsInThreeValues) {
  const Truth truth = OrdinaryTruth();
  const std::string unclear = "qrs_ms>=90";
  EXPECT_EQ(Ask("all(rate>=60," + unclear + ")", truth), kUnclear);
  EXPECT_EQ(Ask("all(rate>=90," + unclear + ")", truth), kAbsent);
  EXPECT_EQ(Ask("any(rate>=60," + unclear + ")", truth), kPresent);
  EXPECT_EQ(Ask("any(rate>=90," + unclear + ")", truth), kUnclear);
  EXPECT_EQ(Ask("not(" + unclear + ")", truth), kUnclear);
  EXPECT_EQ(Ask("not(rate>=90)", truth), kPresent);
  EXPECT_EQ(Ask("always()", truth), kPresent);
  EXPECT_EQ(Ask("never()", truth), kAbsent);
}

TEST(Rule, CountsLeadsOfATerritory) {
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[1].j_mv = 0.2;
  EXPECT_EQ(Ask("some(inferior,j>=0.1)", truth), kPresent);
  EXPECT_EQ(Ask("two(inferior,j>=0.1)", truth), kAbsent);
  truth.measurements.leads[5].j_mv = 0.2;
  EXPECT_EQ(Ask("two(inferior,j>=0.1)", truth), kPresent);
  EXPECT_EQ(Ask("every(inferior,j>=0.1)", truth), kAbsent);
  EXPECT_EQ(Ask("near(j>=0.1)", truth), kPresent);
}

TEST(Rule, ComparesLeads) {
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[11].r_mv = 1.5;
  EXPECT_EQ(Ask("V6.r-V5.r>=0", truth), kPresent);
  EXPECT_EQ(Ask("V5.r-V6.r>=0", truth), kAbsent);
  EXPECT_EQ(Ask("V5.r-V4.r>=0", truth), kUnclear);
}

TEST(Rule, FindsFindingsOfTheDiagnosis) {
  const Truth truth = OrdinaryTruth();
  EXPECT_EQ(Ask("has(SBRAD SR)", truth), kPresent);
  EXPECT_EQ(Ask("has(LAO/LAE STD_)", truth), kAbsent);
  RuleBook book;
  const RuleId rule = book.Add("any(has(CRBBB),all(has(CLBBB CRBBB),qrs_ms>=120))");
  EXPECT_EQ(book.Findings(rule), (std::vector<Finding>{Finding::kRbbb, Finding::kLbbb}));
}

}  // namespace
}  // namespace supreme
