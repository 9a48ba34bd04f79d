#include "eval/compare_sets.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

AlignedSets ThreeSystems() {
  return {{"x", "y", "z"},
          {"a", "b", "c", "d", "e"},
          {0.9, 0.8, 0.7, 0.8, 0.75, 0.6, 0.7, 0.72, 0.5, 0.95, 0.9, 0.6, 0.85, 0.8, 0.8},
          {},
          false};
}

TEST(CompareSets, TestsEveryPairAndCorrectsForTheirNumber) {
  const SetComparison result = CompareSets(ThreeSystems(), {});
  ASSERT_EQ(result.pairs.size(), 3U);
  EXPECT_NEAR(result.means[0], 0.84, 1e-12);
  const std::vector<double> x = {0.9, 0.8, 0.7, 0.95, 0.85}, z = {0.7, 0.6, 0.5, 0.6, 0.8};
  const PairTests& pair = result.pairs[1];
  EXPECT_EQ(pair.second, 2U);
  EXPECT_DOUBLE_EQ(pair.t->p, PairedTTest(x, z, Alternative::kTwoSided)->p);
  EXPECT_DOUBLE_EQ(pair.wilcoxon->p, WilcoxonTest(x, z, Alternative::kTwoSided)->p);
  std::vector<double> p;
  for (const auto& each : result.pairs) p.push_back(each.t->p);
  EXPECT_DOUBLE_EQ(*pair.corrected_t_p, CorrectPValues(p, Correction::kHolm)[1]);
  EXPECT_TRUE(pair.nemenyi_p.has_value());
  EXPECT_TRUE(result.friedman && result.critical_difference);
}

TEST(CompareSets, OfTwoSystemsHasNoFriedmanTest) {
  const AlignedSets two = {{"x", "y"}, {"a", "b"}, {1, 1, 2, 2}, {}, false};
  const SetComparison result = CompareSets(two, {});
  EXPECT_FALSE(result.friedman || result.pairs[0].nemenyi_p);
  EXPECT_FALSE(result.pairs[0].t || result.pairs[0].wilcoxon);
  EXPECT_EQ(result.pairs[0].bootstrap->mean, 0.0);
}

TEST(CompareSets, AsksTheNamedSide) {
  CompareSetsOptions options;
  options.alternative = Alternative::kGreater;
  const SetComparison greater = CompareSets(ThreeSystems(), options);
  const SetComparison two_sided = CompareSets(ThreeSystems(), {});
  EXPECT_NEAR(greater.pairs[1].t->p, two_sided.pairs[1].t->p / 2.0, 1e-12);
}

}  // namespace
}  // namespace supreme
