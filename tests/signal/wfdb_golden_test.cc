// Public records against the Python package wfdb; scripts/goldens/wfdb_golden.py wrote the file.
#include <gtest/gtest.h>

#include <filesystem>

#include "core/csv.h"
#include "core/error.h"
#include "core/hash.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

const std::filesystem::path kData = std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data";

template <class Number>
void Append(const std::vector<Number>& values, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Number));
}

std::string DigitalHash(const WfdbDigital& digital) {
  std::string bytes;
  for (const auto& lead : digital.samples) Append(lead, bytes);
  return Sha256(bytes).substr(0, 16);
}

std::string PhysicalHash(const Record& record) {
  std::string bytes;
  Append(record.samples_mv, bytes);
  return Sha256(bytes).substr(0, 16);
}

TEST(WfdbGolden, EveryRecordEqualsPythonWfdbToTheLastBit) {
  if (!std::filesystem::exists(kData)) GTEST_SKIP() << "missing: " << kData;
  CsvReader golden = CsvReader::Open(std::filesystem::path(SUPREME_SOURCE_DIR) /
                                     "testdata/signal/wfdb_golden.csv");
  size_t records = 0;
  while (golden.Next()) {
    const std::filesystem::path header = kData / golden["header"];
    EXPECT_EQ(DigitalHash(ReadWfdbDigital(header)), golden["digital"]) << header;
    if (!golden["physical"].empty()) {
      EXPECT_EQ(PhysicalHash(ReadWfdb(header)), golden["physical"]) << header;
    }
    ++records;
  }
  EXPECT_EQ(records, 1100u);
}

// Strict mode: every checksum, initial value and header field is right.
TEST(WfdbGolden, PtbXlIsReadInStrictMode) {
  size_t leads = 0;
  for (const char* folder : {"ptbxl_500/records500/00000", "ptbxl_500/records100/00000"}) {
    const std::filesystem::path path = kData / folder;
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing: " << path;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.path().extension() != ".hea") continue;
      const Record record = ReadWfdb(entry.path(), {.strict = true});
      EXPECT_TRUE(record.warnings.empty());
      leads += record.lead_names.size();
    }
  }
  EXPECT_EQ(leads, 12000u);
}

TEST(WfdbGolden, ChallengeRecordsHaveRightChecksums) {
  const std::filesystem::path path = kData / "cinc";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing: " << path;
  size_t leads = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.path().extension() != ".hea") continue;
    const Record record = ReadWfdb(entry.path());
    for (const std::string& warning : record.warnings) {
      EXPECT_TRUE(warning.find("time and date") != std::string::npos ||
                  warning.find("file extension") != std::string::npos)
          << warning;
    }
    EXPECT_THROW(ReadWfdb(entry.path(), {.strict = true}), Error) << "dates like 05-May-2020";
    leads += record.lead_names.size();
  }
  EXPECT_EQ(leads, 1128u);
}

std::string FailureOf(const std::string& header) {
  try {
    ReadWfdb(kData / "formats/wfdb" / header);
  } catch (const Error& error) {
    return error.what();
  }
  return "read";
}

TEST(WfdbGolden, HeadersWithoutSignalsGiveClearErrors) {
  if (!std::filesystem::exists(kData / "formats/wfdb")) {
    GTEST_SKIP() << "missing: " << kData / "formats/wfdb";
  }
  EXPECT_NE(FailureOf("1003.hea").find("1003.dat: cannot open"), std::string::npos);
  EXPECT_NE(FailureOf("12726.hea").find("12726.dat: cannot open"), std::string::npos);
  EXPECT_NE(FailureOf("n16.hea").find("n16.dat: cannot open"), std::string::npos);
}

TEST(WfdbGolden, FixturesCarryTheirFields) {
  if (!std::filesystem::exists(kData / "formats/wfdb")) {
    GTEST_SKIP() << "missing: " << kData / "formats/wfdb";
  }
  const Record mit = ReadWfdb(kData / "formats/wfdb/100.hea", {.strict = true});
  EXPECT_EQ(mit.lead_names, (std::vector<std::string>{"MLII", "V5"}));
  EXPECT_EQ(mit.sample_count, 650000u);
  const Record ptb = ReadWfdb(kData / "formats/wfdb/s0010_re.hea", {.strict = true});
  EXPECT_EQ(ptb.lead_names.size(), 15u);
  EXPECT_EQ(ptb.age_years, 81);
  EXPECT_EQ(ptb.sex, Sex::kFemale);
  const Record georgia = ReadWfdb(kData / "cinc/extra/E00009.hea");
  EXPECT_EQ(georgia.record_id, "E00009");
  EXPECT_EQ(georgia.codes, (std::vector<std::string>{"428750005", "39732003", "427084000"}));
}

}  // namespace
}  // namespace supreme
