#include "eval/subgroups.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/progress.h"

namespace supreme {
namespace {

// 400 records of one class; the model is blind where `blind` says so, and good elsewhere.
AuditScores Planted(const std::vector<uint8_t>& blind) {
  Rng rng(3);
  AuditScores data;
  data.classes = {"A", "RARE"};
  data.record_count = blind.size();
  data.scores.resize(2);
  data.positive.resize(2);
  for (size_t i = 0; i < blind.size(); ++i) {
    const bool positive = rng.Bernoulli(0.4);
    data.positive[0].push_back(positive ? 1 : 0);
    data.scores[0].push_back(rng.Normal() + (positive && blind[i] == 0 ? 2.0 : 0.0));
    data.positive[1].push_back(i == 5 || i == 6 ? 1 : 0);
    data.scores[1].push_back(rng.Uniform());
  }
  return data;
}

class SubgroupsTest : public testing::Test {
 protected:
  SubgroupsTest() : patients_(kRecords), blind_(kRecords) {
    Progress::SetQuiet(true);
    std::iota(patients_.begin(), patients_.end(), 0U);
    for (size_t i = 0; i < kRecords; ++i) blind_[i] = i < 100 ? 1 : 0;
    options_.bootstrap.resample_count = 300;
  }

  // Groups by the record's number: those below the borders, in order, and the rest.
  static Division ByNumber(const std::string& name, const std::vector<size_t>& borders) {
    Division division{name, {}, {}};
    for (size_t g = 0; g <= borders.size(); ++g) division.groups.push_back(std::to_string(g));
    for (size_t i = 0; i < kRecords; ++i) {
      division.group_of_record.push_back(static_cast<size_t>(
          std::ranges::count_if(borders, [&](size_t border) { return i >= border; })));
    }
    return division;
  }

  SubgroupResult Evaluate(const std::vector<Division>& divisions) {
    return EvaluateSubgroups(Planted(blind_), divisions, patients_, options_);
  }

  static constexpr size_t kRecords = 400;
  std::vector<uint32_t> patients_;
  std::vector<uint8_t> blind_;
  SubgroupOptions options_;
};

TEST_F(SubgroupsTest, FindsThePlantedGapAndPutsItFirst) {
  const SubgroupResult result =
      Evaluate({ByNumber("fair", {200}), ByNumber("planted", {100, 250})});
  ASSERT_EQ(result.groups.size(), 5U);
  const Subgroup& worst = result.groups.front();
  EXPECT_EQ(worst.division, "planted");
  EXPECT_EQ(worst.name, "0");
  EXPECT_EQ(worst.record_count, 100U);
  EXPECT_EQ(worst.rest_count, 300U);
  EXPECT_NEAR(*worst.mean.group.auroc, 0.5, 0.12);
  EXPECT_NEAR(*worst.mean.rest.auroc, 0.92, 0.05);
  EXPECT_LT(worst.mean.interval->high, 0.0);
  EXPECT_LT(*worst.mean.p_holm, 0.05);
  ASSERT_EQ(worst.classes.size(), 1U) << "the rare class is not compared";
  EXPECT_LT(*worst.classes[0].gap.p_holm, 1e-6);
}

TEST_F(SubgroupsTest, AGroupsAurocIsThatOfItsRecordsAlone) {
  const AuditScores data = Planted(blind_);
  const SubgroupResult result = Evaluate({ByNumber("half", {150})});
  const Subgroup& first = result.groups[0].name == "0" ? result.groups[0] : result.groups[1];
  const auto expected =
      Auroc(std::span(data.scores[0]).first(150), std::span(data.positive[0]).first(150));
  EXPECT_DOUBLE_EQ(*first.mean.group.auroc, *expected);
  EXPECT_NEAR(*first.classes[0].gap.group.auroc, *expected, 1e-12);
}

TEST_F(SubgroupsTest, TestsTwoGroupsOnceAndMirrorsTheOther) {
  const SubgroupResult result = Evaluate({ByNumber("half", {150})});
  ASSERT_EQ(result.groups.size(), 2U);
  EXPECT_EQ(result.comparison_count, 1U);
  const Gap& a = result.groups[0].mean;
  const Gap& b = result.groups[1].mean;
  EXPECT_LT(*a.difference, 0.0);
  EXPECT_DOUBLE_EQ(*a.difference, -*b.difference);
  EXPECT_DOUBLE_EQ(a.interval->low, -b.interval->high);
  EXPECT_EQ(a.p_holm, b.p_holm);
  EXPECT_EQ(result.groups[0].classes[0].group_positives,
            result.groups[1].classes[0].rest_positives);
}

TEST_F(SubgroupsTest, CorrectsForEveryComparison) {
  const SubgroupResult one = Evaluate({ByNumber("half", {150})});
  const SubgroupResult many =
      Evaluate({ByNumber("half", {150}), ByNumber("other", {50, 90, 210, 330})});
  EXPECT_EQ(many.comparison_count, 6U);
  const auto p_of_half = [](const SubgroupResult& result) {
    for (const Subgroup& group : result.groups) {
      if (group.division == "half") return *group.mean.p_holm;
    }
    return -1.0;
  };
  EXPECT_GT(p_of_half(many), p_of_half(one));
}

TEST_F(SubgroupsTest, ComparesNoGroupThatIsTooSmall) {
  options_.min_records = 50;
  const SubgroupResult result = Evaluate({ByNumber("tiny", {20})});
  EXPECT_EQ(result.comparison_count, 0U);
  ASSERT_EQ(result.groups.size(), 2U);
  EXPECT_EQ(result.groups[0].omitted, "too few records");
  EXPECT_EQ(result.groups[1].omitted, "too few records in the rest");
  EXPECT_FALSE(result.groups[0].mean.difference.has_value());
}

TEST_F(SubgroupsTest, ComparesNoClassThatIsTooRareOnEitherSide) {
  options_.min_positives = 500;
  const SubgroupResult result = Evaluate({ByNumber("half", {150})});
  EXPECT_EQ(result.groups[0].omitted, "no class with enough records on both sides");
}

TEST_F(SubgroupsTest, RecordsOfOnePatientWidenTheInterval) {
  const auto width = [&] {
    const Gap gap = Evaluate({ByNumber("half", {200})}).groups[0].mean;
    return gap.interval->high - gap.interval->low;
  };
  const double alone = width();
  for (size_t i = 0; i < kRecords; ++i) patients_[i] = static_cast<uint32_t>(i / 40);
  EXPECT_NE(width(), alone);
}

TEST_F(SubgroupsTest, GivesTheSameFiguresForTheSameSeed) {
  const auto low = [&] { return Evaluate({ByNumber("half", {200})}).groups[0].mean.interval->low; };
  const double first = low();
  EXPECT_EQ(low(), first);
  options_.seed = 2;
  EXPECT_NE(low(), first);
}

}  // namespace
}  // namespace supreme
