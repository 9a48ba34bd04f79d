#include "eval/npy_matrix.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/atomic_file.h"
#include "core/error.h"
#include "formats/npy_header.h"

namespace supreme {
namespace {

constexpr std::array<std::string_view, 11> kTypes = {"b1", "i1", "i2", "i4", "i8", "u1",
                                                     "u2", "u4", "u8", "f4", "f8"};

size_t ValueBytes(const std::string& type, const std::string& where) {
  const bool known = type.size() == 3 &&
                     std::string_view("<>|").find(type[0]) != std::string::npos &&
                     std::ranges::find(kTypes, type.substr(1)) != kTypes.end();
  if (known) return static_cast<size_t>(type[2] - '0');
  throw Error(ErrorCode::kInvalidInput, "an array of type \"" + type.substr(0, 20) + "\"", where,
              "save it as float64: numpy.save(path, scores.astype('float64'))");
}

template <class Number>
double As(const std::array<char, 8>& bytes) {
  Number value{};
  std::memcpy(&value, bytes.data(), sizeof(value));
  return static_cast<double>(value);
}

// `bytes` holds the value in the byte order of this machine.
double Decode(const std::array<char, 8>& bytes, char kind, size_t size) {
  if (kind == 'f') return size == 4 ? As<float>(bytes) : As<double>(bytes);
  if (kind == 'i') {
    if (size == 1) return As<int8_t>(bytes);
    if (size == 2) return As<int16_t>(bytes);
    return size == 4 ? As<int32_t>(bytes) : As<int64_t>(bytes);
  }
  if (size == 1) return As<uint8_t>(bytes);
  if (size == 2) return As<uint16_t>(bytes);
  return size == 4 ? As<uint32_t>(bytes) : As<uint64_t>(bytes);
}

double ReadValue(std::string_view data, size_t index, const std::string& type) {
  static_assert(std::endian::native == std::endian::little);
  const auto size = static_cast<size_t>(type[2] - '0');
  std::array<char, 8> bytes{};
  std::memcpy(bytes.data(), data.data() + index * size, size);
  if (type[0] == '>') std::reverse(bytes.begin(), bytes.begin() + static_cast<int>(size));
  return Decode(bytes, type[1], size);
}

}  // namespace

ScoreMatrix ReadNpyMatrix(const std::filesystem::path& path) {
  const std::string content = ReadFile(path, (kMaxScoreValues + 65'536) * sizeof(double));
  ScoreMatrix matrix;
  matrix.source = path.string();
  const auto bytes = std::as_bytes(std::span(content));
  const formats::NpyHeader header = formats::ReadNpyHeader(bytes, matrix.source);
  const size_t value_bytes = ValueBytes(header.type, matrix.source);
  if (header.shape.empty() || header.shape.size() > 2) {
    throw Error(ErrorCode::kInvalidInput,
                "an array of " + std::to_string(header.shape.size()) + " dimensions", matrix.source,
                "records × classes");
  }
  matrix.record_count = header.shape[0];
  matrix.class_count = header.shape.size() == 2 ? header.shape[1] : 1;
  const bool too_many =
      matrix.class_count > 0 && matrix.record_count > kMaxScoreValues / matrix.class_count;
  const std::string_view data = std::string_view(content).substr(header.data_offset);
  if (too_many || data.size() != matrix.record_count * matrix.class_count * value_bytes) {
    throw Error(too_many ? ErrorCode::kInvalidInput : ErrorCode::kCorruptData,
                "a header of " + std::to_string(matrix.record_count) + " × " +
                    std::to_string(matrix.class_count) + " values over " +
                    std::to_string(data.size()) + " bytes",
                matrix.source, "save the array again with numpy.save");
  }
  matrix.values.reserve(matrix.record_count * matrix.class_count);
  for (size_t record = 0; record < matrix.record_count; ++record) {
    for (size_t c = 0; c < matrix.class_count; ++c) {
      const size_t index = header.is_fortran_order ? c * matrix.record_count + record
                                                   : record * matrix.class_count + c;
      matrix.values.push_back(ReadValue(data, index, header.type));
      if (std::isfinite(matrix.values.back())) continue;
      throw Error(ErrorCode::kCorruptData, "a value is not a finite number",
                  matrix.source + ", record " + std::to_string(record + 1) + ", class " +
                      std::to_string(c + 1),
                  "every record needs a value for every class");
    }
  }
  return matrix;
}

}  // namespace supreme
