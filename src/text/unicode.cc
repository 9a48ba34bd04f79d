#include "text/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/error.h"

namespace supreme {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kCapitalDottedI = 0x130;  // the one letter whose lower case is two code points

bool IsAscii(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x80; });
}

void AppendUtf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
    return;
  }
  const auto code = static_cast<utf8proc_int32_t>(c);
  std::array<utf8proc_uint8_t, 4> bytes{};
  const bool valid = c <= 0x10FFFF && utf8proc_codepoint_valid(code);
  const utf8proc_ssize_t length =
      utf8proc_encode_char(valid ? code : static_cast<int32_t>(kReplacement), bytes.data());
  for (utf8proc_ssize_t i = 0; i < length; ++i) {
    out.push_back(static_cast<char>(bytes[static_cast<size_t>(i)]));
  }
}

utf8proc_category_t Category(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool IsAsciiPunctuation(char32_t c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

}  // namespace

std::u32string DecodeUtf8(std::string_view utf8) {
  std::u32string text;
  text.reserve(utf8.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  size_t at = 0;
  while (at < utf8.size()) {
    if (bytes[at] < 0x80) {
      text.push_back(bytes[at++]);
      continue;
    }
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(utf8.size() - at), &code);
    text.push_back(length > 0 ? static_cast<char32_t>(code) : kReplacement);
    at += length > 0 ? static_cast<size_t>(length) : 1;
  }
  return text;
}

std::string EncodeUtf8(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size());
  for (const char32_t c : text) AppendUtf8(c, utf8);
  return utf8;
}

std::string CleanUtf8(std::string_view utf8) { return EncodeUtf8(DecodeUtf8(utf8)); }

std::string ToLower(std::string_view utf8) {
  std::string lower;
  lower.reserve(utf8.size());
  for (const char32_t c : DecodeUtf8(utf8)) {
    if (c == kCapitalDottedI) {
      lower += "i\xCC\x87";  // i, combining dot above
    } else {
      AppendUtf8(ToLower(c), lower);
    }
  }
  return lower;
}

std::u32string StripAccents(std::u32string_view text) {
  if (IsAscii(text)) return std::u32string(text);
  const std::string utf8 = EncodeUtf8(text);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  const auto size = static_cast<utf8proc_ssize_t>(utf8.size());
  // A code point has at most four in its canonical decomposition; the second pass is for safety.
  std::vector<utf8proc_int32_t> codes(4 * text.size());
  const auto decompose = [&] {
    return utf8proc_decompose(bytes, size, codes.data(),
                              static_cast<utf8proc_ssize_t>(codes.size()), UTF8PROC_DECOMPOSE);
  };
  utf8proc_ssize_t count = decompose();
  if (count > static_cast<utf8proc_ssize_t>(codes.size())) {
    codes.resize(static_cast<size_t>(count));
    count = decompose();
  }
  SUPREME_CHECK(count >= 0);
  std::u32string plain;
  plain.reserve(static_cast<size_t>(count));
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const auto c = static_cast<char32_t>(codes[static_cast<size_t>(i)]);
    if (Category(c) != UTF8PROC_CATEGORY_MN) plain.push_back(c);
  }
  return plain;
}

char32_t ToLower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

bool IsSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  if (c == 0x85) return true;
  const utf8proc_category_t category = Category(c);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

bool IsControl(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  if (c < 0x80) return c < 0x20 || c == 0x7F;
  const utf8proc_category_t category = Category(c);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
         category == UTF8PROC_CATEGORY_CO;
}

bool IsPunctuation(char32_t c) {
  if (c < 0x80) return IsAsciiPunctuation(c);
  const utf8proc_category_t category = Category(c);
  return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

bool IsIdeograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B73F) ||
         (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

}  // namespace supreme
