#include "formats/xli.h"

#include <array>
#include <limits>
#include <string>

#include "core/error.h"
#include "formats/byte_reader.h"

namespace supreme::formats {
namespace {

constexpr int kCodeBits = 10;
constexpr uint32_t kMaxCode = (1U << kCodeBits) - 2;
constexpr uint32_t kNoCode = (1U << kCodeBits) - 1;
constexpr int kBias = 64;

[[noreturn]] void Refuse(const std::string& what, std::string_view where) {
  throw Error(ErrorCode::kCorruptData, "wrong XLI data: " + what, where, "get the file again");
}

class CodeReader {
 public:
  explicit CodeReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  // kNoCode at the end.
  uint32_t Next() {
    while (bit_count_ < kCodeBits) {
      if (next_ == bytes_.size()) return kNoCode;
      bits_ = bits_ << 8 | std::to_integer<uint32_t>(bytes_[next_++]);
      bit_count_ += 8;
    }
    bit_count_ -= kCodeBits;
    return bits_ >> bit_count_ & kNoCode;
  }

 private:
  std::span<const std::byte> bytes_;
  size_t next_ = 0;
  uint32_t bits_ = 0;
  int bit_count_ = 0;
};

// A string of the table is a stretch of what was written before: those of two letters and more
// begin where the string before them began and are one letter longer.
struct Stretch {
  size_t begin = 0;
  size_t length = 0;
};

std::vector<int16_t> DecodeDifferences(const std::vector<uint8_t>& bytes, int32_t start,
                                       std::string_view where) {
  const size_t count = bytes.size() / 2;
  std::vector<int16_t> samples(count);
  int32_t last = start;
  for (size_t i = 0; i < count; ++i) {
    const auto word = static_cast<int16_t>(bytes[i] << 8 | bytes[count + i]);
    if (i < 2) {
      samples[i] = word;
      continue;
    }
    const int32_t value = 2 * samples[i - 1] - samples[i - 2] - last;
    if (value < std::numeric_limits<int16_t>::min() ||
        value > std::numeric_limits<int16_t>::max()) {
      Refuse("sample " + std::to_string(i + 1) + " leaves the range of 16 bits", where);
    }
    samples[i] = static_cast<int16_t>(value);
    last = word - kBias;
  }
  return samples;
}

}  // namespace

std::vector<uint8_t> DecodeLzw10(std::span<const std::byte> codes, size_t max_bytes,
                                 std::string_view where) {
  std::vector<uint8_t> output;
  std::array<Stretch, kMaxCode + 1> table{};
  uint32_t next_code = 256;
  Stretch previous;
  CodeReader reader(codes);
  for (uint32_t code = reader.Next(); code != kNoCode; code = reader.Next()) {
    const Stretch written{output.size(), code < 256         ? size_t{1}
                                         : code < next_code ? table[code].length
                                                            : previous.length + 1};
    const bool is_next = code == next_code && previous.length > 0;
    if (code >= next_code && !is_next) {
      Refuse("code " + std::to_string(code) + " is not known yet", where);
    }
    if (written.length > max_bytes - output.size()) Refuse("a lead is too long", where);
    // The string that gets the next code ends with the first letter of what is written now, so it
    // is the previous stretch and one letter more.
    if (previous.length > 0 && next_code <= kMaxCode) {
      table[next_code++] = {previous.begin, previous.length + 1};
    }
    if (code < 256) {
      output.push_back(static_cast<uint8_t>(code));
    } else {
      const size_t begin = table[code].begin;
      for (size_t i = 0; i < written.length; ++i) output.push_back(output[begin + i]);
    }
    previous = written;
  }
  return output;
}

std::vector<std::vector<int16_t>> DecodeXli(std::span<const std::byte> data, size_t lead_count,
                                            size_t sample_count, std::string_view where) {
  ByteReader reader(data, where);
  std::vector<std::vector<int16_t>> leads;
  while (leads.size() < lead_count) {
    const std::string lead_where =
        std::string(where) + ", lead " + std::to_string(leads.size() + 1);
    const auto size = reader.Read<uint32_t>();
    reader.Take(2);
    const auto start = reader.Read<int16_t>();
    const auto bytes = DecodeLzw10(reader.Take(size), 2 * sample_count, lead_where);
    if (bytes.size() != 2 * sample_count) {
      Refuse(std::to_string(bytes.size()) + " bytes of samples, " +
                 std::to_string(2 * sample_count) + " expected",
             lead_where);
    }
    leads.push_back(DecodeDifferences(bytes, start, lead_where));
  }
  return leads;
}

}  // namespace supreme::formats
