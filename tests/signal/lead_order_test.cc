#include "signal/lead_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "signal/wfdb.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

const std::filesystem::path kData = std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data";

LeadProducts Products(const Record& record) {
  LeadSpans spans;
  for (size_t lead = 0; lead < kLeadCount; ++lead) spans[lead] = record.Lead(lead);
  return MultiplyLeads(spans, record.sample_rate_hz);
}

Record Swapped(Record record, size_t a, size_t b) {
  const auto begin = record.samples_mv.begin();
  const auto at = [&](size_t lead) {
    return begin + static_cast<std::ptrdiff_t>(lead * record.sample_count);
  };
  std::swap_ranges(at(a), at(a + 1), at(b));
  return record;
}

TEST(LeadOrder, EverySwapOfALimbLeadIsNamed) {
  const Record record = MakeEcg();
  EXPECT_FALSE(FindLimbMixUp(Products(record)));
  for (size_t a = 0; a < 6; ++a) {
    for (size_t b = a + 1; b < kLeadCount; ++b) {
      EXPECT_EQ(FindLimbMixUp(Products(Swapped(record, a, b))), (LeadMixUp{a, b}))
          << kLeadNames[a] << " and " << kLeadNames[b];
    }
  }
}

TEST(LeadOrder, AnInvertedLimbLeadIsNamed) {
  for (size_t lead = 0; lead < 6; ++lead) {
    Record record = MakeEcg();
    for (size_t i = 0; i < 5000; ++i) record.samples_mv[lead * 5000 + i] *= -1.0F;
    const auto mix_up = FindLimbMixUp(Products(record));
    ASSERT_TRUE(mix_up) << kLeadNames[lead];
    EXPECT_EQ(*mix_up, (LeadMixUp{lead, lead}));
    EXPECT_EQ(Describe(*mix_up), "lead " + std::string(kLeadNames[lead]) + " upside down?");
  }
}

// Arms exchanged: I inverted, II and III exchanged, aVR and aVL exchanged.
Record WithArmsReversed(const Record& record) {
  Record reversed = Swapped(Swapped(record, 1, 2), 3, 4);
  for (size_t i = 0; i < record.sample_count; ++i) reversed.samples_mv[i] *= -1.0F;
  return reversed;
}

struct Found {
  size_t records = 0;
  size_t before = 0;
  size_t after = 0;
};

template <class Change, class Look>
Found Count(const std::filesystem::path& folder, Change&& change, Look&& look) {
  Found found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".hea") continue;
    const Record record = ReadWfdb(entry.path());
    ++found.records;
    found.before += look(Products(record)) ? 1 : 0;
    found.after += look(Products(change(record))) ? 1 : 0;
  }
  return found;
}

TEST(LeadOrder, ArmReversalIsSeenInMostRealRecordsAndInFewThatAreRight) {
  const std::filesystem::path folder = kData / "ptbxl_500/records100";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing: " << folder;
  const Found found = Count(folder, WithArmsReversed,
                            [](const LeadProducts& p) { return FindArmReversal(p).has_value(); });
  EXPECT_EQ(found.records, 500u);
  EXPECT_LE(found.before, 2u);
  EXPECT_GE(found.after, 300u);
}

TEST(LeadOrder, ChestSwapsAreAHeuristicThatSeldomErrs) {
  const std::filesystem::path folder = kData / "ptbxl_500/records100";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing: " << folder;
  const auto look = [](const LeadProducts& p) { return FindChestExchange(p).has_value(); };
  const Found far = Count(
      folder, [](const Record& record) { return Swapped(record, 6, 10); }, look);
  EXPECT_LE(far.before, 2u);
  EXPECT_GE(far.after, 300u) << "V1 and V5";
}

TEST(LeadOrder, ALimbLeadWithNextToNothingIsFound) {
  Record record = MakeEcg();
  EXPECT_FALSE(FindEmptyLimbLead(Products(record)));
  for (size_t i = 0; i < 5000; ++i) record.samples_mv[5000 + i] *= 0.05F;
  EXPECT_EQ(FindEmptyLimbLead(Products(record)), 1u);
}

}  // namespace
}  // namespace supreme
