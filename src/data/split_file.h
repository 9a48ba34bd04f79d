// Split files: a CSV record_id,split that SplitByCsv (data/split.h) reads, and the hash that
// results quote. Links OpenSSL: not for supreme-train.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "data/pack.h"
#include "data/split.h"
#include "data/split_list.h"

namespace supreme {

// Record id and part ("train", "validation" or "test").
using SplitRow = std::pair<std::string, std::string>;

// Rows in the order train, validation, test.
std::vector<SplitRow> SplitRows(const SplitList& list);
std::vector<SplitRow> SplitRows(const Split& split, const Pack& pack);

// SHA-256, lower-case hex, of the lines "record_id,part\n" in the order of their bytes: the same
// for the same records in the same parts, however the file is sorted, quoted or commented.
std::string SplitSha256(std::vector<SplitRow> rows);

// A comment line with task, description and hash, then record_id,split. Returns the hash. kIo,
// kNoSpace.
std::string WriteSplitFile(const std::filesystem::path& path, const std::string& task,
                           const SplitList& list);

}  // namespace supreme
