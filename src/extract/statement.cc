#include "extract/statement.h"

#include <array>
#include <cctype>
#include <utility>

#include "core/error.h"
#include "text/unicode.h"

namespace supreme {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTypography = {{
    {"\u2013", "-"},
    {"\u2014", "-"},
    {"\u2212", "-"},
    {"\u2018", "'"},
    {"\u2019", "'"},
    {"\u00a0", " "},
    {"\u00ba", "\u00b0"},
}};

// Words that carry a period without ending the sentence.
constexpr auto kAbbreviations = std::to_array<std::string_view>(
    {"vent",  "approx", "vs",      "dr",         "inf",      "ant",    "lat",          "post",
     "min",   "max",    "prob",    "poss",       "resp",     "incl",   "ca",           "incompl",
     "compl", "mögl",   "moegl",   "unbest",     "chron",    "kompl",  "inkompl",      "intraventr",
     "neg",   "ventr",  "path",    "supraventr", "unvollst", "vollst", "amplitudkrit", "biphas",
     "part",  "unspez", "wahrsch", "fragl",      "std",      "pathol", "evtl",         "sek"});

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
// Bytes of letters outside ASCII count as letters.
bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalpha(byte) != 0;
}
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsMark(char c) {
  return IsBlank(c) || c == '*' || c == '-' || c == '.' || c == '=' || c == '#';
}

std::string_view WordBefore(std::string_view text, size_t end) {
  size_t start = end;
  while (start > 0 && IsLetter(text[start - 1])) --start;
  return text.substr(start, end - start);
}

bool EndsSentence(std::string_view text, size_t dot) {
  const char next = dot + 1 < text.size() ? text[dot + 1] : '\n';
  const char previous = dot > 0 ? text[dot - 1] : ' ';
  if (IsDigit(next) && IsDigit(previous)) return false;
  const std::string_view word = WordBefore(text, dot);
  if (word.size() == 1) return false;
  for (const std::string_view abbreviation : kAbbreviations) {
    if (word == abbreviation) return false;
  }
  return IsBlank(next) || (IsLetter(next) && !word.empty());
}

// Length of the separator at `position`, 0 when there is none. `text` is lower case.
size_t SeparatorLength(std::string_view text, size_t position) {
  const char c = text[position];
  if (c == '\n' || c == '\r' || c == ';' || c == '|') return 1;
  if (c == '.') return EndsSentence(text, position) ? 1 : 0;
  if (c != '*' && c != '-' && c != '=') return 0;
  size_t end = position;
  while (end < text.size() && text[end] == c) ++end;
  return end - position >= 3 ? end - position : 0;
}

std::string LowerAscii(std::string_view text) {
  std::string lower = ToLower(text);
  for (const auto& [from, to] : kTypography) {
    for (size_t at = lower.find(from); at != std::string::npos; at = lower.find(from, at)) {
      lower.replace(at, from.size(), to);
      at += to.size();
    }
  }
  return lower;
}

std::string Collapse(std::string_view lower) {
  while (!lower.empty() && IsMark(lower.front())) lower.remove_prefix(1);
  while (!lower.empty() && IsMark(lower.back())) lower.remove_suffix(1);
  std::string text;
  text.reserve(lower.size());
  for (const char c : lower) {
    if (!IsBlank(c)) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

}  // namespace

std::string NormalizeStatement(std::string_view text) { return Collapse(LowerAscii(text)); }

std::vector<std::string> SplitStatements(std::string_view report) {
  if (report.size() > kMaxReportBytes) {
    throw Error(ErrorCode::kInvalidInput, "report is longer than 1 MiB", "", "split the file");
  }
  const std::string lower = LowerAscii(report);
  std::vector<std::string> statements;
  size_t start = 0;
  const auto add = [&](size_t end) {
    std::string statement = Collapse(std::string_view(lower).substr(start, end - start));
    if (!statement.empty()) statements.push_back(std::move(statement));
  };
  for (size_t at = 0; at < lower.size();) {
    const size_t length = SeparatorLength(lower, at);
    if (length > 0) {
      add(at);
      start = at + length;
    }
    at += length > 0 ? length : 1;
  }
  add(lower.size());
  return statements;
}

}  // namespace supreme
