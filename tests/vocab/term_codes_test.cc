#include "vocab/term_codes.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/csv.h"
#include "core/error.h"
#include "core/json.h"
#include "vocab/glossary.h"

namespace supreme {
namespace {

const std::filesystem::path kLabels =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data/labels";

// Rows of `file` whose code in `column` no term has.
std::vector<std::string> Missing(const char* file, const char* column, const char* system) {
  std::vector<std::string> missing;
  CsvReader reader = CsvReader::Open(kLabels / file);
  while (reader.Next()) {
    if (FindTermByCode(system, reader[column]) == nullptr) missing.push_back(reader[column]);
  }
  return missing;
}

class LabelLists : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kLabels)) GTEST_SKIP() << kLabels << " is missing";
  }
};

TEST_F(LabelLists, EveryChallengeCodeHasATerm) {
  const std::vector<std::string> none;
  EXPECT_EQ(Missing("dx_mapping_scored.csv", "SNOMEDCTCode", "snomed"), none);
  EXPECT_EQ(Missing("dx_mapping_unscored.csv", "SNOMEDCTCode", "snomed"), none);
  EXPECT_EQ(Missing("cinc2020_dx_map.csv", "SNOMED CT Code", "snomed"), none);
  const Json codes = ReadJsonFile(kLabels / "snomed_ct_dx_map_2020.json");
  for (const auto& [code, name] : codes.items()) {
    EXPECT_NE(FindTermByCode("snomed", code), nullptr) << code << " " << name.dump();
  }
}

TEST_F(LabelLists, EveryCsnAcronymAndCodeHasATerm) {
  EXPECT_TRUE(Missing("ConditionNames_SNOMED-CT.csv", "AcronymName", "csn").empty());
  EXPECT_TRUE(Missing("ConditionNames_SNOMED-CT.csv", "Snomed_CT", "snomed").empty());
}

// A code with modifiers that the table does not know means what its first statement means; first
// degree block is a prolonged PR interval to AHA and has a name of its own in SNOMED CT.
TEST_F(LabelLists, AhaCodesAgreeWithTheirSnomedCodes) {
  CsvReader reader = CsvReader::Open(kLabels / "AHA_SNOMED_mapping.csv");
  while (reader.Next()) {
    const std::string& aha = reader["AHA_Code"];
    const Term* term = FindTermByCode("aha", aha);
    if (term == nullptr) term = FindTermByCode("aha", aha.substr(0, aha.find('+')));
    const Term* snomed = FindTermByCode("snomed", reader["SNOMEDCTCode"]);
    ASSERT_TRUE(term != nullptr && snomed != nullptr) << aha;
    if (aha == "82") {
      EXPECT_EQ(term->text, "prolonged pr interval");
      EXPECT_EQ(snomed->text, "first degree atrioventricular block");
    } else {
      EXPECT_EQ(term->text, snomed->text) << aha;
    }
  }
}

TEST(TermCodes, HoldEveryPrimaryAndSecondaryAhaStatement) {
  std::vector<int> codes = {1,   2,   3,   4,   100, 101, 102, 120, 121, 122, 123, 124,
                            125, 128, 131, 160, 161, 162, 163, 165, 166, 173, 174};
  for (const auto& [first, last] : std::initializer_list<std::pair<int, int>>{{10, 16},
                                                                              {20, 27},
                                                                              {30, 42},
                                                                              {50, 56},
                                                                              {60, 66},
                                                                              {70, 76},
                                                                              {80, 89},
                                                                              {104, 111},
                                                                              {140, 155},
                                                                              {180, 190},
                                                                              {200, 215},
                                                                              {220, 231}}) {
    for (int code = first; code <= last; ++code) codes.push_back(code);
  }
  for (const int code : codes) {
    EXPECT_NE(FindTermByCode("aha", std::to_string(code)), nullptr) << code;
  }
}

TEST(TermCodes, HoldTheNineClassesOfCpsc2018) {
  for (int label = 1; label <= 9; ++label) {
    EXPECT_NE(FindTermByCode("cpsc2018", std::to_string(label)), nullptr) << label;
  }
  EXPECT_EQ(FindTermByCode("cpsc2018", "5")->text, "right bundle branch block");
  EXPECT_EQ(FindTermByCode("cpsc2018", "10"), nullptr);
}

TEST(TermCodes, RefuseDoublesAndUnknownTerms) {
  const std::string head = "system,code,term,match\n";
  for (const char* rows :
       {"csn,X,no such term,same\n", "csn,X,asystole,near\n",
        "csn,X,asystole,same\ncsn,X,asystole,same\n", "scp,NORM,asystole,same\n"}) {
    EXPECT_THROW(ParseTermCodes(head + rows, "test", ReferenceTerms()), Error) << rows;
  }
}

}  // namespace
}  // namespace supreme
