#include "data/aha_codes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "core/csv.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kLabels = fs::path(SUPREME_SOURCE_DIR) / "../shared/data/labels";

std::vector<std::string> Read(std::string_view text) {
  std::vector<std::string> codes;
  for (const PackCode& code : ReadAhaStatements(text, "t")) codes.push_back(code.code);
  return codes;
}

TEST(AhaStatements, AreLookedUpWithTheirModifiers) {
  EXPECT_EQ(Read("22;23"), (std::vector<std::string>{"426177001", "427393009"}));
  EXPECT_EQ(Read("147+367; 147"), (std::vector<std::string>{"59931005", "164934002"}));
  EXPECT_EQ(Read("50+346"), (std::vector<std::string>{"164889003"}));
}

TEST(AhaStatements, WithoutSnomedCodeStayAsTheyAre) {
  EXPECT_EQ(Read("145+362;1;106+999"),
            (std::vector<std::string>{"AHA:145+362", "AHA:1", "AHA:106+999"}));
}

TEST(AhaStatements, WithTheSameCodeCountOnce) {
  EXPECT_EQ(Read("30;30+310"), (std::vector<std::string>{"284470004"}));
}

TEST(AhaStatements, RefuseOtherText) {
  for (const char* text : {"", ";", "22;", "x", "+22", "22+", "2++2", "22,23", "-1"}) {
    ExpectError(ErrorCode::kCorruptData, "t: AHA_Code", [&] { Read(text); });
  }
}

TEST(AhaStatements, AgreeWithThePublishedTable) {
  const fs::path table = kLabels / "AHA_SNOMED_mapping.csv";
  if (!fs::exists(table)) GTEST_SKIP() << table << " is absent";
  CsvReader csv = CsvReader::Open(table);
  size_t rows = 0;
  for (; csv.Next(); ++rows) {
    EXPECT_EQ(Read(csv["AHA_Code"]), (std::vector<std::string>{csv["SNOMEDCTCode"]}));
  }
  EXPECT_EQ(rows, 23u);
}

TEST(AhaStatements, OfTheWholeDatabaseAreRead) {
  const fs::path table = kLabels / "sph_metadata.csv";
  if (!fs::exists(table)) GTEST_SKIP() << table << " is absent";
  CsvReader csv = CsvReader::Open(table);
  std::set<std::string> unmapped;
  size_t rows = 0;
  for (; csv.Next(); ++rows) {
    for (const std::string& code : Read(csv["AHA_Code"])) {
      if (code.starts_with("AHA:")) unmapped.insert(code);
    }
  }
  EXPECT_EQ(rows, 25770u);
  EXPECT_EQ(unmapped.size(), 45u);
}

}  // namespace
}  // namespace supreme
