// Which rows of a pack train, validate and test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "data/pack.h"

namespace supreme {

struct Split {
  std::vector<size_t> train;
  std::vector<size_t> validation;
  std::vector<size_t> test;
  std::string description;  // e.g. "folds 1-8 / 9 / 10"
  // 64-bit FNV-1a over (record id, part) in pack order, hex: what results quote.
  std::string hash;
};

// "1-8", "9,10", "1-3,7". kUsage on anything else.
std::vector<int64_t> ParseFolds(std::string_view text);

// Parts by fold. kInvalidInput when a patient is in two parts, or a fold is in two parts.
Split SplitByFolds(const Pack& pack, std::string_view train, std::string_view validation,
                   std::string_view test);

// A CSV with columns record_id,split (train | validation | test). Ids that the pack lacks are an
// error; records that the file lacks are in no part.
Split SplitByCsv(const Pack& pack, const std::filesystem::path& path);

// The split with only `percent` (0 to 100) of its training records. The patients of the training
// part are put in an order that their ids and the seed alone decide, and taken until their records
// reach the share (a record without a patient counts as one): of the same seed, 10 % lies inside
// 20 %. At least one record stays where there was one.
Split ShareOfTraining(const Pack& pack, const Split& split, double percent, uint64_t seed);

}  // namespace supreme
