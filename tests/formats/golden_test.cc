// Files of devices against other programs; scripts/goldens/formats_golden.py wrote golden.csv.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <vector>

#include "core/csv.h"
#include "core/numbers.h"
#include "formats/aecg.h"
#include "formats/philips.h"
#include "formats/scp.h"
#include "signal/leads.h"
#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

Record ReadShared(const std::string& name) {
  const std::string content = ReadFile(SharedFormats() / name);
  if (name.starts_with("scp/")) return ReadScp(AsBytes(content), name);
  const bool is_philips = name.starts_with("philips/") && !name.ends_with("_converted.xml");
  return is_philips ? ReadPhilips(AsBytes(content), name) : ReadAecg(AsBytes(content), name);
}

std::vector<int64_t> Digits(const Record& record, size_t lead, double step_mv) {
  std::vector<int64_t> digits;
  for (const float value : record.Lead(lead)) digits.push_back(std::lround(value / step_mv));
  return digits;
}

size_t IndexOf(const Record& record, const std::string& name) {
  const auto found = std::find(record.lead_names.begin(), record.lead_names.end(), name);
  return static_cast<size_t>(found - record.lead_names.begin());
}

void ExpectRow(const Record& record, const CsvReader& row) {
  const size_t lead = IndexOf(record, row["lead"]);
  ASSERT_LT(lead, record.lead_names.size()) << row.Where();
  const auto digits = Digits(record, lead, *ParseDouble(row["step_mv"]));
  int64_t sum = 0;
  int64_t weighted_sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    sum += digits[i];
    weighted_sum += static_cast<int64_t>(i % 9973 + 1) * digits[i];
  }
  const auto expected = [&](const char* column) { return ParseInt(row[column]).value(); };
  EXPECT_EQ(static_cast<int64_t>(digits.size()), expected("count")) << row.Where();
  EXPECT_EQ(digits.front(), expected("first")) << row.Where();
  EXPECT_EQ(digits.back(), expected("last")) << row.Where();
  EXPECT_EQ(*std::min_element(digits.begin(), digits.end()), expected("min")) << row.Where();
  EXPECT_EQ(*std::max_element(digits.begin(), digits.end()), expected("max")) << row.Where();
  EXPECT_EQ(sum, expected("sum")) << row.Where();
  EXPECT_EQ(weighted_sum, expected("weighted_sum")) << row.Where();
  EXPECT_EQ(record.sample_rate_hz, *ParseDouble(row["rate_hz"])) << row.Where();
}

TEST(FormatsGolden, EveryLeadEqualsWhatOtherProgramsRead) {
  if (!std::filesystem::exists(SharedFormats())) GTEST_SKIP() << "missing: " << SharedFormats();
  CsvReader golden(MadeFile("golden.csv"), "golden.csv");
  std::map<std::string, Record> records;
  size_t leads = 0;
  while (golden.Next()) {
    const std::string& file = golden["file"];
    if (!records.contains(file)) records.emplace(file, ReadShared(file));
    ExpectRow(records.at(file), golden);
    ++leads;
  }
  EXPECT_EQ(leads, 133u);
  EXPECT_EQ(records.size(), 12u);
  for (const auto& [file, record] : records) {
    const size_t expected = file.ends_with("minimum_aecg.xml") ? 1 : 12;
    EXPECT_EQ(record.lead_names.size(), expected) << file;
  }
}

// One recording, exported by its device as aECG and as SCP-ECG.
TEST(FormatsGolden, ScpAndAecgOfOneRecordingAreEqual) {
  if (!std::filesystem::exists(SharedFormats())) GTEST_SKIP() << "missing: " << SharedFormats();
  const Record scp = ReadShared("scp/Example.scp");
  const Record aecg = ReadShared("hl7_aecg/Example.xml");
  ASSERT_EQ(scp.sample_count, aecg.sample_count);
  EXPECT_EQ(scp.sample_rate_hz, aecg.sample_rate_hz);
  EXPECT_EQ(scp.age_years, aecg.age_years);
  EXPECT_EQ(scp.age_years, 49);
  EXPECT_EQ(scp.sex, Sex::kMale);
  EXPECT_EQ(aecg.sex, Sex::kMale);
  for (const std::string_view name : kLeadNames) {
    const auto of_scp = scp.Lead(IndexOf(scp, std::string(name)));
    const auto of_aecg = aecg.Lead(IndexOf(aecg, std::string(name)));
    EXPECT_TRUE(std::equal(of_scp.begin(), of_scp.end(), of_aecg.begin(), [](float a, float b) {
      return std::abs(a - b) < 1e-6F;
    })) << name;
  }
}

// The aECG was converted from the Philips file by another program, which filtered: 5 µV steps,
// at most 4 of them apart.
TEST(FormatsGolden, PhilipsIsCloseToItsConversionToAecg) {
  if (!std::filesystem::exists(SharedFormats())) GTEST_SKIP() << "missing: " << SharedFormats();
  const Record philips = ReadShared("philips/ad4d3d80-d165_1-04_orig.xml");
  const Record aecg = ReadShared("philips/ad4d3d80-d165_1-04_converted.xml");
  EXPECT_EQ(philips.sample_count, 5300u);  // without the calibration pulse
  EXPECT_EQ(aecg.sample_count, 5500u);
  EXPECT_EQ(philips.sex, Sex::kFemale);
  EXPECT_EQ(philips.age_years, 32);
  for (size_t lead = 0; lead < philips.lead_names.size(); ++lead) {
    const auto original = philips.Lead(lead);
    const auto converted = aecg.Lead(IndexOf(aecg, philips.lead_names[lead]));
    float largest_mv = 0;
    for (size_t k = 0; k < original.size(); ++k) {
      largest_mv = std::max(largest_mv, std::abs(original[k] - converted[k]));
    }
    EXPECT_LT(largest_mv, 0.0205F) << philips.lead_names[lead];
  }
}

TEST(FormatsGolden, PhilipsOfUnknownTypeOrVersionIsRefused) {
  if (!std::filesystem::exists(SharedFormats())) GTEST_SKIP() << "missing: " << SharedFormats();
  ExpectError(ErrorCode::kInvalidInput, "document type \"MortaraECG\" is not known",
              [] { ReadShared("philips/invalid-doc-type.xml"); });
  ExpectError(ErrorCode::kInvalidInput, "version \"1.05\" of SierraECG is not known",
              [] { ReadShared("philips/invalid-doc-version.xml"); });
}

}  // namespace
}  // namespace supreme::formats
