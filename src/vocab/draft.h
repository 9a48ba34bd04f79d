// Queries while a vocabulary is built, and what people's corrections make of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "vocab/entity_table.h"
#include "vocab/review.h"

namespace supreme {

struct Draft {
  std::string text;
  std::map<std::string, std::string> codes;
  std::vector<uint32_t> entities;  // indices of the table's entities
  uint64_t record_count = 0;       // sum over entities until records are counted
};

// Renames, merges, splits and drops. A merged query takes the text and codes of the one it joins; a
// new text takes the codes of the reference term it names, if any. kInvalidInput when a correction
// names a query or member that is not there.
void ApplyCorrections(const Corrections& corrections, const EntityTable& table,
                      std::vector<Draft>& drafts);

}  // namespace supreme
