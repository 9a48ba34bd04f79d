// The records that are verified: files of a dataset's folder, or rows of a pack.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "signal/record.h"

namespace supreme {

// Immutable; thread-safe.
class VerifySource {
 public:
  virtual ~VerifySource() = default;
  virtual size_t size() const = 0;
  // A file's path from the folder without its ending, or the id of a pack's row.
  virtual const std::string& Id(size_t index) const = 0;
  // Errors: those of the reader.
  virtual Record Read(size_t index) const = 0;
  // Steps per mV in the file's header; nothing when the leads differ or no header says so.
  virtual std::optional<double> HeaderGain(size_t index) const = 0;
};

// All recordings below `folder`, of every format, sorted by path; of a file with several the first.
// Errors: kNotFound (no such folder, no recordings), kIo.
std::unique_ptr<VerifySource> OpenFolderSource(const std::filesystem::path& folder);

// Rows as they are stored: 10 s at 500 Hz less the zeros at the end, without missing leads.
// Errors: kNotFound, kCorruptData.
std::unique_ptr<VerifySource> OpenPackSource(const std::filesystem::path& folder);

}  // namespace supreme
