#include "report/html.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(Html, ClosesWhatItOpenedInOrder) {
  HtmlWriter html;
  html.Open("ul", "class=\"a\"");
  html.Element("li", "one & two");
  html.Close();
  EXPECT_EQ(html.Finish(), "<ul class=\"a\"><li>one &amp; two</li>\n</ul>\n");
}

TEST(Html, AttributesFromDataCannotEnd) {
  EXPECT_EQ(HtmlAttribute("aria-label", "a\" onclick=\"x"),
            "aria-label=\"a&quot; onclick=&quot;x\"");
}

TEST(Html, AnOpenElementIsOurBug) {
  HtmlWriter html;
  html.Open("p");
  EXPECT_THROW(html.Finish(), Error);
  html.Close();
  EXPECT_THROW(html.Close(), Error);
}

}  // namespace
}  // namespace supreme
