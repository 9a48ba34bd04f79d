// All entities of a store: which there are, and which record has which.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/entity_store.h"

namespace supreme {

struct TableEntity {
  std::string text;
  bool is_uncertain = false;
  uint64_t record_count = 0;
};

struct EntityTable {
  std::vector<TableEntity> entities;                // by text, the certain one first; no doubles
  std::vector<std::vector<uint32_t>> row_entities;  // per row: indices of entities, ascending
  uint64_t mention_count = 0;                       // statements × records, doubles counted
};

// `record_ids` in the order of the pack's rows. kInvalidInput when the store has statements without
// a result, or a record that is not in the list.
EntityTable CollectEntities(EntityStore& store, std::span<const std::string> record_ids);

}  // namespace supreme
