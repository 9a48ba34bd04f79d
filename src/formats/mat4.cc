// MATLAB level 4: arrays one after the other, each behind five numbers and its name.
#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "core/error.h"
#include "formats/mat_values.h"
#include "formats/plain_text.h"

namespace supreme::formats {
namespace {

constexpr uint32_t kMaxNameBytes = 1024;

// By the third digit of the type.
constexpr std::array<MatStorage, 6> kStorage = {MatStorage::kDouble, MatStorage::kSingle,
                                                MatStorage::kInt32,  MatStorage::kInt16,
                                                MatStorage::kUint16, MatStorage::kUint8};

struct ArrayHead {
  uint32_t type;  // MOPT in decimal digits: machine, 0, storage, kind
  uint32_t rows;
  uint32_t columns;
  uint32_t is_complex;
  uint32_t name_bytes;
};

void CheckHead(const ArrayHead& head, size_t offset, std::string_view where) {
  const std::string place = std::string(where) + ": offset " + std::to_string(offset);
  if (head.type >= 1000) {
    throw Error(ErrorCode::kInvalidInput,
                "not a little-endian MATLAB array: type " + std::to_string(head.type), place,
                "load and save it on a little-endian machine, or with -v6");
  }
  const uint32_t storage = head.type / 10 % 10;
  if (storage >= kStorage.size() || head.type / 100 % 10 != 0 || head.type % 10 > 2 ||
      head.is_complex > 1 || head.name_bytes == 0 || head.name_bytes > kMaxNameBytes) {
    throw Error(ErrorCode::kCorruptData, "not the head of a MATLAB level 4 array", place,
                "get the file again");
  }
  CheckMatSize(head.rows, head.columns, where);
}

}  // namespace

std::map<std::string, MatValue> ParseMat4(std::span<const std::byte> bytes,
                                          std::string_view where) {
  std::map<std::string, MatValue> variables;
  ByteReader reader(bytes, where);
  while (!reader.AtEnd()) {
    const size_t offset = reader.position();
    const auto head = [&] {
      ArrayHead read{};
      const auto raw = reader.Take(sizeof(read));
      std::memcpy(&read, raw.data(), sizeof(read));
      return read;
    }();
    CheckHead(head, offset, where);
    const std::string_view name = reader.TakeText(head.name_bytes);
    const MatStorage storage = kStorage[head.type / 10 % 10];
    const size_t count = size_t{head.rows} * head.columns;
    const size_t array_bytes = count * MatStorageBytes(storage, where);
    MatValue value;
    value.rows = head.rows;
    value.columns = head.columns;
    const auto data = reader.Take(array_bytes);
    if (head.is_complex == 1) reader.Take(array_bytes);
    if (head.type % 10 == 0) {
      value.kind = MatValue::Kind::kNumbers;
      value.numbers = MatNumbers(data, storage, where);
    }
    variables[PlainText(name.substr(0, name.find('\0')))] = std::move(value);
  }
  return variables;
}

}  // namespace supreme::formats
