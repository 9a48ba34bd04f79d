#include "formats/scp_huffman.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/error.h"
#include "formats/byte_reader.h"

namespace supreme::formats {
namespace {

constexpr uint16_t kDefaultTable = 19999;
constexpr size_t kMaxTables = 64;
constexpr size_t kMaxCodes = 1024;
constexpr int kMaxPrefixBits = 32;
constexpr int kMaxValueBits = 24;

[[noreturn]] void Refuse(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kCorruptData, what, where, "get the SCP-ECG file again");
}

class BitReader {
 public:
  explicit BitReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  // 0, 1 or nothing at the end.
  std::optional<uint32_t> Next() {
    if (position_ / 8 >= bytes_.size()) return std::nullopt;
    const auto value = std::to_integer<uint32_t>(bytes_[position_ / 8]);
    const uint32_t bit = value >> (7 - position_ % 8) & 1;
    ++position_;
    return bit;
  }

 private:
  std::span<const std::byte> bytes_;
  size_t position_ = 0;
};

bool IsBefore(const HuffmanCode& a, const HuffmanCode& b) {
  return a.prefix_bits != b.prefix_bits ? a.prefix_bits < b.prefix_bits : a.prefix < b.prefix;
}

[[noreturn]] void RefuseEnd(const std::string& where) {
  Refuse("the coded samples end too early", where);
}

const HuffmanCode& NextCode(const HuffmanTable& table, BitReader& bits, const std::string& where) {
  HuffmanCode wanted;
  auto found = table.begin();
  while (wanted.prefix_bits < kMaxPrefixBits) {
    const auto bit = bits.Next();
    if (!bit) RefuseEnd(where);
    wanted.prefix |= *bit << wanted.prefix_bits++;
    found = std::lower_bound(found, table.end(), wanted, IsBefore);
    if (found == table.end()) break;
    if (found->prefix_bits == wanted.prefix_bits && found->prefix == wanted.prefix) return *found;
  }
  Refuse("a code that no Huffman table knows", where);
}

int32_t ReadValue(const HuffmanCode& code, BitReader& bits, const std::string& where) {
  const int value_bits = code.total_bits - code.prefix_bits;
  if (value_bits == 0) return code.value;
  int32_t value = 0;
  for (int i = 0; i < value_bits; ++i) {
    const auto bit = bits.Next();
    if (!bit) RefuseEnd(where);
    value = value << 1 | static_cast<int32_t>(*bit);
    if (i == 0 && *bit == 1) value = -1;  // the sign goes on to the left
  }
  return value;
}

HuffmanCode ReadCode(ByteReader& reader, size_t table_count, const std::string& where) {
  HuffmanCode code;
  code.prefix_bits = reader.Read<uint8_t>();
  code.total_bits = reader.Read<uint8_t>();
  code.switches_table = reader.Read<uint8_t>() == 0;
  code.value = reader.Read<int16_t>();
  code.prefix = reader.Read<uint32_t>();
  const int value_bits = code.total_bits - code.prefix_bits;
  if (code.prefix_bits == 0 || code.prefix_bits > kMaxPrefixBits || value_bits < 0 ||
      value_bits > kMaxValueBits) {
    Refuse("a Huffman code of " + std::to_string(code.prefix_bits) + " + " +
               std::to_string(value_bits) + " bits",
           where);
  }
  const bool leads_nowhere =
      code.value < 1 || static_cast<size_t>(code.value) > table_count || value_bits > 0;
  if (code.switches_table && leads_nowhere) {
    Refuse("a Huffman code that switches to table " + std::to_string(code.value), where);
  }
  return code;
}

}  // namespace

HuffmanTable DefaultHuffmanTable() {
  // 0 is "0"; ±n is n ones, 0 and the sign; nine ones and 0 come before 8 bits, ten before 16.
  HuffmanTable table = {{1, 1, false, 0, 0}};
  for (int magnitude = 1; magnitude <= 8; ++magnitude) {
    const uint32_t ones = (1U << magnitude) - 1;
    const auto bits = static_cast<uint8_t>(magnitude + 2);
    const auto value = static_cast<int16_t>(magnitude);
    table.push_back({bits, bits, false, value, ones});
    table.push_back({bits, bits, false, static_cast<int16_t>(-value), ones | 1U << (bits - 1)});
  }
  table.push_back({10, 18, false, 0, 0x1FF});
  table.push_back({10, 26, false, 0, 0x3FF});
  std::sort(table.begin(), table.end(), IsBefore);
  return table;
}

std::vector<HuffmanTable> ReadHuffmanTables(std::span<const std::byte> section,
                                            const std::string& where) {
  ByteReader reader(section, where);
  const auto table_count = reader.Read<uint16_t>();
  if (table_count == kDefaultTable) return {DefaultHuffmanTable()};
  if (table_count == 0 || table_count > kMaxTables) {
    Refuse(std::to_string(table_count) + " Huffman tables", where);
  }
  std::vector<HuffmanTable> tables(table_count);
  for (HuffmanTable& table : tables) {
    const auto code_count = reader.Read<uint16_t>();
    if (code_count > kMaxCodes) Refuse(std::to_string(code_count) + " Huffman codes", where);
    for (size_t i = 0; i < code_count; ++i) {
      table.push_back(ReadCode(reader, table_count, where));
    }
    std::stable_sort(table.begin(), table.end(), IsBefore);
  }
  return tables;
}

std::vector<int32_t> DecodeHuffman(std::span<const std::byte> bytes, size_t count,
                                   const std::vector<HuffmanTable>& tables,
                                   const std::string& where) {
  BitReader bits(bytes);
  std::vector<int32_t> values;
  values.reserve(count);
  const HuffmanTable* table = &tables.front();
  while (values.size() < count) {
    const HuffmanCode& code = NextCode(*table, bits, where);
    if (code.switches_table) {
      table = &tables[static_cast<size_t>(code.value) - 1];
    } else {
      values.push_back(ReadValue(code, bits, where));
    }
  }
  return values;
}

void AddUpDifferences(int order, std::vector<int32_t>& values, const std::string& where) {
  for (size_t i = static_cast<size_t>(order); order > 0 && i < values.size(); ++i) {
    const int64_t before = values[i - 1];
    const int64_t expected = order == 1 ? before : 2 * before - values[i - 2];
    const int64_t value = values[i] + expected;
    if (value < std::numeric_limits<int32_t>::min() ||
        value > std::numeric_limits<int32_t>::max()) {
      Refuse("sample " + std::to_string(i + 1) + " leaves the range of 32 bits", where);
    }
    values[i] = static_cast<int32_t>(value);
  }
}

}  // namespace supreme::formats
