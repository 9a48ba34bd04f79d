#include "formats/npy_header.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/error.h"
#include "core/numbers.h"
#include "formats/byte_reader.h"

namespace supreme::formats {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr size_t kMaxHeaderBytes = 65'536;
constexpr int64_t kMaxLength = int64_t{1} << 40;
constexpr size_t kMaxDimensions = 32;

[[noreturn]] void Refuse(const std::string& what, std::string_view where) {
  throw Error(ErrorCode::kCorruptData, what, where, "save the array again with numpy.save");
}

// Reads {'descr': '<f4', 'fortran_order': False, 'shape': (12, 5000), } in any order of its keys.
class HeaderParser {
 public:
  HeaderParser(std::string_view text, std::string_view where) : rest_(text), where_(where) {}

  void Parse(NpyHeader& header) {
    Expect('{');
    while (!TryTake('}')) {
      const std::string key = TakeString();
      Expect(':');
      if (key == "descr") {
        header.type = TakeType();
      } else if (key == "fortran_order") {
        header.is_fortran_order = TakeBool();
      } else if (key == "shape") {
        header.shape = TakeShape();
      } else {
        Fail();
      }
      if (!TryTake(',')) {
        Expect('}');
        break;
      }
    }
    SkipBlanks();
    if (!rest_.empty()) Fail();
  }

 private:
  [[noreturn]] void Fail() const {
    const std::string here(rest_.substr(0, 20));
    Refuse("the array's header is not understood at \"" + here + "\"", where_);
  }

  void SkipBlanks() {
    const size_t count = std::min(rest_.find_first_not_of(" \t\n"), rest_.size());
    rest_.remove_prefix(count);
  }

  bool TryTake(char letter) {
    SkipBlanks();
    if (rest_.empty() || rest_.front() != letter) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void Expect(char letter) {
    if (!TryTake(letter)) Fail();
  }

  std::string TakeString() {
    const char quote = TryTake('\'') ? '\'' : '"';
    if (quote == '"') Expect('"');
    const size_t end = rest_.find(quote);
    if (end == std::string_view::npos) Fail();
    std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::string TakeType() {
    SkipBlanks();
    if (!rest_.starts_with('[')) return TakeString();
    throw Error(ErrorCode::kInvalidInput, "an array with named fields", where_,
                "save the samples alone: numpy.save(path, samples)");
  }

  bool TakeBool() {
    SkipBlanks();
    for (const auto& [word, value] : {std::pair<std::string_view, bool>{"True", true},
                                      std::pair<std::string_view, bool>{"False", false}}) {
      if (!rest_.starts_with(word)) continue;
      rest_.remove_prefix(word.size());
      return value;
    }
    Fail();
  }

  std::vector<size_t> TakeShape() {
    std::vector<size_t> shape;
    Expect('(');
    while (!TryTake(')')) {
      SkipBlanks();
      const size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
      const auto length = ParseInt(rest_.substr(0, end));
      if (!length || *length > kMaxLength || shape.size() == kMaxDimensions) Fail();
      shape.push_back(static_cast<size_t>(*length));
      rest_.remove_prefix(end);
      if (!TryTake(',')) {
        Expect(')');
        break;
      }
    }
    return shape;
  }

  std::string_view rest_;
  std::string_view where_;
};

}  // namespace

NpyHeader ReadNpyHeader(std::span<const std::byte> bytes, std::string_view where) {
  ByteReader reader(bytes, where);
  if (reader.remaining() < kMagic.size() || reader.TakeText(kMagic.size()) != kMagic) {
    Refuse("not a NumPy array", where);
  }
  const auto version = reader.Read<uint8_t>();
  reader.Read<uint8_t>();  // the minor version changes nothing
  if (version < 1 || version > 3) {
    throw Error(ErrorCode::kInvalidInput, "version " + std::to_string(version) + " of .npy", where,
                "save it with numpy.lib.format.write_array and version (1, 0)");
  }
  const size_t length =
      version == 1 ? size_t{reader.Read<uint16_t>()} : size_t{reader.Read<uint32_t>()};
  if (length > kMaxHeaderBytes) Refuse("a header of " + std::to_string(length) + " bytes", where);
  NpyHeader header;
  HeaderParser(reader.TakeText(length), where).Parse(header);
  if (header.type.empty()) Refuse("the array's header names no type", where);
  header.data_offset = reader.position();
  return header;
}

std::string FloatNpyHeader(size_t rows, size_t columns) {
  constexpr size_t kFixedBytes = 10;  // magic, version, length of the literal
  constexpr size_t kAlignment = 64;   // of the data, counting the line break
  std::string literal = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                        std::to_string(rows) + ", " + std::to_string(columns) + "), }";
  literal.append(kAlignment - 1 - (kFixedBytes + literal.size()) % kAlignment, ' ');
  literal += '\n';
  std::string header("\x93NUMPY\x01\x00", 8);
  header += static_cast<char>(literal.size() & 0xFF);
  header += static_cast<char>(literal.size() >> 8);
  return header + literal;
}

}  // namespace supreme::formats
