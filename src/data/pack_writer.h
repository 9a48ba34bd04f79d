// Writes a pack (layout in data/pack.h) row by row, in bounded memory.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/json.h"
#include "data/pack.h"
#include "data/pack_tables.h"

namespace supreme {

struct PackRecord {
  PackRow row;
  EcgWindow window;
  std::vector<PackCode> codes;
  std::string report;
};

// One writer per folder (a second process is refused: kUnavailable). Files of an earlier import are
// removed first; pack.json comes last, so that a folder is a pack only when it is complete.
// Samples become int16 with one scale per lead; when every sample of a record is a whole number of
// microvolts within ±32.767 mV the scale is 0.001 and nothing is lost. Not thread-safe.
// Errors: kUsage when `folder` already is a pack and `replace` is off; kInvalidInput for a doubled
// record id; kIo, kNoSpace.
class PackWriter {
 public:
  PackWriter(const std::filesystem::path& folder, bool replace);
  ~PackWriter();

  void Add(const PackRecord& record);
  size_t size() const;
  // Writes what is left and pack.json with `facts` (importer, options, counts); returns the pack's
  // id. Files named in `extra_files` (already in the folder) are hashed with the others.
  std::string Finish(const OrderedJson& facts, const std::vector<std::string>& extra_files = {});

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Quality flags of a window: "flat:V4;missing:V6;gain;limb" (gain or limb leads are doubtful).
std::string QualityFlags(const EcgWindow& window);

}  // namespace supreme
