#include "signal/wfdb_comments.h"

#include <algorithm>
#include <string_view>

#include "core/numbers.h"

namespace supreme {
namespace {

constexpr double kMaxAgeYears = 150;

void ReadCodes(std::string_view value, Record& record) {
  while (!value.empty()) {
    const size_t comma = value.find(',');
    const std::string code(Trim(value.substr(0, comma)));
    const bool known =
        std::find(record.codes.begin(), record.codes.end(), code) != record.codes.end();
    if (!code.empty() && AsciiLower(code) != "unknown" && !known) record.codes.push_back(code);
    if (comma == std::string_view::npos) return;
    value.remove_prefix(comma + 1);
  }
}

void ReadField(std::string_view key, std::string_view value, Record& record) {
  const std::string name = AsciiLower(Trim(key));
  if (name == "age") {
    const auto age = ParseDouble(value);
    if (age && *age >= 0 && *age <= kMaxAgeYears) record.age_years = *age;
  } else if (name == "sex") {
    const std::string sex = AsciiLower(Trim(value));
    if (sex == "m" || sex == "male") record.sex = Sex::kMale;
    if (sex == "f" || sex == "female") record.sex = Sex::kFemale;
  } else if (name == "dx") {
    ReadCodes(value, record);
  }
}

// "<age>: 28  <sex>: M  <Height>: 170"
void ReadTaggedFields(std::string_view comment, Record& record) {
  while (comment.starts_with('<')) {
    const size_t close = comment.find(">:");
    if (close == std::string_view::npos) return;
    const size_t next = comment.find('<', close);
    const size_t length = next == std::string_view::npos ? next : next - close - 2;
    ReadField(comment.substr(1, close - 1), comment.substr(close + 2, length), record);
    if (next == std::string_view::npos) return;
    comment.remove_prefix(next);
  }
}

}  // namespace

void ReadPatientComments(const std::vector<std::string>& comments, Record& record) {
  for (const std::string& comment : comments) {
    const std::string_view text = Trim(comment);
    if (text.starts_with('<')) {
      ReadTaggedFields(text, record);
    } else if (const size_t colon = text.find(':'); colon != std::string_view::npos) {
      ReadField(text.substr(0, colon), text.substr(colon + 1), record);
    }
  }
}

}  // namespace supreme
