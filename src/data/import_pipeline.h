// What all importers share: read records on several threads, write them in order, report failures.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/json.h"
#include "data/importer.h"
#include "data/pack_writer.h"
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

// An item after reading: a record for the pack, or the error that kept it out.
struct ReadItem {
  PackRecord record;
  std::vector<std::string> warnings;
  std::optional<Error> problem;
  bool has_valid_sample = true;  // false: the record can be read, and holds nothing
};

// Reads the record of an item below `dir`. Thread-safe; throws kInternal only.
ReadItem ReadImportItem(const ImportItem& item, const std::filesystem::path& dir,
                        const WindowOptions& window);

// Adds 1 for each kind of warning that a record has, e.g. "flat lead".
void CountWarnings(const ReadItem& read, std::map<std::string, size_t>& counts);

// Refuses paths that leave the dataset's folder: kInvalidInput.
void CheckRelativePath(const std::string& path, const std::string& where);

// `facts` (importer, options) becomes part of pack.json. Errors as in importer.h.
ImportSummary ImportItems(const std::vector<ImportItem>& items, const std::filesystem::path& dir,
                          const std::filesystem::path& out, const ImportOptions& options,
                          OrderedJson facts);

}  // namespace supreme
