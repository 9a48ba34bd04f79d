#include "formats/plain_text.h"

#include <filesystem>

#include "core/numbers.h"

namespace supreme::formats {
namespace {

constexpr size_t kMaxBytes = 1000;

unsigned char Byte(char c) { return static_cast<unsigned char>(c); }

bool IsControl(char c) { return Byte(c) < 0x20 || Byte(c) == 0x7F; }

// Length of the UTF-8 character at the front; 0 when it is none (overlong and surrogates too).
size_t Utf8Length(std::string_view text) {
  const unsigned lead = Byte(text[0]);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((Byte(text[i]) & 0xC0) != 0x80) return 0;
  }
  const unsigned second = Byte(text[1]);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
      (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
    return 0;
  }
  return length;
}

// U+0080 to U+009F are control characters as well: 0xC2 0x80 to 0xC2 0x9F.
bool IsControlCharacter(std::string_view text, size_t length) {
  if (length == 1) return IsControl(text[0]);
  return length == 2 && Byte(text[0]) == 0xC2 && Byte(text[1]) < 0xA0;
}

bool IsUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = Utf8Length(text.substr(i));
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string FromLatin1(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    if (Byte(c) < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0 | (Byte(c) >> 6));
      utf8 += static_cast<char>(0x80 | (Byte(c) & 0x3F));
    }
  }
  return utf8;
}

}  // namespace

std::string PlainText(std::string_view text) {
  const std::string utf8 = IsUtf8(text) ? std::string(text) : FromLatin1(text);
  std::string plain;
  for (size_t i = 0; i < utf8.size();) {
    const std::string_view rest = std::string_view(utf8).substr(i);
    const size_t length = Utf8Length(rest);
    if (plain.size() + length > kMaxBytes) break;
    if (IsControlCharacter(rest, length)) {
      plain += ' ';
    } else {
      plain += rest.substr(0, length);
    }
    i += length;
  }
  return std::string(Trim(plain));
}

bool IsPlainText(std::string_view text, size_t max_bytes) {
  if (text.size() > max_bytes) return false;
  for (size_t i = 0; i < text.size();) {
    const size_t length = Utf8Length(text.substr(i));
    if (length == 0 || IsControlCharacter(text.substr(i), length)) return false;
    i += length;
  }
  return true;
}

std::string StemOf(std::string_view source_path) {
  const std::string stem = PlainText(std::filesystem::path(source_path).stem().string());
  return stem.empty() ? "record" : stem;
}

}  // namespace supreme::formats
