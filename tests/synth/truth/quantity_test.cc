#include "synth/truth/quantity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "example_truth.h"

namespace supreme {
namespace {

TEST(Quantity, FindsEachByItsOwnName) {
  std::set<std::string_view> names;
  for (size_t i = 0; i < kQuantityCount; ++i) {
    const auto quantity = static_cast<Quantity>(i);
    EXPECT_EQ(QuantityByName(QuantityName(quantity)), quantity);
    names.insert(QuantityName(quantity));
  }
  EXPECT_EQ(names.size(), kQuantityCount);
  EXPECT_FALSE(QuantityByName("qrs_mm").has_value());
}

TEST(Quantity, DerivesRatiosAndNetValuesOfALead) {
  Truth truth = OrdinaryTruth();
  truth.measurements.leads[6].r_mv = 0.2;
  truth.measurements.leads[6].s_mv = -1.0;
  EXPECT_DOUBLE_EQ(Value({Quantity::kROverS, 6}, truth), 0.2);
  EXPECT_DOUBLE_EQ(Value({Quantity::kNet, 6}, truth), -0.8);
  EXPECT_DOUBLE_EQ(Value({Quantity::kTransition, kNoLead}, truth), 2.0);
}

TEST(Quantity, CannotMeasureAFlatLeadOrAMissingP) {
  Truth truth = OrdinaryTruth();
  truth.faults.flat_leads = {6};
  EXPECT_TRUE(std::isnan(Value({Quantity::kR, 6}, truth)));
  EXPECT_DOUBLE_EQ(Value({Quantity::kFlatLead, 6}, truth), 1.0);
  EXPECT_DOUBLE_EQ(Value({Quantity::kR, 7}, truth), 1.0);
  truth.measurements.p_ms = kNotMeasured;
  EXPECT_TRUE(std::isnan(Value({Quantity::kP, 1}, truth)));
}

}  // namespace
}  // namespace supreme
