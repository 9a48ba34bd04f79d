#include "vocab/review_page.h"

#include <utility>

#include "core/json.h"

namespace supreme {

std::string_view ReviewPageHtml();  // src/vocab/review_page.html, embedded at build time

namespace {

// '<' would end the script element, or open a comment in it.
std::string ScriptJson(const OrderedJson& json) {
  std::string safe;
  for (const char c : DumpJson(json)) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string BuildReviewPage(const std::vector<ReviewRow>& rows, const std::string& title) {
  constexpr std::string_view kPlace = "%DATA%";
  OrderedJson list = OrderedJson::array();
  for (const ReviewRow& row : rows) {
    list.push_back({row.is_member ? "member" : "query", row.query, row.member, row.similarity,
                    row.record_count, row.action, row.target});
  }
  std::string page(ReviewPageHtml());
  const size_t place = page.find(kPlace);
  const std::string data = ScriptJson({{"title", title}, {"rows", std::move(list)}});
  return page.replace(place, kPlace.size(), data);
}

}  // namespace supreme
