#include "formats/base64.h"

#include <array>
#include <cstdint>
#include <string>

#include "core/error.h"

namespace supreme::formats {
namespace {

constexpr uint8_t kNoLetter = 255;

constexpr std::array<uint8_t, 256> LetterValues() {
  std::array<uint8_t, 256> values{};
  values.fill(kNoLetter);
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < kLetters.size(); ++i) {
    values[static_cast<uint8_t>(kLetters[i])] = static_cast<uint8_t>(i);
  }
  return values;
}
constexpr std::array<uint8_t, 256> kLetterValues = LetterValues();

[[noreturn]] void Refuse(const std::string& what, std::string_view where) {
  throw Error(ErrorCode::kCorruptData, "wrong Base64: " + what, where, "get the file again");
}

}  // namespace

std::vector<std::byte> DecodeBase64(std::string_view text, std::string_view where) {
  std::vector<std::byte> bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  uint32_t bits = 0;
  int bit_count = 0;
  size_t letters = 0;
  size_t padding = 0;
  for (const char letter : text) {
    if (letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t') continue;
    ++letters;
    if (letter == '=') {
      ++padding;
      continue;
    }
    const uint8_t value = kLetterValues[static_cast<uint8_t>(letter)];
    if (value == kNoLetter) Refuse("letter " + std::to_string(letters) + " is none of it", where);
    if (padding > 0) Refuse("text after its end", where);
    bits = (bits << 6 | value) & 0xFFFF;
    bit_count += 6;
    if (bit_count >= 8) {
      bit_count -= 8;
      bytes.push_back(static_cast<std::byte>(bits >> bit_count & 0xFF));
    }
  }
  if (letters % 4 != 0 || padding > 2) {
    Refuse(std::to_string(letters) + " letters, not a multiple of 4", where);
  }
  return bytes;
}

}  // namespace supreme::formats
