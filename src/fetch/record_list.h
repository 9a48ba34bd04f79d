// RECORDS, which PhysioNet's databases hold beside their sums: one record a line, as a path without
// an ending, or a folder ("training/g1/") with a RECORDS of its own. It gives no sums and names no
// tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetch/file_list.h"

namespace supreme {

constexpr std::string_view kRecordsName = "RECORDS";

struct RecordList {
  std::vector<std::string> records;  // paths from the database's top
  std::vector<std::string> folders;  // the same, each ending in '/'
};

// `folder` holds this list: empty at the top, else ending in '/'. Blank lines count for nothing.
// kCorruptData with `where` and the line for a path that CheckListedPath refuses.
RecordList ParseRecordList(std::string_view text, const std::string& folder,
                           const std::string& where);

// Ending of the first signal file that a WFDB header names, e.g. ".dat". kCorruptData with `where`
// when it names none.
std::string SignalEnding(std::string_view header, const std::string& where);

// Header and signal file of each record, and the tables; without sums or sizes.
std::vector<RemoteFile> FilesOfRecords(const std::vector<std::string>& records,
                                       const std::string& signal_ending,
                                       const std::vector<std::string>& tables);

}  // namespace supreme
