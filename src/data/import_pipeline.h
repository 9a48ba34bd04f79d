// What all importers share about one record: from a row of a table to a row of a pack.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "data/importer.h"
#include "data/pack_tables.h"
#include "data/record_file.h"

namespace supreme {

// Where a record's codes come from.
enum class CodeSource : uint8_t {
  kTable,            // the item
  kHeader,           // the record's own file ("#Dx")
  kTableOverHeader,  // the item; a warning tells when the file says otherwise
};

// A row of a dataset's table, before its record is read.
struct ImportItem {
  PackRow row;  // row.source: path of the record from the dataset's folder
  std::vector<PackCode> codes;
  std::string report;
  CodeSource code_source = CodeSource::kTable;
  RecordFileOptions file;
  std::optional<Error> problem;  // the row itself is unusable
};

// A row of a pack with its window.
struct PackRecord {
  PackRow row;
  EcgWindow window;
  std::vector<PackCode> codes;
  std::string report;
};

// An item after reading: a record for the pack, or the error that kept it out.
struct ReadItem {
  PackRecord record;
  std::vector<std::string> warnings;
  std::optional<Error> problem;
  bool has_valid_sample = true;  // false: the record can be read, and holds nothing
};

// Reads the record of an item below `dir`. Quality flags of its row: "flat:V4;missing:V6;gain;limb"
// (gain or limb leads are doubtful). Throws kInternal only.
ReadItem ReadImportItem(const ImportItem& item, const std::filesystem::path& dir,
                        const WindowOptions& window, RecordFileReader& reader);

// Adds 1 for each kind of warning that a record has, e.g. "flat lead".
void CountWarnings(const ReadItem& read, std::map<std::string, size_t>& counts);

// Refuses paths that leave the dataset's folder: kInvalidInput.
void CheckRelativePath(const std::string& path, const std::string& where);

}  // namespace supreme
