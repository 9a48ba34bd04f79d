#include "report/vocab_page.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace supreme {
namespace {

VocabReport TestReport() {
  const PictureSize size{10.0, 10.0};
  const Figure figure{"fig", "a picture", size, [](Canvas& canvas) {
                        canvas.FillBox({{0, 0}, 5, 5}, {});
                      }};
  const DataTable table{"tab", "A table", {{"a", "A"}}, {{TextCell("<b>x</b>")}}, ""};
  return {"v <1>", {{"Fact", "value & more"}}, {{"one", "Part one", "Words.", {table}, {figure}}}};
}

TEST(VocabPage, IsWellFormedAndLoadsNothing) {
  const std::string page = VocabPage(TestReport());
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(page.c_str(), pugi::parse_default | pugi::parse_doctype));
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("src="), std::string::npos);
  EXPECT_NE(page.find("v &lt;1&gt;"), std::string::npos);
  EXPECT_NE(page.find("&lt;b&gt;x"), std::string::npos);
  EXPECT_NE(page.find("<svg"), std::string::npos);
  EXPECT_NE(page.find("value &amp; more"), std::string::npos);
  EXPECT_NE(page.find("href=\"#one\""), std::string::npos);
}

TEST(VocabPage, MarkdownHasTheSamePartsAndNamesThePictures) {
  const std::string text = VocabMarkdown(TestReport());
  EXPECT_NE(text.find("## Part one\n\nWords.\n\n![Part one](figures/fig.svg)\n"),
            std::string::npos);
  EXPECT_NE(text.find("**A table**"), std::string::npos);
  EXPECT_NE(text.find("| Fact | value & more |"), std::string::npos);
}

}  // namespace
}  // namespace supreme
