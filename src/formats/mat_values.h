// What the readers of MATLAB level 4 and level 5 share.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "formats/byte_reader.h"
#include "formats/mat_file.h"

namespace supreme::formats {

// How numbers are stored, by level 5's type codes.
enum class MatStorage : uint32_t {
  kInt8 = 1,
  kUint8 = 2,
  kInt16 = 3,
  kUint16 = 4,
  kInt32 = 5,
  kUint32 = 6,
  kSingle = 7,
  kDouble = 9,
  kInt64 = 12,
  kUint64 = 13,
  kUtf8 = 16,
  kUtf16 = 17,
};

// kCorruptData for a code that stores no numbers.
size_t MatStorageBytes(MatStorage storage, std::string_view where);
std::vector<double> MatNumbers(std::span<const std::byte> bytes, MatStorage storage,
                               std::string_view where);

// kInvalidInput when rows × columns is over kMaxSamples.
void CheckMatSize(uint64_t rows, uint64_t columns, std::string_view where);

std::map<std::string, MatValue> ParseMat4(std::span<const std::byte> bytes, std::string_view where);
// `bytes` from after the file's header of 128 bytes.
std::map<std::string, MatValue> ParseMat5(std::span<const std::byte> bytes, std::string_view where);

}  // namespace supreme::formats
