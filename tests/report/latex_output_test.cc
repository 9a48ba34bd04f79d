#include "report/latex_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace supreme {
namespace {

using ::testing::HasSubstr;

// Braces that are no letters must pair, and never close what is not open.
bool BracesPair(const std::string& latex) {
  int depth = 0;
  for (size_t i = 0; i < latex.size(); ++i) {
    if (latex[i] == '\\') {
      ++i;  // the next letter is part of a command
    } else if (latex[i] == '{') {
      ++depth;
    } else if (latex[i] == '}' && --depth < 0) {
      return false;
    }
  }
  return depth == 0;
}

size_t CountOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

ComparisonTable TableOf(size_t rows, size_t columns) {
  ComparisonCell cell;
  cell.ours = 77.1;
  cell.low = 75.0;
  cell.high = 79.0;
  cell.paper = 77.2;
  ComparisonTable table{"1a", "50 % of {all} & more", "Frame_work", {}, {}, {"Note #1."}};
  for (size_t i = 0; i < columns; ++i) table.columns.push_back({"1%"});
  for (size_t i = 0; i < rows; ++i) {
    table.rows.push_back({"G", "[a] \\input{x}", std::vector<ComparisonCell>(columns, cell)});
  }
  return table;
}

TEST(LatexOutput, EscapesEverySignThatMeansSomethingToLatex) {
  EXPECT_EQ(EscapeLatex("a & b_c 5% #1 $x$ {y} ~^\\"),
            "a \\& b\\_c 5\\% \\#1 \\$x\\$ \\{y\\} \\textasciitilde{}\\textasciicircum{}"
            "\\textbackslash{}");
  EXPECT_EQ(EscapeLatex("[1] <2>|"), "{[}1{]} \\textless{}2\\textgreater{}\\textbar{}");
}

TEST(LatexOutput, WritesSignsOfTheTablesAsCommands) {
  EXPECT_EQ(EscapeLatex("77 ± 1 (−2) – × ≥"), "77 $\\pm$ 1 ($-$2) -- $\\times$ $\\geq$");
  EXPECT_EQ(EscapeLatex("the protocol \"paper\" and \"merl\""),
            "the protocol ``paper'' and ``merl''");
  EXPECT_EQ(EscapeLatex("Müller\n\x01"), "Müller ");
}

TEST(LatexOutput, LeavesNoBraceOpenAndNoCommandOfStrangers) {
  for (const size_t rows : {2u, 40u}) {
    const std::string latex = ToLatex(TableOf(rows, 2));
    EXPECT_TRUE(BracesPair(latex)) << latex;
    EXPECT_EQ(latex.find("\\input{"), std::string::npos);
    EXPECT_EQ(CountOf(latex, "\\begin{"), CountOf(latex, "\\end{"));
    EXPECT_THAT(
        latex,
        HasSubstr(
            "{[}a{]} \\textbackslash{}input\\{x\\} & \\begin{tabular}[t]{@{}r@{}}77.10 "
            "{[}75.00, 79.00{]}\\\\[-2pt]{\\scriptsize paper 77.20 ($-$0.10)}\\end{tabular}"));
  }
}

TEST(LatexOutput, HasAsManyCellsInEachRowAsColumns) {
  const std::string latex = ToLatex(TableOf(3, 2));
  for (size_t start = latex.find("\\midrule"); start < latex.find("\\bottomrule");) {
    const size_t end = latex.find('\n', start);
    const std::string line = latex.substr(start, end - start);
    if (line.ends_with(" \\\\") && !line.starts_with("\\multicolumn")) {
      EXPECT_EQ(CountOf(line, " & "), 2u) << line;
    }
    start = end + 1;
  }
}

TEST(LatexOutput, ScalesWideTablesAndBreaksLongOnes) {
  EXPECT_THAT(ToLatex(TableOf(3, 6)), HasSubstr("\\resizebox{\\ifdim\\width>\\textwidth"));
  EXPECT_EQ(ToLatex(TableOf(40, 6)).find("resizebox"), std::string::npos);  // it cannot be broken
  EXPECT_THAT(ToLatex(TableOf(40, 3)), HasSubstr("\\begin{longtable}{lrrr}"));
  EXPECT_THAT(ToLatex(TableOf(3, 3)), HasSubstr("\\caption{50 \\% of \\{all\\} \\& more "));
}

}  // namespace
}  // namespace supreme
