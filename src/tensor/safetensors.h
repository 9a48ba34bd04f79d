// The one weight and array format: https://huggingface.co/docs/safetensors (format section).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/atomic_file.h"
#include "core/mapped_file.h"
#include "tensor/tensor.h"

namespace supreme {

// Reads by memory map. Strict: header of at most 100 MB that starts with '{', at most 65,536
// tensors of at most 32 dimensions, no doubled name, no hole or overlap, the tensors cover the data
// exactly, shape × dtype = size, names without control characters or "..". Thread-safe to read.
// Errors: kCorruptData naming file and tensor; kNotFound; kIo.
class SafetensorsFile {
 public:
  explicit SafetensorsFile(const std::filesystem::path& path);

  std::vector<std::string> names() const;  // sorted
  bool Has(std::string_view name) const;
  // kNotFound with the file when there is no such tensor. Valid while this object lives.
  const TensorView& Get(std::string_view name) const;
  // As Get, and kCorruptData unless the shape is as expected.
  const TensorView& Get(std::string_view name, const Shape& shape) const;
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  MappedFile file_;
  std::map<std::string, TensorView, std::less<>> tensors_;
  std::map<std::string, std::string> metadata_;
};

// Parses header and layout of safetensors bytes; the part that is fuzzed.
struct SafetensorsLayout {
  std::map<std::string, TensorView, std::less<>> tensors;
  std::map<std::string, std::string> metadata;
};
SafetensorsLayout ParseSafetensors(std::span<const std::byte> bytes, std::string_view where);

using NamedTensors = std::vector<std::pair<std::string, TensorView>>;

// Writes atomically. Tensors are laid out by falling element size, then in the order given, so that
// each is aligned to its elements; the data starts at a multiple of 8 bytes.
// kInternal when a name is doubled or not allowed, or bytes do not fit the shape.
void WriteSafetensors(const std::filesystem::path& path, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& metadata = {},
                      Durability durability = Durability::kSynced);

}  // namespace supreme
