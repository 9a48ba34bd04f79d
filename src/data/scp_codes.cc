#include "data/scp_codes.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr size_t kMaxCodes = 256;

class DictParser {
 public:
  DictParser(std::string_view text, std::string_view where) : text_(text), where_(where) {}

  std::vector<PackCode> Parse() {
    std::vector<PackCode> codes;
    Expect('{');
    while (Peek() != '}') {
      codes.push_back(ParseEntry());
      const bool doubled = std::any_of(codes.begin(), codes.end() - 1, [&](const PackCode& code) {
        return code.code == codes.back().code;
      });
      if (doubled) Fail("code \"" + codes.back().code + "\" occurs twice");
      if (codes.size() > kMaxCodes) Fail("more than 256 codes");
      if (Peek() != ',') break;
      ++position_;
    }
    Expect('}');
    if (Peek() != '\0') Fail("text after the closing brace");
    return codes;
  }

 private:
  [[noreturn]] void Fail(const std::string& what) const {
    throw Error(ErrorCode::kCorruptData,
                "scp_codes: " + what + " at character " + std::to_string(position_ + 1), where_,
                "write it like {'NORM': 100.0, 'SR': 0.0}");
  }

  // The next character that is not blank; NUL at the end.
  char Peek() {
    while (position_ < text_.size() && text_[position_] == ' ') ++position_;
    return position_ < text_.size() ? text_[position_] : '\0';
  }

  void Expect(char wanted) {
    if (Peek() != wanted) Fail(std::string("expected ") + wanted);
    ++position_;
  }

  PackCode ParseEntry() {
    const char quote = Peek();
    if (quote != '\'' && quote != '"') Fail("expected a quoted code");
    const size_t end = text_.find(quote, position_ + 1);
    if (end == std::string_view::npos) Fail("quote is not closed");
    PackCode code;
    code.code = std::string(Trim(text_.substr(position_ + 1, end - position_ - 1)));
    if (code.code.empty() || code.code.find('\\') != std::string::npos) Fail("unreadable code");
    position_ = end + 1;
    Expect(':');
    const size_t stop = std::min(text_.find_first_of(",}", position_), text_.size());
    const auto likelihood = ParseDouble(text_.substr(position_, stop - position_));
    if (!likelihood) Fail("likelihood is not a number");
    code.likelihood = *likelihood;
    position_ = stop;
    return code;
  }

  std::string_view text_;
  std::string_view where_;
  size_t position_ = 0;
};

}  // namespace

std::vector<PackCode> ParseScpCodes(std::string_view text, std::string_view where) {
  return DictParser(text, where).Parse();
}

}  // namespace supreme
