#include "tensor/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <set>

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/json.h"
#include "tensor/safetensors_header.h"

namespace supreme {
namespace {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

constexpr uint64_t kMaxHeaderBytes = 100'000'000;
constexpr size_t kLengthBytes = 8;

[[noreturn]] void Fail(const std::string& what, std::string_view where) {
  throw Error(ErrorCode::kCorruptData, "safetensors: " + what, where);
}

std::string Quoted(std::string_view name) {
  return "tensor \"" + std::string(name.substr(0, 64)) + "\"";
}

std::string ShapeText(const Shape& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) {
    text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
  }
  return text + "]";
}

// The JSON text between the length field and the data.
std::string_view HeaderText(std::span<const std::byte> bytes, std::string_view where) {
  if (bytes.size() < kLengthBytes) Fail("file is shorter than its 8-byte header length", where);
  uint64_t length = 0;
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > kMaxHeaderBytes) Fail("header length is over 100 MB", where);
  if (length > bytes.size() - kLengthBytes) {
    Fail("header length " + std::to_string(length) + " is beyond the file", where);
  }
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + kLengthBytes, length);
  if (!text.starts_with('{')) Fail("header does not start with '{'", where);
  // The JSON library takes a NUL for the end of its input.
  if (text.find('\0') != std::string_view::npos) Fail("header holds a NUL byte", where);
  return text;
}

// Entry and shape × dtype must agree, whatever the numbers.
void CheckSize(const SafetensorsEntry& entry, uint64_t data_size, std::string_view where) {
  if (entry.begin > entry.end) Fail(Quoted(entry.name) + " ends before it begins", where);
  if (entry.end > data_size) Fail(Quoted(entry.name) + " reaches beyond the file", where);
  uint64_t count = 0;
  try {
    count = static_cast<uint64_t>(ElementCount(entry.shape));
  } catch (const Error& error) {
    Fail(Quoted(entry.name) + ": " + error.what(), where);
  }
  const uint64_t element_bytes = DTypeBytes(entry.dtype);
  const uint64_t size = entry.end - entry.begin;
  if (size % element_bytes != 0 || size / element_bytes != count) {
    Fail(Quoted(entry.name) + " has " + std::to_string(size) + " bytes, which shape " +
             ShapeText(entry.shape) + " of " + std::string(DTypeName(entry.dtype)) +
             " does not fill",
         where);
  }
}

// Tensors in order of their place must touch, from the first byte of the data to the last.
void CheckCover(const std::vector<SafetensorsEntry>& entries, uint64_t data_size,
                std::string_view where) {
  std::vector<const SafetensorsEntry*> ordered;
  for (const auto& entry : entries) ordered.push_back(&entry);
  std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
  });
  uint64_t position = 0;
  for (const auto* entry : ordered) {
    if (entry->begin < position) Fail(Quoted(entry->name) + " overlaps another", where);
    if (entry->begin > position) Fail("hole before " + Quoted(entry->name), where);
    position = entry->end;
  }
  if (position != data_size) {
    Fail(std::to_string(data_size - position) + " bytes after the last tensor", where);
  }
}

OrderedJson EntryJson(const TensorView& view, uint64_t begin) {
  return {{"dtype", DTypeName(view.dtype)},
          {"shape", view.shape},
          {"data_offsets", {begin, begin + view.bytes.size()}}};
}

std::string HeaderFor(const std::vector<const NamedTensors::value_type*>& tensors,
                      const std::map<std::string, std::string>& metadata) {
  OrderedJson header = OrderedJson::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  uint64_t begin = 0;
  std::set<std::string_view> names;
  // Written by hand at this level: ordered JSON looks for a key in linear time.
  std::string text = DumpJson(header);
  text.pop_back();
  for (const auto* tensor : tensors) {
    const auto& [name, view] = *tensor;
    SUPREME_CHECK(IsTensorName(name) && names.insert(name).second);
    SUPREME_CHECK(static_cast<uint64_t>(ElementCount(view.shape)) * DTypeBytes(view.dtype) ==
                  view.bytes.size());
    if (text.size() > 1) text += ',';
    text += DumpJson(OrderedJson(name)) + ":" + DumpJson(EntryJson(view, begin));
    begin += view.bytes.size();
  }
  text += '}';
  text.resize((text.size() + 7) / 8 * 8, ' ');
  return text;
}

}  // namespace

SafetensorsLayout ParseSafetensors(std::span<const std::byte> bytes, std::string_view where) {
  const std::string_view text = HeaderText(bytes, where);
  SafetensorsHeader header = ParseSafetensorsHeader(text, where);
  const auto data = bytes.subspan(kLengthBytes + text.size());
  for (const auto& entry : header.entries) CheckSize(entry, data.size(), where);
  CheckCover(header.entries, data.size(), where);
  SafetensorsLayout layout;
  layout.metadata = std::move(header.metadata);
  for (auto& entry : header.entries) {
    const auto part = data.subspan(entry.begin, entry.end - entry.begin);
    layout.tensors[std::move(entry.name)] = {entry.dtype, std::move(entry.shape), part};
  }
  return layout;
}

SafetensorsFile::SafetensorsFile(const std::filesystem::path& path) : path_(path), file_(path) {
  SafetensorsLayout layout = ParseSafetensors(file_.bytes(), path.string());
  tensors_ = std::move(layout.tensors);
  metadata_ = std::move(layout.metadata);
}

std::vector<std::string> SafetensorsFile::names() const {
  std::vector<std::string> names;
  for (const auto& [name, view] : tensors_) names.push_back(name);
  return names;
}

bool SafetensorsFile::Has(std::string_view name) const { return tensors_.contains(name); }

const TensorView& SafetensorsFile::Get(std::string_view name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) {
    throw Error(ErrorCode::kNotFound, Quoted(name) + " is missing", path_.string());
  }
  return found->second;
}

const TensorView& SafetensorsFile::Get(std::string_view name, const Shape& shape) const {
  const TensorView& view = Get(name);
  if (view.shape != shape) {
    Fail(Quoted(name) + " has shape " + ShapeText(view.shape) + ", expected " + ShapeText(shape),
         path_.string());
  }
  return view;
}

void WriteSafetensors(const std::filesystem::path& path, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& metadata, Durability durability) {
  std::vector<const NamedTensors::value_type*> ordered;
  for (const auto& tensor : tensors) ordered.push_back(&tensor);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return DTypeBytes(a->second.dtype) > DTypeBytes(b->second.dtype);
  });
  const std::string header = HeaderFor(ordered, metadata);
  const uint64_t length = header.size();
  AtomicFile file(path, durability);
  file.Write(std::as_bytes(std::span(&length, 1)));
  file.Write(header);
  for (const auto* tensor : ordered) file.Write(tensor->second.bytes);
  file.Commit();
}

}  // namespace supreme
