#include "signal/lead_relations.h"

#include <gtest/gtest.h>

#include "core/rng.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

LeadSpans Spans(const Record& record) {
  LeadSpans spans;
  for (size_t lead = 0; lead < kLeadCount; ++lead) spans[lead] = record.Lead(lead);
  return spans;
}

TEST(LeadRelations, IdentitiesHoldInARightRecord) {
  const Record record = MakeEcg();
  const LeadProducts products = MultiplyLeads(Spans(record), 500.0);
  for (const LimbIdentity& identity : kLimbIdentities) {
    const auto residual = CheckIdentity(products, identity);
    ASSERT_TRUE(residual);
    EXPECT_LT(residual->residual_mv, 1e-6);
    EXPECT_FALSE(FindBrokenStretch(Spans(record), identity, 0.1));
  }
}

TEST(LeadRelations, AnIdentityIsNotCheckedWithoutItsLeads) {
  const Record record = MakeEcg();
  LeadSpans spans = Spans(record);
  spans[2] = {};
  const LeadProducts products = MultiplyLeads(spans, 500.0);
  EXPECT_FALSE(CheckIdentity(products, kLimbIdentities[0]));
  EXPECT_TRUE(CheckIdentity(products, kLimbIdentities[1]));
}

TEST(LeadRelations, ABrokenStretchReachesToWhereTheIdentityHoldsAgain) {
  Record record = MakeEcg();
  for (size_t i = 0; i < 5000; ++i) record.samples_mv[3 * 5000 + i] += 0.4F;  // an offset is none
  for (size_t i = 791; i <= 799; ++i) {
    record.samples_mv[3 * 5000 + i] += i == 795 ? 2.5F : 0.05F;
  }
  const auto broken = FindBrokenStretch(Spans(record), kLimbIdentities[1], 0.1);
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->first_sample, 791u);
  EXPECT_EQ(broken->last_sample, 799u);
  EXPECT_EQ(broken->count, 1u);
  EXPECT_NEAR(broken->largest_mv, 2.5, 1e-3);
}

TEST(LeadRelations, ALeadOfNoiseIsExplainedByNoOther) {
  Record record = MakeEcg();
  EXPECT_GT(ExplainedShare(MultiplyLeads(Spans(record), 500.0), 8), 0.9);
  Rng rng(3);
  for (size_t i = 0; i < 5000; ++i) {
    record.samples_mv[8 * 5000 + i] = static_cast<float>(rng.Normal(0.0, 0.3));
  }
  EXPECT_LT(ExplainedShare(MultiplyLeads(Spans(record), 500.0), 8), 0.02);
}

}  // namespace
}  // namespace supreme
