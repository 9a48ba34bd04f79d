// What differs between the layouts of a dataset. Private to this folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "synth/dataset/cohort.h"
#include "synth/dataset/dataset.h"
#include "synth/simulator.h"

namespace supreme {

enum class RowOrder : uint8_t { kRecords, kShuffled };

struct LayoutTable {
  std::string name;  // file name
  std::vector<std::string> columns;
  RowOrder order = RowOrder::kRecords;
};

// One row per table of the layout, in its order, and then again if need be; an empty one is left
// out.
using LayoutRows = std::vector<std::vector<std::string>>;

// Immutable and thread-safe after construction.
class LayoutWriter {
 public:
  virtual ~LayoutWriter() = default;
  // With a row per record; the last one is the main table.
  virtual std::vector<LayoutTable> Tables() const = 0;
  // Where record `number` (from 1) goes, relative to the dataset.
  virtual std::string RecordFolder(uint64_t number, const Visit& visit) const = 0;
  // Writes the record's files into that folder below `root`.
  virtual LayoutRows WriteRecord(const std::filesystem::path& root, uint64_t number,
                                 const Visit& visit, SimulatedRecord& simulated) const = 0;
  // Files that are the same for all datasets.
  virtual void WriteFixedFiles(const std::filesystem::path& root) const = 0;
};

std::unique_ptr<LayoutWriter> MakePtbxlLayout(const DatasetOptions& options);
std::unique_ptr<LayoutWriter> MakeMimicLayout(const DatasetOptions& options);
std::unique_ptr<LayoutWriter> MakeCpscLayout(const DatasetOptions& options);
std::unique_ptr<LayoutWriter> MakeCsnLayout(const DatasetOptions& options);

// "00042": at least `width` digits, and as many as `largest` needs.
std::string PaddedNumber(uint64_t number, size_t width, uint64_t largest);

}  // namespace supreme
