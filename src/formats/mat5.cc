// MATLAB level 5: tagged elements; arrays are elements made of elements and may be compressed.
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "core/error.h"
#include "formats/mat_values.h"
#include "formats/plain_text.h"

namespace supreme::formats {
namespace {

constexpr uint32_t kMatrix = 14;
constexpr uint32_t kCompressed = 15;
constexpr size_t kMaxInflatedBytes = size_t{512} << 20;
constexpr size_t kInflateStep = size_t{1} << 18;
constexpr int kMaxDepth = 8;
constexpr size_t kMaxValues = 10'000;  // arrays of the whole file, fields included
constexpr size_t kMaxFieldNameBytes = 64;

enum ArrayClass : uint8_t {
  kStructClass = 2,
  kCharClass = 4,
  kFirstNumeric = 6,
  kLastNumeric = 15
};

struct Element {
  uint32_t type = 0;
  std::span<const std::byte> data;
};

std::vector<std::byte> Inflate(std::span<const std::byte> packed, std::string_view where) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw Error(ErrorCode::kUnavailable, "zlib does not start");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
  // zlib only reads these bytes; its type says otherwise.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::vector<std::byte> unpacked;
  for (int status = Z_OK; status != Z_STREAM_END;) {
    const size_t done = unpacked.size();
    if (done >= kMaxInflatedBytes) {
      throw Error(ErrorCode::kInvalidInput, "an array is over 512 MiB when inflated", where,
                  "save fewer samples");
    }
    unpacked.resize(done + kInflateStep);
    stream.next_out = reinterpret_cast<Bytef*>(unpacked.data() + done);
    stream.avail_out = static_cast<uInt>(kInflateStep);
    status = inflate(&stream, Z_NO_FLUSH);
    unpacked.resize(done + kInflateStep - stream.avail_out);
    const bool stuck = status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0;
    if ((status != Z_OK && status != Z_STREAM_END) || stuck) {
      throw Error(ErrorCode::kCorruptData, "a compressed array is damaged", where,
                  "get the file again");
    }
  }
  return unpacked;
}

class Mat5Parser {
 public:
  explicit Mat5Parser(std::string_view where) : where_(where) {}

  std::map<std::string, MatValue> ParseFile(std::span<const std::byte> bytes) {
    std::map<std::string, MatValue> variables;
    ByteReader reader(bytes, where_);
    while (!reader.AtEnd()) {
      const Element element = ReadElement(reader, false);
      std::vector<std::byte> unpacked;
      Element array = element;
      if (element.type == kCompressed) {
        unpacked = Inflate(element.data, where_);
        ByteReader inside(unpacked, where_);
        array = ReadElement(inside, false);
      }
      if (array.type != kMatrix) continue;
      std::string name;
      MatValue value = ParseMatrix(array.data, name, 0);
      variables[name] = std::move(value);
    }
    return variables;
  }

 private:
  // Up to 4 bytes stand within the tag. Inside arrays elements are padded to 8 bytes.
  Element ReadElement(ByteReader& reader, bool is_padded) const {
    const auto first = reader.Read<uint32_t>();
    Element element;
    if (first >> 16 != 0) {
      element.type = first & 0xFFFF;
      const uint32_t length = first >> 16;
      if (length > 4) Refuse("a short element says it has " + std::to_string(length) + " bytes");
      element.data = reader.Take(4).first(length);
      return element;
    }
    element.type = first;
    const auto length = reader.Read<uint32_t>();
    element.data = reader.Take(length);
    if (is_padded && element.type != kCompressed) reader.SkipPadding((8 - length % 8) % 8);
    return element;
  }

