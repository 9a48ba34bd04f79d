#include "report/vocab_report.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"
#include "tests/report/vocab_fixture.h"

namespace supreme {
namespace {

TEST(VocabReport, WritesEveryTableAndFigureOfThePaper) {
  const VocabFixture fixture;
  const VocabReportInput input = fixture.Input();
  const VocabReport report =
      MakeVocabReport(input, MeasureSensitivity(input.table, input.embed, {}, [](size_t) {}));
  const TempFolder folder;
  WriteVocabReport(report, folder.path());
  for (const char* table :
       {"table_2", "table_3", "table_4", "table_4_paper", "table_5", "table_6", "table_6_paper",
        "figure_7", "table_12", "table_12_here", "sensitivity", "ablations"}) {
    EXPECT_FALSE(ReadFile(folder / "tables" / (std::string(table) + ".csv")).empty()) << table;
  }
  for (const char* figure : {"figure_5_histogram", "figure_5_words", "figure_7_heat_map",
                             "figure_7_bars", "sensitivity_cluster", "sensitivity_mapping"}) {
    const std::string base = (folder / "figures" / figure).string();
    EXPECT_TRUE(ReadFile(base + ".svg").starts_with("<svg")) << figure;
    EXPECT_TRUE(ReadFile(base + ".png").starts_with("\x89PNG")) << figure;
  }
  const Json json = ReadJsonFile(folder / "report.json");
  EXPECT_EQ(json["tables"]["table_2"]["rows"][4]["paper_count"], 295);
  EXPECT_EQ(json["facts"]["Text encoder"], "words");
}

}  // namespace
}  // namespace supreme
