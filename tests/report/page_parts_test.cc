#include "report/page_parts.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(PageParts, ASectionOpensWithItsEscapedHeadingAndIsLeftOpen) {
  HtmlWriter html;
  OpenSection(html, "a\"b", "<Results>");
  EXPECT_THROW(HtmlWriter(html).Finish(), Error);
  html.Close();
  const std::string page = html.Finish();
  EXPECT_TRUE(page.starts_with("<section id=\"a&quot;b\">")) << page;
  EXPECT_NE(page.find("<h2>&lt;Results&gt;</h2>"), std::string::npos) << page;
}

TEST(PageParts, ATileHasItsNameFigureAndLineBelow) {
  HtmlWriter html;
  WriteTile(html, "AUC", "0.9 < 1", "of 5");
  const std::string page = html.Finish();
  const size_t name = page.find("<dt>AUC</dt>");
  const size_t figure = page.find("0.9 &lt; 1");
  const size_t under = page.find("<div class=\"under\">of 5</div>");
  EXPECT_LT(name, figure) << page;
  EXPECT_LT(figure, under) << page;
  EXPECT_NE(under, std::string::npos) << page;
}

TEST(PageParts, AChartIsDrawnIntoAFigureWithItsDescription) {
  HtmlWriter html;
  WriteChart(html, {{40.0, 30.0}, "a red box", [](Canvas& canvas) {
                      canvas.FillBox({{1.0, 2.0}, 3.0, 4.0}, {0xFF, 0, 0});
                    }});
  const std::string page = html.Finish();
  EXPECT_TRUE(page.starts_with("<figure class=\"chart\" tabindex=\"0\">")) << page;
  EXPECT_NE(page.find("a red box"), std::string::npos) << page;
  EXPECT_NE(page.find("#ff0000"), std::string::npos) << page;
}

}  // namespace
}  // namespace supreme
