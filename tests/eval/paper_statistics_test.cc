#include "eval/paper_statistics.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

const PaperCheck& Find(const PaperStatistics& statistics, const std::string& test,
                       const std::string& figure) {
  const auto found = std::ranges::find_if(statistics.checks, [&](const PaperCheck& check) {
    return check.test.starts_with(test) && check.figure == figure;
  });
  EXPECT_NE(found, statistics.checks.end()) << test << ", " << figure;
  return *found;
}

// Recomputed once with SciPy 1.17 and statsmodels 0.15.
TEST(PaperStatistics, RecomputesAppendixK) {
  const auto statistics = RecomputePaperStatistics(PaperNumbers::Printed());
  EXPECT_NEAR(Find(statistics, "paired t, ViT", "t").recomputed, 4.201991392307465, 1e-12);
  EXPECT_NEAR(Find(statistics, "paired t, ViT", "p, two-sided").recomputed, 0.008473291484860906,
              1e-12);
  EXPECT_EQ(Find(statistics, "Wilcoxon", "W").recomputed, 21.0);
  EXPECT_EQ(Find(statistics, "Wilcoxon", "p, one-sided (greater)").recomputed, 0.015625);
  EXPECT_NEAR(Find(statistics, "paired t, ours", "t").recomputed, 3.5107, 5e-5);
  EXPECT_NEAR(Find(statistics, "paired t, ours", "p, two-sided").recomputed, 0.01709, 5e-6);
  EXPECT_NEAR(Find(statistics, "Backbone", "F").recomputed, 5.023228317946597, 1e-11);
  EXPECT_NEAR(Find(statistics, "Module", "F").recomputed, 0.406269829212911, 1e-12);
  EXPECT_NEAR(Find(statistics, "Backbone x Module", "F").recomputed, 5.330587971214788, 1e-11);
}

TEST(PaperStatistics, SaysWhatAgreesToThePrintedPlaces) {
  const auto statistics = RecomputePaperStatistics(PaperNumbers::Printed());
  EXPECT_TRUE(Find(statistics, "Wilcoxon", "W").agrees);
  EXPECT_TRUE(Find(statistics, "Wilcoxon", "p, one-sided (greater)").agrees);
  EXPECT_TRUE(Find(statistics, "paired t, ours", "t").agrees);
  EXPECT_TRUE(Find(statistics, "ViT + CFN", "mean of six datasets").agrees);
  EXPECT_FALSE(Find(statistics, "paired t, ViT", "t").agrees);
  EXPECT_FALSE(Find(statistics, "Backbone", "F").agrees);
  EXPECT_FALSE(Find(statistics, "gain of CFN with ViT", "mean").agrees);
}

// Four printed figures depend on means only; all ask for the same other mean of one column.
TEST(PaperStatistics, FindsTheColumnThatExplainsThePrintedFigures) {
  const auto statistics = RecomputePaperStatistics(PaperNumbers::Printed());
  EXPECT_NEAR(statistics.table_mean, 72.70, 0.005);
  ASSERT_EQ(statistics.implied_means.size(), 4U);
  for (const auto& [source, mean] : statistics.implied_means) {
    EXPECT_NEAR(mean, 71.2, 0.03) << source;
  }
  EXPECT_NEAR(statistics.p_of_printed_t, 0.0021, 5e-5);
}

}  // namespace
}  // namespace supreme
