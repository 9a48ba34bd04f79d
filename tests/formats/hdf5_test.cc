#include "formats/hdf5.h"

#include <gtest/gtest.h>

#include "signal/leads.h"
#include "tests/core/expect_error.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

Record Read(const std::filesystem::path& path, const ReadOptions& options = {}) {
  const std::string file = ReadFile(path);
  return Hdf5Records(BytesOf(file), path.string(), options).Read(0);
}

TEST(Hdf5Records, ReadsHalfPrecisionOfSphAsH5pyDoes) {
  const Record record = Read(FormatFile("sph_small.h5"));
  ExpectGolden(record, GoldenOf("small", "sph_small.h5"), 1e-6);
  EXPECT_EQ(record.lead_names, (std::vector<std::string>{kLeadNames.begin(), kLeadNames.end()}));
}

TEST(Hdf5Records, AgreesWithH5pyOnRealSphFiles) {
  const Json golden = ReadJsonFile(FormatFile("library_golden.json")).at("shared");
  size_t read = 0;
  for (const auto& [name, facts] : golden.items()) {
    if (!name.ends_with(".h5")) continue;
    if (!std::filesystem::exists(SharedFile(name)))
      GTEST_SKIP() << SharedFile(name) << " is absent";
    SCOPED_TRACE(name);
    ExpectGolden(Read(SharedFile(name)), facts, 1e-6);
    ++read;
  }
  EXPECT_EQ(read, 10u);
}

TEST(Hdf5Records, GivesEachRecordOfCode15WithoutItsPadding) {
  const std::string file = ReadFile(FormatFile("code15_small.h5"));
  const Hdf5Records records(BytesOf(file), "part.hdf5");
  ASSERT_EQ(records.size(), 3u);
  const std::vector<std::string> ids = {"1001", "77", "4200000000"};
  for (size_t i = 0; i < 3; ++i) {
    const Record record = records.Read(i);
    ExpectGolden(record, GoldenOf("small", "code15_small.h5#" + std::to_string(i)), 1e-6);
    EXPECT_EQ(record.record_id, ids[i]);
    ASSERT_EQ(record.warnings.size(), 1u);
    EXPECT_NE(record.warnings[0].find("unit"), std::string::npos);
  }
  ExpectError(ErrorCode::kNotFound, "0 to 2", [&] { records.Read(3); });
}

TEST(Hdf5Records, ScalesCode15WhenTheUnitIsTold) {
  const std::string file = ReadFile(FormatFile("code15_small.h5"));
  const Record in_mv = Hdf5Records(BytesOf(file), "x").Read(0);
  const Record in_uv = Hdf5Records(BytesOf(file), "x", {.unit = "uV", .lead_names = {}}).Read(0);
  EXPECT_FLOAT_EQ(in_uv.samples_mv[0], in_mv.samples_mv[0] / 1000);
  EXPECT_TRUE(in_uv.warnings.empty());
}

TEST(Hdf5Records, ReadsMatlab73WhenRateUnitAndLeadsAreTold) {
  const ReadOptions told{.sample_rate_hz = 250, .unit = "V", .lead_names = {"I", "II", "V2"}};
  const Record record = Read(FormatFile("matlab73_small.mat"), told);
  EXPECT_EQ(record.sample_count, 12u);
  EXPECT_EQ(record.Lead(2)[1], 5000.0f);  // row 1, column 2 of 0, 1, 2, …
  ExpectError(ErrorCode::kInvalidInput, "--rate", [] { Read(FormatFile("matlab73_small.mat")); });
}

TEST(Hdf5Records, SaysWhatAnotherLayoutHolds) {
  ExpectError(ErrorCode::kInvalidInput, "signals", [] { Read(FormatFile("other.h5")); });
}

TEST(Hdf5Records, EveryCutAndManyDamagesAreErrorsOfOurs) {
  const std::string file = ReadFile(FormatFile("sph_small.h5"));
  for (size_t i = 0; i < file.size(); i += 61) {
    std::string damaged = file;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
    for (const std::string& bytes : {file.substr(0, i), damaged}) {
      try {
        Hdf5Records(BytesOf(bytes), "x.h5").Read(0);
      } catch (const Error& error) {
        EXPECT_NE(error.code(), ErrorCode::kInternal) << i;
      }
    }
  }
}

}  // namespace
}  // namespace supreme::formats
