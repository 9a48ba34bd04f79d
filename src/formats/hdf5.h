// ECGs in HDF5 files: the layouts of SPH, of CODE-15 and of MATLAB 7.3.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "formats/hdf5_file.h"
#include "formats/read_options.h"
#include "signal/record.h"

namespace supreme::formats {

// A file of one or many records; a range over them is 0 … size() - 1. Layouts:
//   /ecg [12, samples]: SPH (doi:10.1038/s41597-022-01403-5), 500 Hz, mV, standard lead order;
//   /tracings [records, 4096, 12] with /exam_id [records]: CODE-15 (doi:10.5281/zenodo.4916206),
//     400 Hz, standard lead order, zeros around a shorter record are cut off; the publisher states
//     no unit, so mV is taken with a warning unless told;
//   /val [samples, leads]: MATLAB 7.3, rate and unit are told by the options.
// `bytes` must outlive the object. Not thread-safe (see Hdf5File).
// Errors: kInvalidInput (other layout: says what is there; over kMaxSamples), kCorruptData.
class Hdf5Records {
 public:
  Hdf5Records(std::span<const std::byte> bytes, std::string source_path, ReadOptions options = {});
  size_t size() const { return size_; }
  // What Read calls the record, without its samples. `index` below size().
  std::string Id(size_t index) const;
  // kNotFound when there is no such record.
  Record Read(size_t index) const;

 private:
  enum class Layout { kSph, kCode15, kMatlab };

  Record ReadSph() const;
  Record ReadCode15(size_t index) const;
  Record ReadMatlab() const;
  Record NewRecord() const;

  std::string source_path_;
  ReadOptions options_;
  Hdf5File file_;
  Layout layout_ = Layout::kSph;
  std::vector<uint64_t> shape_;
  size_t size_ = 1;
};

}  // namespace supreme::formats
