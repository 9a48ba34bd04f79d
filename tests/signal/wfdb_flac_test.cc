#include "signal/wfdb_flac.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

const FlacSignals kTwoChannels = {2, {0, 1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16}};

TEST(WfdbFlac, KnowsItsFormats) {
  for (const int format : {508, 516, 524}) EXPECT_TRUE(IsFlac(format));
  for (const int format : {8, 16, 24, 212, 0}) EXPECT_FALSE(IsFlac(format));
}

TEST(WfdbFlac, FramesAreCountedAfterTheOffset) {
  EXPECT_EQ(FlacFrames(kTwoChannels, {516, 0, 1, 0}), 7u);
  EXPECT_EQ(FlacFrames(kTwoChannels, {516, 0, 2, 0}), 3u);
  EXPECT_EQ(FlacFrames(kTwoChannels, {516, 2, 2, 0}), 2u);
  EXPECT_EQ(FlacFrames(kTwoChannels, {516, 8, 1, 0}), 0u);
  EXPECT_EQ(FlacFrames({}, {516, 0, 1, 0}), 0u);
}

TEST(WfdbFlac, SamplesOfAFrameBecomeRows) {
  const std::vector<int16_t> rows = ArrangeFlac16(kTwoChannels, {516, 1, 2, 3}, "x");
  EXPECT_EQ(rows, (std::vector<int16_t>{1, 3, 5, 2, 4, 6, 11, 13, 15, 12, 14, 16}));
}

TEST(WfdbFlac, SamplesOutsideTheFormatAreRefused) {
  const FlacPart part = {508, 0, 1, 2};
  EXPECT_EQ(ArrangeFlac16({1, {-128, 127}}, part, "x"), (std::vector<int16_t>{-128, 127}));
  ExpectError(ErrorCode::kCorruptData, "x: sample 128", [&] {
    ArrangeFlac16({1, {0, 128}}, part, "x");
  });
  ExpectError(ErrorCode::kCorruptData, "format 524", [] {
    ArrangeFlac32({1, {-8388609}}, {524, 0, 1, 1}, "x");
  });
}

}  // namespace
}  // namespace supreme
