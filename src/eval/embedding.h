// Features of records as files: an array of numbers, and a table that says whose they are.
//
//   NAME.npy   float32 [records, width]
//   NAME.csv   one row per row of the array: record_id, and whatever is known of the record
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace supreme {

struct Embedding {
  size_t width = 0;
  std::vector<float> values;  // [records, width], finite
  // Of the table, one value per record.
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // [records][columns]
  size_t size() const { return rows.size(); }
};

// The table of an array: the same name with .csv.
std::filesystem::path TableOf(const std::filesystem::path& array);

// Writes the table first, so that an array has one. kIo, kNoSpace.
void WriteEmbedding(const std::filesystem::path& array, const Embedding& embedding);
// Reads arrays of any number type. Errors: those of ReadNpyMatrix; kNotFound, kCorruptData for the
// table; kInvalidInput when it has another number of rows.
Embedding ReadEmbedding(const std::filesystem::path& array, const std::filesystem::path& table);

// Keeps `count` records drawn at random, in their order; all when there are no more.
Embedding DrawRecords(const Embedding& embedding, size_t count, uint64_t seed);

}  // namespace supreme
