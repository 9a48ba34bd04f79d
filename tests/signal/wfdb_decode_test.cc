#include "signal/wfdb_decode.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "core/error.h"

namespace supreme {
namespace {

TEST(WfdbDecode, CountsBytesOfOddLengths) {
  EXPECT_EQ(EncodedBytes(16, 499), 998u);
  EXPECT_EQ(EncodedBytes(212, 499), 749u);
  EXPECT_EQ(EncodedBytes(212, 500), 750u);
  for (uint64_t count = 0; count < 50; ++count) {
    EXPECT_EQ(DecodedCount(16, EncodedBytes(16, count)), count);
    EXPECT_EQ(DecodedCount(212, EncodedBytes(212, count)), count);
  }
  EXPECT_EQ(DecodedCount(212, 4), 2u) << "a lone byte is no sample";
}

// Every 16-bit value under gains that floats do and do not carry, against division in double.
TEST(WfdbDecode, MillivoltsAreTheRoundedQuotientOfDoubles) {
  std::vector<int16_t> digital;
  for (int value = -32768; value <= 32767; ++value) digital.push_back(static_cast<int16_t>(value));
  std::vector<float> samples_mv(digital.size());
  for (const double gain : {1000.0, 200.0, 4880.0, 7247.0, 10520.0, 44.9629231183, 0.1, 3.0}) {
    for (const int64_t baseline : {int64_t{0}, int64_t{-55}, int64_t{1024}, int64_t{-2147483648}}) {
      ToMillivolts(digital, {gain, baseline, -32768}, samples_mv);
      EXPECT_TRUE(std::isnan(samples_mv[0]));
      for (size_t i = 1; i < digital.size(); ++i) {
        const auto expected = static_cast<float>(static_cast<double>(digital[i] - baseline) / gain);
        ASSERT_EQ(std::memcmp(&expected, &samples_mv[i], 4), 0)
            << digital[i] << " gain " << gain << " baseline " << baseline;
      }
    }
  }
}

TEST(WfdbDecode, TheChecksumWrapsAround) {
  EXPECT_EQ(SampleChecksum(std::vector<int16_t>{32767, 32767, 3}), 1);
  EXPECT_EQ(SampleChecksum(std::vector<int16_t>{-1}), 65535);
  EXPECT_EQ(SampleChecksum(std::vector<int16_t>{}), 0);
}

TEST(WfdbDecode, LongRecordsKeepTheirOrder) {
  constexpr size_t kWidth = 3;
  constexpr size_t kFrames = 1001;
  std::vector<int16_t> interleaved(kWidth * kFrames);
  for (size_t i = 0; i < interleaved.size(); ++i) interleaved[i] = static_cast<int16_t>(i);
  std::vector<int16_t> samples(interleaved.size());
  DecodeSamples({reinterpret_cast<const char*>(interleaved.data()), 2 * interleaved.size()}, 16,
                kWidth, samples);
  for (size_t place = 0; place < kWidth; ++place) {
    for (size_t frame = 0; frame < kFrames; ++frame) {
      ASSERT_EQ(samples[place * kFrames + frame], static_cast<int16_t>(frame * kWidth + place));
    }
  }
}

}  // namespace
}  // namespace supreme
