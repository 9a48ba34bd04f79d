#include "formats/open_request.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme::formats {
namespace {

TEST(OpenRequest, ComesBackAsItWas) {
  const OpenRequest sent = {
      Format::kHdf5,
      "a b.h5",
      {.sample_rate_hz = 250, .unit = "uV", .lead_names = {"I", "V2"}, .record_index = 3},
      5};
  const OpenRequest got = ParseRequest(EncodeRequest(sent));
  EXPECT_EQ(got.format, Format::kHdf5);
  EXPECT_EQ(got.source_path, "a b.h5");
  EXPECT_EQ(got.read.sample_rate_hz, 250);
  EXPECT_EQ(got.read.unit, "uV");
  EXPECT_EQ(got.read.lead_names, sent.read.lead_names);
  EXPECT_EQ(got.read.record_index, 3u);
  EXPECT_EQ(got.count, 5u);
}

TEST(OpenRequest, RefusesOtherText) {
  ExpectError(ErrorCode::kUsage, "request", [] { ParseRequest("{}"); });
  ExpectError(ErrorCode::kCorruptData, "request", [] { ParseRequest("--help"); });
}

}  // namespace
}  // namespace supreme::formats
