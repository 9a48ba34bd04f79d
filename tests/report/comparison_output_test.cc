#include "report/comparison_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "core/csv.h"

namespace supreme {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// One measured cell, one missing, one blank, and a text of a stranger.
ComparisonTable SmallTable() {
  ComparisonCell measured;
  measured.ours = 77.104;
  measured.low = 75.0;
  measured.high = 79.0;
  measured.paper = 77.2;
  measured.source = "supreme/csn.json";
  ComparisonCell missing;
  missing.paper = 70.0;
  ComparisonCell text;
  text.text = "a|b <script>";
  return {"9",
          "Probes",
          "Framework",
          {{"1%"}, {"query", false}},
          {{"CSN", "Ours", {measured, text}}, {"CSN", "MERL", {missing, {}}}},
          {"A note."}};
}

TEST(ComparisonOutput, WritesMarkdownWithBothFiguresInACell) {
  const std::string text = ToMarkdown(SmallTable());
  EXPECT_THAT(text, HasSubstr("# Table 9. Probes\n"));
  EXPECT_THAT(text, HasSubstr("| Framework | 1% | query |\n| --- | ---: | --- |\n| **CSN** | | |"));
  EXPECT_THAT(text, HasSubstr("| Ours | 77.10 \\[75.00, 79.00\\]<br>paper 77.20 (−0.10) |"));
  EXPECT_THAT(text, HasSubstr("| MERL | –<br>paper 70.00 |  |"));
  EXPECT_THAT(text, HasSubstr("\nA note.\n"));
  EXPECT_THAT(text, HasSubstr("–: no result of ours"));
}

TEST(ComparisonOutput, EscapesStrangersInMarkdownAndHtml) {
  EXPECT_THAT(ToMarkdown(SmallTable()), HasSubstr("a\\|b \\<script\\>"));
  HtmlWriter html;
  WriteTable(html, SmallTable());
  const std::string text = html.Finish();
  EXPECT_THAT(text, HasSubstr("a|b &lt;script&gt;"));
  EXPECT_THAT(text, Not(HasSubstr("<script")));
}

TEST(ComparisonOutput, WritesOneCsvLinePerCellThatIsNotBlank) {
  CsvReader csv(ToCsv(SmallTable()), "csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["table"], "9");
  EXPECT_EQ(csv["group"], "CSN");
  EXPECT_EQ(csv["row"], "Ours");
  EXPECT_EQ(csv["column"], "1%");
  EXPECT_EQ(csv["ours"], "77.104");
  EXPECT_EQ(csv["low"], "75");
  EXPECT_EQ(csv["paper"], "77.2");
  EXPECT_EQ(csv["status"], "measured");
  EXPECT_EQ(csv["source"], "supreme/csn.json");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["ours"], "a|b <script>");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["row"], "MERL");
  EXPECT_EQ(csv["ours"], "");
  EXPECT_EQ(csv["difference"], "");
  EXPECT_EQ(csv["status"], "missing");
  EXPECT_FALSE(csv.Next());
}

TEST(ComparisonOutput, WritesHtmlThatIsWellFormed) {
  HtmlWriter html;
  WriteTable(html, SmallTable());
  const std::string text = html.Finish();
  pugi::xml_document document;
  ASSERT_TRUE(document.load_buffer(text.data(), text.size(), pugi::parse_full));
  EXPECT_STREQ(document.child("article").attribute("id").value(), "table_9");
  EXPECT_EQ(document.select_nodes("//td").size(), 4u);
  EXPECT_EQ(document.select_nodes("//th[@colspan='3']").size(), 1u);
}

}  // namespace
}  // namespace supreme
