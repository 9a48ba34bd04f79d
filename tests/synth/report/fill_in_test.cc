#include "synth/report/fill_in.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/synth/report/example_truth.h"

namespace supreme {
namespace {

using enum Finding;

TEST(FillIn, NamesMeasuredValuesInWholeNumbers) {
  Rng rng(1);
  EXPECT_EQ(FillIn("rate {rate}, PR {pr} ms", kSinusRhythm, ReportStyle::kFree,
                   ExampleTruth({kSinusRhythm}), rng),
            "rate 74, PR 160 ms");
}

TEST(FillIn, GivesNothingForAValueThatCannotBeMeasured) {
  Truth truth = ExampleTruth({kAtrialFibrillation});
  truth.measurements.pr_ms = kNotMeasured;
  Rng rng(1);
  EXPECT_FALSE(FillIn("PR {pr} ms", kAtrialFibrillation, ReportStyle::kFree, truth, rng));
}

TEST(FillIn, SaysWhereTheSignIsSeen) {
  Truth truth = ExampleTruth({kTInversion});
  for (const size_t lead : {1U, 2U, 5U}) truth.measurements.leads[lead].t_mv = -0.3;
  std::set<std::string> seen;
  for (uint64_t seed = 0; seed < 40; ++seed) {
    Rng rng(seed);
    seen.insert(*FillIn("T inversion{where}", kTInversion, ReportStyle::kFree, truth, rng));
  }
  EXPECT_EQ(seen, (std::set<std::string>{"T inversion", "T inversion in inferior leads",
                                         "T inversion in II, III, aVF"}));
}

TEST(FillIn, CallsOnlyMarkedFindingsMarked) {
  for (uint64_t seed = 0; seed < 40; ++seed) {
    Rng rng(seed);
    const auto text = FillIn("{degree}ST depression", kStDepression, ReportStyle::kFree,
                             ExampleTruth({kStDepression}, 0.1), rng);
    EXPECT_EQ(text->find("marked"), std::string::npos);
  }
}

TEST(RegionOf, IsNothingForLeadsOfNoTerritory) {
  EcgMeasurements measured;
  measured.leads[6].t_mv = -0.3;  // V1 alone
  EXPECT_FALSE(RegionOf(kTInversion, measured));
  measured.leads[0].t_mv = measured.leads[4].t_mv = -0.3;
  EXPECT_EQ(RegionOf(kTInversion, measured)->name, "lateral");
}

}  // namespace
}  // namespace supreme
