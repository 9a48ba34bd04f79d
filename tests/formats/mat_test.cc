#include "formats/mat.h"

#include <gtest/gtest.h>

#include "signal/leads.h"
#include "tests/core/expect_error.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

const ReadOptions kMicrovolts{.sample_rate_hz = 500, .unit = "uV", .lead_names = {}};

Record Read(const std::string& name, const ReadOptions& options = {}) {
  return ReadMat(BytesOf(ReadFile(FormatFile(name))), name, options);
}

TEST(ReadMat, AgreesWithScipyOnBothLevels) {
  for (const char* name : {"val_v4.mat", "val_v5.mat"}) {
    SCOPED_TRACE(name);
    const Record record = Read(name, kMicrovolts);
    ExpectGolden(record, GoldenOf("small", name));
    EXPECT_EQ(record.warnings.size(), 1u) << "the standard lead order is a guess";
  }
}

TEST(ReadMat, ReadsTheFirstReleaseOfCpsc2018) {
  for (const char* name : {"cpsc_v5.mat", "cpsc_v7.mat"}) {
    SCOPED_TRACE(name);
    const Record record = Read(name);
    ExpectGolden(record, GoldenOf("small", name));
    EXPECT_EQ(record.age_years, 61);
    EXPECT_EQ(record.sex, Sex::kFemale);
    EXPECT_EQ(record.lead_names.back(), "V6");
    EXPECT_TRUE(record.warnings.empty());
  }
}

TEST(ReadMat, AsksForWhatTheFileDoesNotSay) {
  ExpectError(ErrorCode::kInvalidInput, "--rate", [] { Read("val_v4.mat"); });
  ExpectError(ErrorCode::kInvalidInput, "--unit",
              [] { Read("val_v4.mat", {.sample_rate_hz = 500, .unit = "", .lead_names = {}}); });
  ReadOptions named = kMicrovolts;
  named.lead_names = {"I", "II"};
  ExpectError(ErrorCode::kInvalidInput, "--leads", [&] { Read("val_v4.mat", named); });
  named.lead_names = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
  EXPECT_EQ(Read("val_v4.mat", named).lead_names.back(), "l");
}

TEST(ReadMat, ReadsAMatrixOfSamplesByLeads) {
  // One lead of three samples as 3 x 1, level 4, doubles: 1, 2, 3.
  std::string bytes("\0\0\0\0\3\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0x\0", 22);
  for (const double value : {1.0, 2.0, 3.0}) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  const Record record =
      ReadMat(BytesOf(bytes), "x.mat", {.sample_rate_hz = 100, .unit = "mV", .lead_names = {"II"}});
  EXPECT_EQ(record.samples_mv, (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(record.sample_count, 3u);
}

}  // namespace
}  // namespace supreme::formats
