#include "plot/markup.h"

#include <cstdint>

namespace supreme {
namespace {

constexpr uint32_t kReplacement = 0xFFFD;

struct CodePoint {
  uint32_t value = kReplacement;
  size_t bytes = 1;
};

// The code point at `at`; one byte of U+FFFD where there is no valid sequence (RFC 3629).
CodePoint Decode(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[at + i]); };
  const uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (length == 0 || at + length > text.size()) return {};
  uint32_t value = lead & (0xFFU >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, length};
}

bool IsDirectionOverride(uint32_t value) {
  return (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

// XML 1.0 has no place for these (section 2.2), not even as references.
bool IsNonCharacter(uint32_t value) { return (value & 0xFFFE) == 0xFFFE; }

size_t CountLetters(std::string_view clean) {
  size_t letters = 0;
  for (const char c : clean) letters += (static_cast<uint8_t>(c) & 0xC0) != 0x80 ? 1 : 0;
  return letters;
}

}  // namespace

std::string CleanText(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = Decode(text, at);
    const bool invalid = point.value == kReplacement || IsDirectionOverride(point.value) ||
                         IsNonCharacter(point.value);
    if (invalid) {
      clean += "\xEF\xBF\xBD";
    } else if (point.value == '\n' || point.value == '\t' || point.value == '\r') {
      clean += ' ';
    } else if (point.value >= 0x20 && !(point.value >= 0x7F && point.value < 0xA0)) {
      clean += text.substr(at, point.bytes);
    }
    at += point.bytes;
  }
  return clean;
}

std::string EscapeMarkup(std::string_view text) {
  std::string escaped;
  for (const char c : CleanText(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string ShortenText(std::string_view text, size_t max_letters) {
  // Four bytes hold any letter: a longer text need not be read to its end.
  const std::string clean = CleanText(text.substr(0, 4 * max_letters + 4));
  if (CountLetters(clean) <= max_letters) return clean;
  std::string shortened;
  size_t letters = 0;
  for (size_t at = 0; at < clean.size() && letters + 1 < max_letters; ++letters) {
    const size_t bytes = Decode(clean, at).bytes;
    shortened += clean.substr(at, bytes);
    at += bytes;
  }
  return shortened + "…";
}

std::vector<std::string> WrapText(std::string_view text, size_t max_letters, size_t max_lines) {
  std::vector<std::string> lines;
  std::string rest = CleanText(text);
  while (max_letters > 0 && lines.size() < max_lines) {
    rest.erase(0, rest.find_first_not_of(' '));
    if (rest.empty()) break;
    if (CountLetters(rest) <= max_letters || lines.size() + 1 == max_lines) {
      lines.push_back(ShortenText(rest, max_letters));
      break;
    }
    size_t end = 0;  // behind the letters that fit
    for (size_t letters = 0; letters < max_letters; ++letters) end += Decode(rest, end).bytes;
    const size_t space = rest.rfind(' ', end);
    if (space != std::string::npos && space > 0) end = space;
    lines.push_back(rest.substr(0, rest.find_last_not_of(' ', end - 1) + 1));
    rest.erase(0, end);
  }
  return lines;
}

double EstimateTextWidth(std::string_view text, double size) {
  constexpr double kLatinEm = 0.58;        // mean of DejaVu Sans, a wide face, over English words
  constexpr uint32_t kFirstWide = 0x1100;  // Hangul Jamo: from here on most letters are square
  double em = 0.0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = Decode(text, at);
    em += point.value >= kFirstWide && point.value != kReplacement ? 1.0 : kLatinEm;
    at += point.bytes;
  }
  return em * size;
}

}  // namespace supreme
