#include "vocab/review_page.h"

#include <gtest/gtest.h>

#include "core/json.h"

namespace supreme {
namespace {

std::string DataOf(const std::string& page) {
  const std::string start = "type=\"application/json\">";
  const size_t begin = page.find(start) + start.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

TEST(BuildReviewPage, CarriesEveryRow) {
  const std::vector<ReviewRow> rows = {{false, "alpha", "", 1.0, 7, "accept", ""},
                                       {true, "alpha", "al \"x\"", 0.9, 3, "split", "beta"}};
  const Json data = ParseJson(DataOf(BuildReviewPage(rows, "vocab")), "page");
  EXPECT_EQ(data.at("title"), "vocab");
  ASSERT_EQ(data.at("rows").size(), 2u);
  EXPECT_EQ(data.at("rows")[1][2], "al \"x\"");
  EXPECT_EQ(data.at("rows")[1][6], "beta");
}

TEST(BuildReviewPage, CannotBeBrokenByTexts) {
  const std::vector<ReviewRow> rows = {
      {false, "</script><script>alert(1)</script><!--", "", 1.0, 1, "accept", ""}};
  const std::string page = BuildReviewPage(rows, "</script>");
  EXPECT_EQ(ParseJson(DataOf(page), "page").at("rows")[0][1], rows[0].query);
  EXPECT_EQ(page.find("alert(1)</script>"), std::string::npos);
}

TEST(BuildReviewPage, LoadsNothing) {
  const std::string page = BuildReviewPage({}, "vocab");
  EXPECT_EQ(page.find("http"), std::string::npos);
  EXPECT_EQ(page.find("src="), std::string::npos);
}

}  // namespace
}  // namespace supreme
