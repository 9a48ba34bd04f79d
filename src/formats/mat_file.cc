#include "formats/mat_file.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/error.h"
#include "formats/mat_values.h"
#include "formats/read_options.h"

namespace supreme::formats {
namespace {

constexpr size_t kHeaderBytes = 128;

template <class T>
std::vector<double> Convert(std::span<const std::byte> bytes) {
  std::vector<double> numbers(bytes.size() / sizeof(T));
  for (size_t i = 0; i < numbers.size(); ++i) {
    T value{};
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
    numbers[i] = static_cast<double>(value);
  }
  return numbers;
}

}  // namespace

size_t MatStorageBytes(MatStorage storage, std::string_view where) {
  switch (storage) {
    case MatStorage::kInt8:
    case MatStorage::kUint8:
    case MatStorage::kUtf8:
      return 1;
    case MatStorage::kInt16:
    case MatStorage::kUint16:
    case MatStorage::kUtf16:
      return 2;
    case MatStorage::kInt32:
    case MatStorage::kUint32:
    case MatStorage::kSingle:
      return 4;
    case MatStorage::kDouble:
    case MatStorage::kInt64:
    case MatStorage::kUint64:
      return 8;
  }
  throw Error(ErrorCode::kCorruptData,
              "numbers of type " + std::to_string(static_cast<uint32_t>(storage)), where,
              "get the file again");
}

std::vector<double> MatNumbers(std::span<const std::byte> bytes, MatStorage storage,
                               std::string_view where) {
  MatStorageBytes(storage, where);  // refuses unknown codes
  switch (storage) {
    case MatStorage::kInt8:
      return Convert<int8_t>(bytes);
    case MatStorage::kUint8:
    case MatStorage::kUtf8:
      return Convert<uint8_t>(bytes);
    case MatStorage::kInt16:
      return Convert<int16_t>(bytes);
    case MatStorage::kUint16:
    case MatStorage::kUtf16:
      return Convert<uint16_t>(bytes);
    case MatStorage::kInt32:
      return Convert<int32_t>(bytes);
    case MatStorage::kUint32:
      return Convert<uint32_t>(bytes);
    case MatStorage::kSingle:
      return Convert<float>(bytes);
    case MatStorage::kDouble:
      return Convert<double>(bytes);
    case MatStorage::kInt64:
      return Convert<int64_t>(bytes);
    case MatStorage::kUint64:
      return Convert<uint64_t>(bytes);
  }
  return {};
}

void CheckMatSize(uint64_t rows, uint64_t columns, std::string_view where) {
  if (columns == 0 || rows <= kMaxSamples / columns) return;
  throw Error(ErrorCode::kInvalidInput,
              "an array of " + std::to_string(rows) + " x " + std::to_string(columns) +
                  " numbers is over the limit of " + std::to_string(kMaxSamples),
              where, "cut the recording to 20 min");
}

std::map<std::string, MatValue> ParseMat(std::span<const std::byte> bytes, std::string_view where) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()),
                              std::min(bytes.size(), kHeaderBytes));
  if (text.starts_with("MATLAB 7.3")) {
    throw Error(ErrorCode::kInvalidInput, "MATLAB 7.3 is HDF5, not level 5", where,
                "save the file with -v6 or -v7");
  }
  if (text.size() < kHeaderBytes) return ParseMat4(bytes, where);
  const std::string_view endian = text.substr(126, 2);
  if (endian == "MI") {
    throw Error(ErrorCode::kInvalidInput, "the file is big-endian", where,
                "load and save it on a little-endian machine");
  }
  return endian == "IM" ? ParseMat5(bytes.subspan(kHeaderBytes), where) : ParseMat4(bytes, where);
}

}  // namespace supreme::formats
