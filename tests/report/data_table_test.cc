#include "report/data_table.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

DataTable TestTable() {
  return {"t",
          "A <title>",
          {{"name", "Name"}, {"count", "Count", true}, {"share", "Share", true}},
          {{TextCell("a|b, <i>\"c\"</i>\nd"), CountCell(12345), ShareCell(1, 8)},
           {TextCell(""), CountCell(0), ShareCell(0, 0)}},
          "A note."};
}

TEST(DataTable, MarkdownEscapesWhatWouldBreakATable) {
  const std::string text = ToMarkdown(TestTable());
  EXPECT_NE(text.find("| Name | Count | Share |\n| --- | ---: | ---: |\n"), std::string::npos);
  EXPECT_NE(text.find("a\\|b, \\<i\\>\"c\"\\</i\\> d | 12,345 | 12.50 % |\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("|  | 0 | – |"), std::string::npos);
  EXPECT_NE(text.find("\nA note.\n"), std::string::npos);
}

TEST(DataTable, CsvHoldsValuesInFullPrecision) {
  EXPECT_EQ(ToCsv(TestTable()),
            "name,count,share\n\"a|b, <i>\"\"c\"\"</i>\nd\",12345,0.125\n,0,\n");
}

TEST(DataTable, JsonHasARowPerObject) {
  const OrderedJson json = ToJson(TestTable());
  EXPECT_EQ(json["rows"][0]["count"], 12345);
  EXPECT_EQ(json["rows"][0]["share"], 0.125);
  EXPECT_TRUE(json["rows"][1]["share"].is_null());
}

TEST(DataTable, HtmlEscapesEveryCell) {
  HtmlWriter html;
  WriteTable(html, TestTable());
  const std::string page = html.Finish();
  EXPECT_NE(page.find("a|b, &lt;i&gt;"), std::string::npos);
  EXPECT_EQ(page.find("<i>"), std::string::npos);
  EXPECT_NE(page.find("A &lt;title&gt;"), std::string::npos);
}

TEST(DataTable, RowsOfAnotherLengthAreABug) {
  DataTable table = TestTable();
  table.rows[0].pop_back();
  ExpectError(ErrorCode::kInternal, "columns", [&] { ToCsv(table); });
  ExpectError(ErrorCode::kInternal, "columns", [&] { ToMarkdown(table); });
}

}  // namespace
}  // namespace supreme
