#include "eval/explanation_check.h"

#include <gtest/gtest.h>

#include "core/progress.h"
#include "tests/core/expect_error.h"
#include "tests/eval/small_explained.h"

namespace supreme {
namespace {

CheckOptions SmallOptions(const SmallExplained& small) {
  CheckOptions options;
  options.cases = {2, 1, 0.7};
  options.cell_s = 0.5;
  options.deletion = {4, 1};
  options.permutation_count = 199;
  options.shuffled_records = 1;
  options.threads = 1;
  options.scratch = small.folder.path();
  Progress::SetQuiet(true);
  return options;
}

GradientSource NoGradients() {
  return [](const GradientTask&) -> std::vector<std::vector<float>> {
    throw Error(ErrorCode::kUnavailable, "no such program", "supreme-train");
  };
}

TEST(ExplanationCheck, LeavesOutWhatCannotBeHadAndSaysWhy) {
  const SmallExplained small(SmallConfig("resnet"));
  const ExplanationCheck check =
      CheckExplanations({small.bundle, "id", small.questions, NoGradients()}, SmallOptions(small));
  ASSERT_EQ(check.methods.size(), 2U);
  EXPECT_EQ(check.methods[0].method, "attention");
  EXPECT_EQ(check.methods[1].method, "occlusion");
  ASSERT_EQ(check.left_out.size(), 1U);
  EXPECT_EQ(check.left_out[0].method, "gradient");
  EXPECT_NE(check.left_out[0].reason.find("no such program"), std::string::npos);
}

TEST(ExplanationCheck, ARandomNetworkPointsNoBetterThanChance) {
  const SmallExplained small(SmallConfig("resnet"));
  const ExplanationCheck check =
      CheckExplanations({small.bundle, "id", small.questions, NoGradients()}, SmallOptions(small));
  for (const MethodResult& method : check.methods) {
    ASSERT_EQ(method.families.size(), 2U);
    for (const FamilyResult& family : method.families) {
      EXPECT_FALSE(family.is_better) << method.method;
      EXPECT_GE(family.p, family.game.p_area);
      EXPECT_GE(family.p, family.game.p_swap);
      EXPECT_GE(family.p_corrected, family.p);
    }
    EXPECT_EQ(method.findings.size(), PlacedFindings().size());
    EXPECT_EQ(method.examples.size(), PlacedFindings().size());
    EXPECT_EQ(method.shuffled.record_count, PlacedFindings().size());
    EXPECT_EQ(method.deletion.probabilities.size(), 5U);
    ASSERT_TRUE(method.deletion.difference.has_value());
    EXPECT_NEAR(method.deletion.difference->mean,
                method.deletion.area - method.deletion.random_area, 1e-12);
  }
}

TEST(ExplanationCheck, TheSameSeedGivesTheSameFigures) {
  const SmallExplained small(SmallConfig("resnet"));
  const auto run = [&] {
    return CheckExplanations({small.bundle, "id", small.questions, NoGradients()},
                             SmallOptions(small));
  };
  const ExplanationCheck a = run(), b = run();
  EXPECT_TRUE(a.methods[0].is_band);
  for (size_t i = 0; i < a.methods.size(); ++i) {
    EXPECT_EQ(a.methods[i].families[0].p, b.methods[i].families[0].p);
    EXPECT_EQ(a.methods[i].insertion.area, b.methods[i].insertion.area);
    EXPECT_EQ(a.methods[i].shuffled.rank_correlation, b.methods[i].shuffled.rank_correlation);
  }
}

TEST(ExplanationCheck, ALinearHeadHasNoAttention) {
  const SmallExplained small(SmallConfig("resnet", "linear"));
  CheckOptions options = SmallOptions(small);
  options.methods = {"attention"};
  ExpectError(ErrorCode::kUsage, "linear head", [&] {
    CheckExplanations({small.bundle, "id", small.questions, NoGradients()}, options);
  });
}

}  // namespace
}  // namespace supreme
