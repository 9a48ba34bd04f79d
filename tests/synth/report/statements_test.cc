#include "synth/report/statements.h"

#include <gtest/gtest.h>

#include <set>

#include "core/error.h"

namespace supreme {
namespace {

constexpr ReportStyle kStyles[] = {ReportStyle::kMuse, ReportStyle::kGlasgow, ReportStyle::kFree,
                                   ReportStyle::kGerman};

TEST(Statements, EveryFindingHasWordingsInEveryStyle) {
  const StatementTable& table = StatementTable::BuiltIn();
  for (const FindingInfo& info : FindingTable()) {
    for (const ReportStyle style : kStyles) {
      const auto use = table.HasAge(info.finding) ? StatementUse::kOld : StatementUse::kCertain;
      EXPECT_FALSE(table.Texts(info.finding, style, use).empty())
          << info.code << " in " << ReportStyleName(style);
    }
  }
}

TEST(Statements, WordingsNameNoPlaceThatNobodyFills) {
  const std::set<std::string> places = {"rate",    "pr",     "qrs",   "qtc",   "axis",
                                        "longest", "degree", "where", "region"};
  for (const FindingInfo& info : FindingTable()) {
    for (const ReportStyle style : kStyles) {
      for (size_t use = 0; use < kStatementUseCount; ++use) {
        const auto& table = StatementTable::BuiltIn();
        for (const std::string& text :
             table.Texts(info.finding, style, static_cast<StatementUse>(use))) {
          for (size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
            const size_t end = text.find('}', at);
            ASSERT_NE(end, std::string::npos) << text;
            EXPECT_TRUE(places.contains(text.substr(at + 1, end - at - 1))) << text;
          }
        }
      }
    }
  }
}

TEST(Statements, TerritoriesStandInTheirFamilysWordings) {
  const auto& texts = StatementTable::BuiltIn().Texts(Finding::kInferolateralMi, ReportStyle::kMuse,
                                                      StatementUse::kOld);
  EXPECT_NE(std::find(texts.begin(), texts.end(), "old inferolateral infarct"), texts.end());
}

TEST(Statements, RefusesARowOfAnUnknownFinding) {
  EXPECT_THROW(
      StatementTable("code,style,certainty,texts\nNOPE,en,certain,x\n", "code,family,name,leads\n"),
      Error);
  EXPECT_THROW(
      StatementTable("code,style,certainty,texts\nSR,fr,certain,x\n", "code,family,name,leads\n"),
      Error);
}

}  // namespace
}  // namespace supreme
