#include "report/page_frame.h"

#include <gtest/gtest.h>

#include <string>

namespace supreme {
namespace {

std::string PageWith(const std::string& title) {
  HtmlWriter html;
  OpenPage(html, {title, "supreme – test", title});
  html.Close();
  html.Open("main");
  html.Close();
  return ClosePage(html);
}

TEST(PageFrame, ForbidsThePageToLoadOrSendAnything) {
  const std::string page = PageWith("A");
  EXPECT_NE(page.find("Content-Security-Policy\" content=\"default-src 'none'"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(PageFrame, EscapesTheTitleInTheTabAndOnThePage) {
  const std::string page = PageWith("<b>&");
  EXPECT_NE(page.find("<title>&lt;b&gt;&amp; – supreme</title>"), std::string::npos);
  EXPECT_NE(page.find("<h1>&lt;b&gt;&amp;</h1>"), std::string::npos);
}

TEST(PageFrame, SaysAtHeadAndFootThatItIsForResearch) {
  const std::string page = PageWith("A");
  const std::string words = "Research use, not for diagnosis";
  const size_t head = page.find(words);
  ASSERT_NE(head, std::string::npos);
  EXPECT_NE(page.find(words, page.find("<footer>")), std::string::npos);
  EXPECT_LT(head, page.find("<footer>"));
}

}  // namespace
}  // namespace supreme
