// XLI, the compression of Philips' ECG files: per lead a chunk of 8 header bytes (length, a 1,
// start value) and LZW codes of 10 bits; the codes give the high bytes, then the low bytes of
// 16-bit second differences, biased by 64.
// Source: observed in files, and described by
// https://github.com/sixlettervariables/sierra-ecg-tools
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace supreme::formats {

// LZW with codes of 10 bits, most significant bit first, 256 one-byte strings and a table that
// stops growing at code 1022. Ends with the input or with code 1023.
// kCorruptData for a code that is not in the table yet and for output over `max_bytes`.
std::vector<uint8_t> DecodeLzw10(std::span<const std::byte> codes, size_t max_bytes,
                                 std::string_view where);

// The digital samples of the first `lead_count` leads of `sample_count` each; devices append empty
// ones up to 16. kCorruptData for chunks that are cut, missing or of another length, and for values
// beyond 16 bits.
std::vector<std::vector<int16_t>> DecodeXli(std::span<const std::byte> data, size_t lead_count,
                                            size_t sample_count, std::string_view where);

}  // namespace supreme::formats
