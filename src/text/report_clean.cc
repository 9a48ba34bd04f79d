#include "text/report_clean.h"

#include "text/unicode.h"

namespace supreme {
namespace {

bool IsEdge(char c) { return c == ' ' || c == '*' || c == '=' || c == '-'; }

bool EndsSentence(char c) { return c == '.' || c == '!' || c == '?' || c == ';' || c == ':'; }

std::string CollapseSpaces(std::string_view report) {
  std::u32string line;
  for (const char32_t c : DecodeUtf8(report)) {
    if (IsSpace(c)) {
      if (!line.empty() && line.back() != U' ') line.push_back(U' ');
    } else if (!IsControl(c)) {
      line.push_back(c);
    }
  }
  return EncodeUtf8(line);
}

void ReplaceEkg(std::string& line) {
  for (size_t i = 0; i + 2 < line.size(); ++i) {
    if ((line[i] == 'E' || line[i] == 'e') && (line[i + 2] == 'G' || line[i + 2] == 'g')) {
      if (line[i + 1] == 'K') line[i + 1] = 'C';
      if (line[i + 1] == 'k') line[i + 1] = 'c';
    }
  }
}

}  // namespace

std::string CleanReport(std::string_view report) {
  std::string line = CollapseSpaces(report);
  ReplaceEkg(line);
  while (!line.empty() && IsEdge(line.back())) line.pop_back();
  size_t begin = 0;
  while (begin < line.size() && IsEdge(line[begin])) ++begin;
  return line.substr(begin);
}

std::string JoinReport(std::span<const std::string> parts) {
  std::string joined;
  for (const std::string& part : parts) {
    const std::string clean = CleanReport(part);
    if (clean.empty()) continue;
    if (!joined.empty()) joined += ' ';
    joined += clean;
    if (!EndsSentence(clean.back())) joined += '.';
  }
  return joined;
}

}  // namespace supreme
