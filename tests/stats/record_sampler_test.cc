#include "stats/record_sampler.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(RecordSampler, DrawsAsManyRecordsAsThereAre) {
  const RecordSampler resampler(size_t{50});
  Rng rng(1);
  std::vector<uint32_t> counts;
  for (int draw = 0; draw < 20; ++draw) {
    resampler.Draw(rng, counts);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), 50U);
  }
}

TEST(RecordSampler, KeepsTheRecordsOfAPatientTogether) {
  const std::vector<uint32_t> patients = {0, 1, 1, 2, 0, 1};
  const RecordSampler resampler(patients);
  EXPECT_EQ(resampler.cluster_count(), 3U);
  Rng rng(1);
  std::vector<uint32_t> counts;
  bool apart = false;
  for (int draw = 0; draw < 20; ++draw) {
    resampler.Draw(rng, counts);
    EXPECT_EQ(counts[0], counts[4]);
    EXPECT_EQ(counts[1], counts[2]);
    EXPECT_EQ(counts[1], counts[5]);
    EXPECT_EQ(counts[0] + counts[1] + counts[3], 3U);
    apart = apart || counts[0] != counts[1];
  }
  EXPECT_TRUE(apart);
}

TEST(RecordSampler, TakesEachRecordAsItsOwnPatientAsWithoutPatients) {
  const std::vector<uint32_t> patients = {0, 1, 2, 3};
  Rng first(7), second(7);
  std::vector<uint32_t> counts, clustered;
  RecordSampler(size_t{4}).Draw(first, counts);
  RecordSampler(patients).Draw(second, clustered);
  EXPECT_EQ(counts, clustered);
}

TEST(RecordSampler, RefusesNumbersWithGaps) {
  const std::vector<uint32_t> gap = {0, 2, 2};
  ExpectError(ErrorCode::kInternal, "broken", [&] { RecordSampler{gap}; });
}

}  // namespace
}  // namespace supreme
