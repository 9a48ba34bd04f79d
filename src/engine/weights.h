// Weights of a network in a safetensors file, looked up by name and checked as a whole, so that a
// wrong file gives the full list of what is wrong and not the first line of it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tensor/safetensors.h"

namespace supreme {

// Suffix of the float32 tensor [rows] that turns an int8 tensor's rows into numbers.
inline constexpr std::string_view kScalesSuffix = ".scales";

// Immutable after construction; reading is thread-safe. The file must outlive it.
class StoredWeights {
 public:
  // `spelling` turns a name of `expected` into the file's name for it.
  using Spelling = std::function<std::string(const std::string&)>;

  StoredWeights(
      const SafetensorsFile& file, std::map<std::string, Shape> expected,
      Spelling spelling = [](const std::string& name) { return name; });

  // One line per weight that is missing, of another shape or type; empty = all fit. Types: floats,
  // and int8 with a float "<name>.scales" per row (first dimension) beside it.
  std::vector<std::string> Problems() const;
  // kCorruptData listing all problems.
  void Check() const;

  // True when the network has such a weight at all.
  bool Has(const std::string& name) const { return expected_.contains(name); }
  const Shape& ShapeOf(const std::string& name) const;
  // Row-major float32 copy of a weight that passed Check; int8 rows times their scale.
  std::vector<float> Read(const std::string& name) const;
  // The stored tensor, for weights too large to copy.
  const TensorView& View(const std::string& name) const;

 private:
  // What is wrong with one stored tensor; empty = nothing.
  std::string Problem(const std::string& stored, const Shape& shape) const;

  const SafetensorsFile& file_;
  std::map<std::string, Shape> expected_;
  Spelling spelling_;
};

// "a; b; c", cut after the first lines with the number of those left out.
std::string JoinProblems(const std::vector<std::string>& problems);

}  // namespace supreme
