#include "report/paper_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/core/temp_folder.h"
#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

PaperResults SmallResults() {
  PaperResults results;
  results.systems = {SystemOf(kOwnRow, 0.7)};
  results.systems[0].folder = "supreme<b>";
  results.notes = {"x.json: not used: <odd>"};
  return results;
}

PaperReport SmallReport(const PaperResults& results) {
  return {MakePaperTables(results, {"11", "15"}, {}),
          {{"Figure 8",
            "Caption.",
            {"csn of merl"},
            {"figures/figure_8.svg", "figures/figure_8.csv"},
            "<svg><title>f</title></svg>"}}};
}

TEST(PaperReport, WritesEachTableInEachFormatAndThePage) {
  TempFolder folder;
  const PaperResults results = SmallResults();
  WritePaperReport(results, SmallReport(results), ParseTableFormats("md,csv,latex"),
                   folder / "out");
  for (const char* file : {"tables/table_11.md", "tables/table_11.csv", "tables/table_11.tex",
                           "tables/table_15.md", "index.md", "index.html"}) {
    EXPECT_TRUE(std::filesystem::exists(folder / "out" / file)) << file;
  }
  EXPECT_THAT(ReadFile(folder / "out" / "tables/table_11.md"), Not(HasSubstr("SIMULATED")));
}

TEST(PaperReport, WritesOnlyTheFormatsThatAreAskedFor) {
  TempFolder folder;
  const PaperResults results = SmallResults();
  WritePaperReport(results, SmallReport(results), ParseTableFormats("latex"), folder / "out");
  EXPECT_TRUE(std::filesystem::exists(folder / "out/tables/table_15.tex"));
  EXPECT_FALSE(std::filesystem::exists(folder / "out/tables/table_15.csv"));
}

TEST(PaperReport, MarksSimulatedResultsInEveryFile) {
  TempFolder folder;
  PaperResults results = SmallResults();
  results.simulated = true;
  WritePaperReport(results, SmallReport(results), ParseTableFormats("md,csv,latex"),
                   folder / "out");
  for (const char* file : {"tables/table_11.md", "tables/table_11.csv", "tables/table_11.tex",
                           "index.md", "index.html"}) {
    EXPECT_THAT(ReadFile(folder / "out" / file), HasSubstr("SIMULATED")) << file;
  }
}

TEST(PaperReport, MakesAPageThatIsWellFormedAndEscapesStrangers) {
  const PaperResults results = SmallResults();
  const std::string page = PaperReportPage(results, SmallReport(results));
  pugi::xml_document document;
  ASSERT_TRUE(document.load_buffer(page.data(), page.size(), pugi::parse_full));
  EXPECT_THAT(page, HasSubstr("supreme&lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("not used: &lt;odd&gt;"));
  EXPECT_THAT(page, HasSubstr("<svg><title>f</title></svg>"));
  EXPECT_EQ(document.select_nodes("//article").size(), 2u);
  EXPECT_THAT(page, HasSubstr("href=\"#table_15\""));
}

TEST(PaperReport, LinksEveryFileInTheIndex) {
  const PaperResults results = SmallResults();
  const std::string index =
      PaperReportIndex(results, SmallReport(results), ParseTableFormats("md,csv"));
  EXPECT_THAT(index, HasSubstr("| Table 11 | Zero-shot AUC (%) by encoder and fusion | 7 | 21 | "
                               "[md](tables/table_11.md) [csv](tables/table_11.csv) |"));
  EXPECT_THAT(index, HasSubstr("Missing: csn of merl."));
  EXPECT_THAT(index, HasSubstr("![Figure 8](figures/figure_8.svg)"));
}

TEST(PaperReport, CountsWhatIsThereAsJson) {
  const PaperResults results = SmallResults();
  const OrderedJson json = PaperReportJson(results, SmallReport(results));
  EXPECT_EQ(json["simulated"], false);
  EXPECT_EQ(json["systems"][0]["results"], 6);
  EXPECT_EQ(json["tables"][0]["id"], "11");
  EXPECT_EQ(json["tables"][0]["measured"], 7);
  EXPECT_EQ(json["tables"][0]["missing"], 21);
  EXPECT_EQ(json["notes"].size(), 1u);
}

TEST(PaperReport, RefusesUnknownFormats) {
  for (const char* list : {"pdf", "", "md,"}) {
    try {
      ParseTableFormats(list);
      ADD_FAILURE() << list;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kUsage);
    }
  }
  EXPECT_EQ(ParseTableFormats("csv, csv").size(), 1u);
}

}  // namespace
}  // namespace supreme
