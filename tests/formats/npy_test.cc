#include "formats/npy.h"

#include <cmath>

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

const ReadOptions kOptions = Told(500, "uV");

Record Read(const std::string& bytes, const ReadOptions& options = kOptions) {
  return ReadNpy(AsBytes(bytes), "folder/x.npy", options);
}

TEST(Npy, ReadsEveryTypeOrderAndVersionThatNumpyWrote) {
  for (const char* name : {"i2_rows.npy", "i2_columns_big.npy", "i4_fortran.npy", "f4_columns.npy",
                           "f8_rows_big.npy", "f8_version2.npy", "f8_version3.npy"}) {
    SCOPED_TRACE(name);
    const Record record = Read(MadeFile(name));
    EXPECT_EQ(record.record_id, "x");
    EXPECT_EQ(record.lead_names.size(), 12u);
    EXPECT_EQ(record.sample_count, 20u);
    EXPECT_EQ(record.sample_rate_hz, 500);
    ExpectMadeSamples(record, 1e-3);
  }
}

TEST(Npy, SaysThatItTookTheUsualOrderOfLeads) {
  EXPECT_EQ(Read(MadeFile("i2_rows.npy")).warnings.size(), 1u);
  ReadOptions named = kOptions;
  for (int i = 0; i < 12; ++i) named.lead_names.push_back("lead" + std::to_string(i));
  const Record record = Read(MadeFile("i2_rows.npy"), named);
  EXPECT_EQ(record.lead_names, named.lead_names);
  EXPECT_TRUE(record.warnings.empty());
}

// As many names as there are rows make the rows the leads, though they are the longer side.
TEST(Npy, FindsTheLeadsByTheNumberOfNames) {
  ReadOptions named = kOptions;
  for (int i = 0; i < 20; ++i) named.lead_names.push_back("lead" + std::to_string(i));
  const Record record = Read(MadeFile("f4_columns.npy"), named);
  EXPECT_EQ(record.lead_names.size(), 20u);
  EXPECT_EQ(record.sample_count, 12u);
  EXPECT_FLOAT_EQ(record.Lead(3)[2], static_cast<float>(MadeSample(2, 3)) * 1e-3F);
}

// Fewer samples than leads.
TEST(Npy, TakesTwelveWithoutNamesForTheLeads) {
  const std::string rows = MadeFile("i2_rows.npy");
  const size_t data = rows.size() - 480;
  const std::string few = Replaced(rows, "(12, 20)", "(12, 4) ").substr(0, data + 96);
  const Record record = Read(few);
  EXPECT_EQ(record.lead_names.size(), 12u);
  EXPECT_EQ(record.sample_count, 4u);
}

TEST(Npy, ReadsInfinityAsNaN) {
  std::string bytes = MadeFile("f4_columns.npy");
  bytes.replace(128, 4, std::string("\x00\x00\x80\x7f", 4));
  EXPECT_TRUE(std::isnan(Read(bytes).Lead(0)[0]));
}

TEST(Npy, NeedsRateAndUnit) {
  const std::string bytes = MadeFile("i2_rows.npy");
  ExpectError(ErrorCode::kInvalidInput, "does not say its sampling rate",
              [&] { Read(bytes, Told(0, "mV")); });
  ExpectError(ErrorCode::kInvalidInput, "does not say the unit", [&] { Read(bytes, Told(500)); });
}

TEST(Npy, RefusesObjectsOtherTypesAndShapes) {
  const auto refused = [](const std::string& bytes, std::string_view message) {
    ExpectError(ErrorCode::kInvalidInput, message, [&] { Read(bytes); });
  };
  const std::string rows = MadeFile("i2_rows.npy");
  refused(MadeFile("objects.npy"), "an array of type \"|O\"");
  refused(Replaced(rows, "<i2", "<u2"), "an array of type \"<u2\"");
  refused(Replaced(rows, "(12, 20)", "(1,2,12)"), "an array of 3 dimensions");
  refused(Replaced(rows, "(12, 20)", "(65, 99)"), "65 leads of 99 samples");
}

TEST(Npy, RefusesDataOfAnotherLength) {
  const std::string rows = MadeFile("i2_rows.npy");
  ExpectError(ErrorCode::kCorruptData, "479 bytes of samples, the header says 480",
              [&] { Read(rows.substr(0, rows.size() - 1)); });
  ExpectError(ErrorCode::kCorruptData, "481 bytes of samples", [&] { Read(rows + "x"); });
}

}  // namespace
}  // namespace supreme::formats
