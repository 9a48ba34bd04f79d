#include "eval/explained_cases.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/eval/small_explained.h"

namespace supreme {
namespace {

const CellGrid kGrid{50, 10.0};

TEST(ExplainedCases, HaveAPlaceThatIsNeitherNothingNorEverything) {
  const SmallExplained small(SmallConfig("resnet"));
  InputScorer scorer = small.Scorer();
  uint64_t told = 0;
  const PlacedCases cases =
      SimulateCases(scorer, kGrid, {2, 1, 0.7}, [&](uint64_t done) { told = done; });
  ASSERT_EQ(cases.cases.size(), 2 * PlacedFindings().size());
  EXPECT_EQ(told, cases.cases.size());
  ASSERT_EQ(cases.examples.size(), PlacedFindings().size());
  for (size_t i = 0; i < cases.cases.size(); ++i) {
    const PlacedCase& one = cases.cases[i];
    EXPECT_EQ(one.finding, i / 2);
    const auto inside = std::count(one.place.begin(), one.place.end(), 1);
    EXPECT_GT(inside, 0);
    EXPECT_LT(inside, 400) << Info(PlacedFindings()[one.finding].finding).name;
  }
}

TEST(ExplainedCases, RepeatWithTheSeed) {
  const SmallExplained small(SmallConfig("resnet"));
  InputScorer scorer = small.Scorer();
  const auto make = [&](uint64_t seed) {
    return SimulateCases(scorer, kGrid, {2, seed, 0.7}, [](uint64_t) {});
  };
  const PlacedCases a = make(1), b = make(1), c = make(2);
  EXPECT_EQ(a.cases[3].input.samples, b.cases[3].input.samples);
  EXPECT_NE(a.cases[3].input.samples, c.cases[3].input.samples);
}

TEST(ExplainedCases, AreEachExplainedForTheirOwnFinding) {
  const SmallExplained small(SmallConfig("vit"));
  InputScorer scorer = small.Scorer();
  const CellGrid grid{5, 10.0};
  const PlacedCases cases = SimulateCases(scorer, grid, {2, 1, 0.7}, [](uint64_t) {});
  std::vector<size_t> asked;
  const GradientSource ones = [&](const GradientTask& task) {
    asked = task.questions;
    return std::vector<std::vector<float>>(task.inputs.size(),
                                           std::vector<float>(task.inputs[0]->samples.size(), 1));
  };
  const ExplainTools tools{scorer, small.bundle.model, {}, ones};
  const auto explain = [&](const std::string& method) {
    return ExplainCases(method, tools, grid, std::span(cases.cases).last(2), [](uint64_t) {});
  };
  EXPECT_EQ(explain("gradient").size(), 2U);
  EXPECT_EQ(asked, std::vector<size_t>(2, PlacedFindings().size() - 1));
  const auto occluded = explain("occlusion");
  const auto wanted = ExplainByOcclusion(scorer, cases.cases.back().input, grid).back();
  EXPECT_EQ(occluded.back().values, wanted.values);
  EXPECT_EQ(explain("attention").back().columns, 40U);
}

}  // namespace
}  // namespace supreme
