// What the split rules read: a dataset's own table, published lists, a pack. Columns are found by
// name, wherever they stand. Errors of all: kNotFound, kCorruptData with file and line.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "data/pack.h"
#include "data/split_list.h"

namespace supreme {

// Rows of PTB-XL's ptbxl_database.csv (ecg_id, strat_fold, scp_codes), of any version.
std::vector<SplitCandidate> ReadPtbxlCandidates(const std::filesystem::path& table);
std::vector<SplitCandidate> PackCandidates(const Pack& pack);

// Record ids of CPSC-2018 (column filename) in the order of ecg_id, from tables that together hold
// each record once. The order is that of a folder's listing on one machine and can be had from the
// published tables only. kCorruptData when an id or a record occurs twice.
std::vector<std::string> ReadCpscOrder(const std::vector<std::filesystem::path>& tables);

// Published lists as they are: the record is `record_id`, `filename`, the file name in `ecg_path`
// or `ecg_id`, whichever column is there first. kCorruptData when a record is listed twice.
struct PublishedLists {
  std::filesystem::path train, validation, test;
};
SplitList ReadPublishedLists(const PublishedLists& paths);

// Takes out the records that the pack does not hold; returns how many.
size_t KeepRecordsOf(const Pack& pack, SplitList& list);

}  // namespace supreme
