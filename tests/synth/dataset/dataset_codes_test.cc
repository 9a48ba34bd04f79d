#include "synth/dataset/dataset_codes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/csv.h"

namespace supreme {
namespace {

using enum Finding;

const std::filesystem::path kData = std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data";

TEST(DatasetCodes, BundleBranchBlocksGetTheCodesOfEachDataset) {
  EXPECT_EQ(CpscSnomed({kSinusRhythm, kRbbb}), std::vector<std::string>{"59118001"});
  EXPECT_EQ(CsnSnomed({kSinusRhythm, kLbbb}), (std::vector<std::string>{"426783006", "164909002"}));
  // CSN's "left front bundle branch block" shares the code of a complete left block.
  EXPECT_EQ(CsnSnomed({kLafb}), std::vector<std::string>{"445118002"});
}

TEST(DatasetCodes, CpscCallsOnlyANormalEcgNormal) {
  EXPECT_EQ(CpscSnomed({kSinusRhythm, kNormalEcg}), std::vector<std::string>{"426783006"});
  EXPECT_EQ(CpscLabel(kNormalEcg), 1);
  EXPECT_FALSE(CpscLabel(kSinusRhythm));
}

TEST(DatasetCodes, ScpListNamesEachCodeOnce) {
  std::vector<std::string> codes;
  for (const ScpStatement* statement : ScpStatementsOf({kAtrialBigeminy, kVentricularBigeminy})) {
    codes.push_back(statement->code);
  }
  EXPECT_EQ(codes, (std::vector<std::string>{"ABIGU", "BIGU", "VBIGU"}));
}

TEST(DatasetCodes, EveryFindingHasAScpStatement) {
  std::set<std::string> codes;
  for (const ScpStatement& statement : ScpStatements()) {
    EXPECT_TRUE(codes.insert(statement.code).second) << statement.code;
    EXPECT_TRUE(statement.is_diagnostic || statement.is_form || statement.is_rhythm);
    EXPECT_EQ(statement.is_diagnostic, !statement.diagnostic_class.empty()) << statement.code;
  }
  for (const FindingInfo& info : FindingTable()) {
    EXPECT_TRUE(codes.contains(std::string(info.code)));
    EXPECT_FALSE(ScpStatementsOf({info.finding}).empty());
  }
}

TEST(DatasetCodes, CsnConditionsAreThePublishedOnes) {
  const auto path = kData / "labels/ConditionNames_SNOMED-CT.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing " << path;
  CsvReader table = CsvReader::Open(path);
  size_t row = 0;
  for (; table.Next(); ++row) {
    ASSERT_LT(row, CsnConditions().size());
    EXPECT_EQ(CsnConditions()[row].acronym, table[0]);
    EXPECT_EQ(CsnConditions()[row].snomed, table[2]);
  }
  EXPECT_EQ(row, CsnConditions().size());
  for (const FindingInfo& info : FindingTable()) {
    for (const std::string& acronym : CsnAcronyms(info.finding)) {
      EXPECT_TRUE(std::any_of(CsnConditions().begin(), CsnConditions().end(),
                              [&](const auto& condition) { return condition.acronym == acronym; }))
          << acronym;
    }
  }
}

}  // namespace
}  // namespace supreme
