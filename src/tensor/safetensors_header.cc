#include "tensor/safetensors_header.h"

#include <array>
#include <optional>
#include <set>

#include "core/error.h"
#include "core/json.h"

namespace supreme {
namespace {

constexpr std::string_view kMetadataKey = "__metadata__";
constexpr size_t kMaxNameBytes = 512;

std::optional<DType> DTypeFromName(std::string_view name) {
  for (const DType dtype : {DType::kF64, DType::kF32, DType::kF16, DType::kBF16, DType::kI64,
                            DType::kI32, DType::kI16, DType::kI8, DType::kU8, DType::kBool}) {
    if (DTypeName(dtype) == name) return dtype;
  }
  return std::nullopt;
}

// Receives the parser's events; every event that the format does not foresee is an error at once.
class HeaderEvents final : public nlohmann::json_sax<Json> {
 public:
  explicit HeaderEvents(std::string_view where) : where_(where) {}

  SafetensorsHeader TakeHeader() { return std::move(header_); }

  bool null() override { Unexpected("null"); }
  bool boolean(bool) override { Unexpected("true or false"); }
  bool number_integer(number_integer_t) override { Unexpected("a negative number"); }
  bool number_float(number_float_t, const string_t&) override { Unexpected("a fraction"); }
  bool binary(binary_t&) override { Unexpected("binary data"); }

  bool number_unsigned(number_unsigned_t value) override {
    if (state_ == State::kShape) {
      if (value > uint64_t{1} << 62) Fail("a dimension is over 2^62");
      if (Entry().shape.size() >= kMaxDimensions) Fail("too many dimensions");
      Entry().shape.push_back(static_cast<int64_t>(value));
    } else if (state_ == State::kOffsets) {
      if (offset_count_ >= 2) Fail("data_offsets has more than 2 values");
      (offset_count_ == 0 ? Entry().begin : Entry().end) = value;
      ++offset_count_;
    } else {
      Unexpected("a number");
    }
    return true;
  }

  bool string(string_t& value) override {
    if (state_ == State::kMetadata) {
      header_.metadata[key_] = value;
    } else if (state_ == State::kTensor && key_ == "dtype") {
      const auto dtype = DTypeFromName(value);
      if (!dtype) Fail("unknown dtype \"" + value.substr(0, 32) + "\"");
      Entry().dtype = *dtype;
    } else {
      Unexpected("text");
    }
    return true;
  }

  bool start_object(size_t) override {
    if (state_ == State::kStart) {
      state_ = State::kTop;
    } else if (state_ == State::kTop && key_ == kMetadataKey) {
      state_ = State::kMetadata;
    } else if (state_ == State::kTop) {
      state_ = State::kTensor;
      StartTensor();
    } else {
      Unexpected("an object");
    }
    keys_[state_ == State::kTop ? 0 : 1].clear();
    return true;
  }

  bool key(string_t& value) override {
    key_ = value;
    auto& seen = keys_[state_ == State::kTop ? 0 : 1];
    if (!seen.insert(value).second) Fail("name \"" + value.substr(0, 64) + "\" occurs twice");
    if (state_ == State::kTop && value != kMetadataKey && !IsTensorName(value)) {
      Fail("a tensor's name is empty, too long or has control characters or \"..\"");
    }
    if (state_ == State::kTensor && value != "dtype" && value != "shape" &&
        value != "data_offsets") {
      Fail("unknown key \"" + value.substr(0, 32) + "\"");
    }
    return true;
  }

  bool end_object() override {
    if (state_ == State::kTensor && keys_[1].size() != 3) {
      Fail("needs dtype, shape and data_offsets");
    }
    state_ = state_ == State::kTop ? State::kDone : State::kTop;
    return true;
  }

  bool start_array(size_t) override {
    if (state_ == State::kTensor && key_ == "shape") {
      state_ = State::kShape;
    } else if (state_ == State::kTensor && key_ == "data_offsets") {
      state_ = State::kOffsets;
      offset_count_ = 0;
    } else {
      Unexpected("an array");
    }
    return true;
  }

  bool end_array() override {
    if (state_ == State::kOffsets && offset_count_ != 2) Fail("data_offsets needs 2 values");
    state_ = State::kTensor;
    return true;
  }

  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    throw Error(ErrorCode::kCorruptData,
                "header is not valid JSON at byte " + std::to_string(position), where_);
  }

 private:
  enum class State { kStart, kTop, kMetadata, kTensor, kShape, kOffsets, kDone };

  SafetensorsEntry& Entry() { return header_.entries.back(); }

  void StartTensor() {
    if (header_.entries.size() >= kMaxTensorCount) {
      Fail("more than " + std::to_string(kMaxTensorCount) + " tensors");
    }
    header_.entries.emplace_back().name = key_;
  }

  [[noreturn]] void Fail(const std::string& what) const {
    const bool in_tensor =
        state_ == State::kTensor || state_ == State::kShape || state_ == State::kOffsets;
    const std::string tensor =
        in_tensor ? "tensor \"" + header_.entries.back().name.substr(0, 64) + "\": " : "";
    throw Error(ErrorCode::kCorruptData, "safetensors header: " + tensor + what, where_);
  }

  [[noreturn]] void Unexpected(const std::string& found) const {
    Fail(found + " where the format does not allow it");
  }

  std::string_view where_;
  State state_ = State::kStart;
  SafetensorsHeader header_;
  std::string key_;
  std::array<std::set<std::string>, 2> keys_;  // of the header, and of the object inside it
  int offset_count_ = 0;
};

}  // namespace

bool IsTensorName(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes || name == kMetadataKey) return false;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  }
  return name.find("..") == std::string_view::npos;
}

SafetensorsHeader ParseSafetensorsHeader(std::string_view header, std::string_view where) {
  HeaderEvents events(where);
  Json::sax_parse(header.begin(), header.end(), &events);
  return events.TakeHeader();
}

}  // namespace supreme
