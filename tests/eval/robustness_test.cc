#include "eval/robustness.h"

#include <gtest/gtest.h>

#include <memory>
#include <numeric>

#include "core/progress.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/indexed_predictor.h"

namespace supreme {
namespace {

// 60 records: those with AF are 0.1 mV higher in the first sample of lead I, which the model reads;
// the class RARE has one record.
class RobustnessTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < kRecords; ++i) {
      std::vector<std::string> codes = {i % 3 == 0 ? "AFIB" : "NORM"};
      if (i == 7) codes.emplace_back("RARE");
      records.push_back(TestRecord(i, 1, "p" + std::to_string(i), codes));
      records.back().window.samples_mv[0] =
          static_cast<float>(i) / 1000.0F + (i % 3 == 0 ? 0.1F : 0.0F);
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
    task_.classes = {{"AF", "atrial fibrillation", "", {"AFIB"}},
                     {"RARE", "rare", "", {"RARE"}},
                     {"NORM", "normal", "", {"NORM"}}};
    std::vector<size_t> rows(kRecords);
    std::iota(rows.begin(), rows.end(), size_t{0});
    labels_ = LabelRows(task_, *pack_, rows);
    patients_.resize(kRecords);
    std::iota(patients_.begin(), patients_.end(), 0U);
    options_.bootstrap.resample_count = 200;
    options_.min_positives = 5;
  }

  static float Sees(const EcgWindow& window, size_t query) {
    const float value = window.samples_mv[0];
    return query == 2 ? 1.0F - value : value;
  }

  RobustnessResult Evaluate(const std::vector<Condition>& conditions) {
    IndexedPredictor predictor(3, Sees);
    return EvaluateRobustness(predictor, {*pack_, task_, labels_, patients_}, conditions, options_);
  }

  static Condition Fault(const std::string& level, std::function<void(EcgWindow&, Rng&)> apply) {
    return {"test", level, 1.0, std::move(apply)};
  }

  static constexpr int kRecords = 60;
  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  Task task_;
  TaskLabels labels_;
  std::vector<uint32_t> patients_;
  RobustnessOptions options_;
};

TEST_F(RobustnessTest, AHarmlessFaultChangesNothing) {
  const auto result = Evaluate({Fault("none", [](EcgWindow& window, Rng&) {
    window.samples_mv[kWindowSamples] += 1.0F;  // lead II, which the model does not look at
  })});
  EXPECT_EQ(result.counted_classes, 2U);
  EXPECT_GT(*result.clean.mean.auroc, 0.99);
  const ConditionResult& condition = result.conditions[0];
  EXPECT_EQ(*condition.difference, 0.0);
  EXPECT_EQ(condition.interval->low, 0.0);
  EXPECT_EQ(*condition.p, 1.0);
  EXPECT_EQ(condition.score_change, 0.0);
}

TEST_F(RobustnessTest, ABlindingFaultFallsToChanceInEveryResample) {
  const auto result =
      Evaluate({Fault("blind", [](EcgWindow& window, Rng&) { window.samples_mv[0] = 0.0F; }),
                Fault("turned", [](EcgWindow& window, Rng&) { window.samples_mv[0] *= -1.0F; })});
  EXPECT_DOUBLE_EQ(*result.conditions[0].mean.auroc, 0.5);
  EXPECT_DOUBLE_EQ(*result.conditions[0].aurocs[0], 0.5);
  EXPECT_LT(result.conditions[0].interval->high, -0.4);
  EXPECT_FALSE(result.conditions[0].p.has_value());  // no spread, so no p
  EXPECT_FALSE(result.conditions[0].p_holm.has_value());
  EXPECT_LT(*result.conditions[1].mean.auroc, 0.01);
  EXPECT_GT(result.conditions[1].score_change, result.conditions[0].score_change);
}

TEST_F(RobustnessTest, CorrectsThePValuesOfFaultsThatHarmSomeRecords) {
  const auto blur = [](EcgWindow& window, Rng& rng) {
    window.samples_mv[0] += static_cast<float>(rng.Normal());
  };
  const auto result = Evaluate({Fault("blurred", blur), Fault("blurred again", blur)});
  for (const ConditionResult& condition : result.conditions) {
    ASSERT_TRUE(condition.p && condition.p_holm);
    EXPECT_LT(*condition.mean.auroc, 0.95);
    EXPECT_GE(*condition.p_holm, *condition.p);
    EXPECT_LT(*condition.p_holm, 0.05);
  }
}

TEST_F(RobustnessTest, FaultsDependOnSeedAndRecordNotOnTheBatch) {
  const std::vector<Condition> conditions = {Fault("noise", [](EcgWindow& window, Rng& rng) {
    window.samples_mv[0] += static_cast<float>(0.1 * rng.Normal());
  })};
  options_.batch_size = 7;
  const double first = *Evaluate(conditions).conditions[0].mean.auroc;
  options_.batch_size = 32;
  EXPECT_EQ(*Evaluate(conditions).conditions[0].mean.auroc, first);
  options_.seed = 9;
  EXPECT_NE(*Evaluate(conditions).conditions[0].mean.auroc, first);
}

TEST_F(RobustnessTest, SaysWhenNoClassCanBeJudged) {
  options_.min_positives = 1000;
  ExpectError(ErrorCode::kInvalidInput, "no class has enough", [&] { Evaluate({}); });
}

}  // namespace
}  // namespace supreme
