// HDF5 datasets from a file in memory. Hides libhdf5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace supreme::formats {

// A file opened read-only from its bytes, which must outlive it and are not copied. libhdf5 keeps
// global state: not thread-safe, one thread of a process may use this class. Errors: kCorruptData
// (not HDF5, damaged), kInvalidInput (a dataset that is no array of numbers).
class Hdf5File {
 public:
  Hdf5File(std::span<const std::byte> bytes, std::string where);
  ~Hdf5File();
  Hdf5File(const Hdf5File&) = delete;
  Hdf5File& operator=(const Hdf5File&) = delete;

  bool Has(const std::string& dataset) const;
  // Names of what lies at the top of the file, at most 20.
  std::vector<std::string> Names() const;
  // Sizes of a dataset's dimensions.
  std::vector<uint64_t> Shape(const std::string& dataset) const;
  // A part of a dataset as float32, row-major; `start` and `count` per dimension lie within it.
  // Any stored number is converted, half precision too.
  std::vector<float> ReadFloats(const std::string& dataset, const std::vector<uint64_t>& start,
                                const std::vector<uint64_t>& count) const;
  // One element of a 1-D dataset of integers.
  int64_t ReadInteger(const std::string& dataset, uint64_t index) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace supreme::formats