  MatValue ParseMatrix(std::span<const std::byte> bytes, std::string& name, int depth) {
    if (depth > kMaxDepth) Refuse("structs are nested more than 8 deep");
    if (++value_count_ > kMaxValues) Refuse("the file has over 10,000 arrays");
    MatValue value;
    if (bytes.empty()) return value;  // an empty field
    ByteReader reader(bytes, where_);
    const Element flags = ReadElement(reader, true);
    if (flags.data.size() < 8) Refuse("an array has no flags");
    const auto array_class = static_cast<uint8_t>(flags.data[0]);
    ReadDimensions(ReadElement(reader, true), value);
    const Element name_element = ReadElement(reader, true);
    name = PlainText(
        {reinterpret_cast<const char*>(name_element.data.data()), name_element.data.size()});
    if (array_class == kStructClass) {
      ParseStruct(reader, value, depth);
    } else if (array_class == kCharClass) {
      ParseText(ReadElement(reader, true), value);
    } else if (array_class >= kFirstNumeric && array_class <= kLastNumeric) {
      ParseNumbers(ReadElement(reader, true), value);
    }
    return value;
  }

  void ReadDimensions(const Element& element, MatValue& value) const {
    const auto sizes = MatNumbers(element.data, MatStorage::kInt32, where_);
    if (sizes.size() < 2) Refuse("an array has fewer than two dimensions");
    uint64_t columns = 1;
    for (size_t i = 0; i < sizes.size(); ++i) {
      if (sizes[i] < 0) Refuse("an array has a negative dimension");
      if (i > 0) {
        CheckMatSize(static_cast<uint64_t>(sizes[i]), columns, where_);
        columns *= static_cast<uint64_t>(sizes[i]);
      }
    }
    value.rows = static_cast<size_t>(sizes[0]);
    value.columns = columns;
    CheckMatSize(value.rows, value.columns, where_);
  }

  void ParseNumbers(const Element& element, MatValue& value) const {
    const auto storage = static_cast<MatStorage>(element.type);
    const size_t count = value.rows * value.columns;
    if (element.data.size() != count * MatStorageBytes(storage, where_)) {
      Refuse("an array of " + std::to_string(value.rows) + " x " + std::to_string(value.columns) +
             " numbers has " + std::to_string(element.data.size()) + " bytes");
    }
    value.kind = MatValue::Kind::kNumbers;
    value.numbers = MatNumbers(element.data, storage, where_);
  }

  // Only the letters of ASCII matter: names such as "Female".
  void ParseText(const Element& element, MatValue& value) const {
    value.kind = MatValue::Kind::kText;
    for (const double unit :
         MatNumbers(element.data, static_cast<MatStorage>(element.type), where_)) {
      value.text += unit >= 32 && unit < 127 ? static_cast<char>(unit) : '?';
    }
  }

  // Length of a field's name, all names, then an array per element and field.
  void ParseStruct(ByteReader& reader, MatValue& value, int depth) {
    const Element length = ReadElement(reader, true);
    const Element names = ReadElement(reader, true);
    const auto lengths = MatNumbers(length.data, MatStorage::kInt32, where_);
    if (lengths.size() != 1 || lengths[0] < 1 || lengths[0] > kMaxFieldNameBytes) {
      Refuse("a struct's field names have no length");
    }
    if (value.rows * value.columns != 1) return;  // arrays of structs stay kOther
    value.kind = MatValue::Kind::kStruct;
    const auto step = static_cast<size_t>(lengths[0]);
    ByteReader name_reader(names.data, where_);
    while (name_reader.remaining() >= step) {
      const std::string_view padded = name_reader.TakeText(step);
      const Element field = ReadElement(reader, true);
      if (field.type != kMatrix) Refuse("a struct's field is no array");
      std::string unused;
      value.fields[PlainText(padded.substr(0, padded.find('\0')))] =
          ParseMatrix(field.data, unused, depth + 1);
    }
  }

  [[noreturn]] void Refuse(const std::string& what) const {
    throw Error(ErrorCode::kCorruptData, what, where_, "get the file again");
  }

  std::string_view where_;
  size_t value_count_ = 0;
};

}  // namespace

std::map<std::string, MatValue> ParseMat5(std::span<const std::byte> bytes,
                                          std::string_view where) {
  return Mat5Parser(where).ParseFile(bytes);
}

}  // namespace supreme::formats
