#include "data/shape_hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

Record Steps(double gain, int offset = 0) {
  Record record = MakeEcg();
  for (float& sample : record.samples_mv) {
    const int adc = static_cast<int>(sample * 1000.0F) + offset;
    sample = static_cast<float>(static_cast<double>(adc) / gain);
  }
  return record;
}

TEST(ShapeHash, GainAndOffsetDoNotMatter) {
  const auto hash = HashShape(Steps(1000.0));
  ASSERT_TRUE(hash);
  EXPECT_EQ(HashShape(Steps(200.0)), hash);
  EXPECT_EQ(HashShape(Steps(4880.0, 37)), hash);
}

TEST(ShapeHash, TheOrderOfTheLeadsDoesNotMatterButTheirNamesDo) {
  const Record record = Steps(1000.0);
  Record moved = record;
  std::swap_ranges(moved.samples_mv.begin(), moved.samples_mv.begin() + 5000,
                   moved.samples_mv.begin() + 5000);
  EXPECT_NE(HashShape(moved), HashShape(record));
  std::swap(moved.lead_names[0], moved.lead_names[1]);
  EXPECT_EQ(HashShape(moved), HashShape(record));
}

TEST(ShapeHash, OneSampleMakesAnotherRecord) {
  Record record = Steps(1000.0);
  const auto hash = HashShape(record);
  record.samples_mv[12345] += 0.5F;
  EXPECT_NE(HashShape(record), hash);
}

TEST(ShapeHash, ARecordWithoutAnyChangeHasNone) {
  Record record = MakeEcg();
  std::fill(record.samples_mv.begin(), record.samples_mv.end(), 0.1F);
  EXPECT_FALSE(HashShape(record));
}

}  // namespace
}  // namespace supreme
