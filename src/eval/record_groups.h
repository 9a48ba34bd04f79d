// Which colour of a map each record gets, by a column of its table. A cell may hold several values,
// joined with ';', as the classes of a record do.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "eval/embedding.h"

namespace supreme {

struct RecordGroups {
  std::vector<std::string> names;              // the value that most records have comes first
  std::string others;                          // name of the records without a group
  std::vector<std::optional<size_t>> of_rows;  // [records] place in `names`
  std::string what;                            // "classes, the rarest of each record"
};

// Place of a column in the table; kNotFound with the names of those that there are.
size_t ColumnIndex(const Embedding& embedding, const std::string& column);

// One group per value, at most `limit` of the most frequent. A record with several of them is in
// the group of the rarest: it says most about the record, and no group is hidden by a common one.
RecordGroups GroupByRarestValue(const Embedding& embedding, const std::string& column,
                                size_t limit);

// The records with one value, alone or among others, against all that lack it. kNotFound with the
// known values when no record has it.
RecordGroups GroupByOneValue(const Embedding& embedding, const std::string& column,
                             const std::string& value);

}  // namespace supreme
