// What a finished shard of an import that can go on holds: everything but its samples.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/pack_tables.h"
#include "data/pack_verify.h"

namespace supreme {

struct PartRow {
  PackRow row;
  std::vector<PackCode> codes;
  std::string report;
  std::vector<std::string> extra;  // fields of the dataset's own table
};

// A row of import_report.csv.
struct PartNote {
  std::string record_id;
  std::string path;
  std::string code;  // "warning", or what kept the record out
  std::string reason;
};

struct ShardPart {
  PackFile file;
  std::vector<PartRow> rows;  // in the shard's order
  std::vector<PartNote> notes;
  std::map<std::string, size_t> left_out;  // reason → records
  std::map<std::string, size_t> warnings;  // kind → records
};

// Written so that it is on disk only as a whole. Errors: kIo, kNoSpace.
void WritePart(const std::filesystem::path& path, const ShardPart& part);

// Nothing when there is no file, or it is damaged: the shard is then made again.
std::optional<ShardPart> ReadPart(const std::filesystem::path& path);

}  // namespace supreme
