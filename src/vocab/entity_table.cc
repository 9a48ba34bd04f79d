#include "vocab/entity_table.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/error.h"

namespace supreme {

EntityTable CollectEntities(EntityStore& store, std::span<const std::string> record_ids) {
  const StoreCounts counts = store.Counts();
  // Statements that a language model failed on count as not understood.
  const uint64_t settled = counts.extracted + counts.failed;
  if (settled != counts.distinct_statements) {
    throw Error(ErrorCode::kInvalidInput,
                std::to_string(counts.distinct_statements - settled) +
                    " statements of the store have no result",
                "", "run supreme extract again: it goes on where it stopped");
  }
  EntityTable table;
  std::map<std::pair<std::string, bool>, std::vector<std::string>> hashes_of;
  store.VisitExtractions([&](const StoredStatement& statement, uint64_t record_count,
                             const Extraction& extraction) {
    table.mention_count += record_count * extraction.entities.size();
    for (const Entity& entity : extraction.entities) {
      hashes_of[{entity.text, entity.certainty == Certainty::kUncertain}].push_back(statement.hash);
    }
  });
  std::unordered_map<std::string, std::vector<uint32_t>> entities_of;  // by statement hash
  for (const auto& [key, hashes] : hashes_of) {
    for (const std::string& hash : hashes) {
      entities_of[hash].push_back(static_cast<uint32_t>(table.entities.size()));
    }
    table.entities.push_back({key.first, key.second, 0});
  }
  std::unordered_map<std::string, size_t> rows;
  for (size_t row = 0; row < record_ids.size(); ++row) rows.emplace(record_ids[row], row);
  table.row_entities.resize(record_ids.size());
  store.VisitRecords([&](const std::string& record_id, const std::string& hash) {
    const auto row = rows.find(record_id);
    if (row == rows.end()) {
      throw Error(ErrorCode::kInvalidInput, "record " + record_id + " is not in the pack", "",
                  "give the pack that the store was made from");
    }
    const auto found = entities_of.find(hash);
    if (found == entities_of.end()) return;
    auto& list = table.row_entities[row->second];
    list.insert(list.end(), found->second.begin(), found->second.end());
  });
  for (std::vector<uint32_t>& list : table.row_entities) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    for (const uint32_t entity : list) ++table.entities[entity].record_count;
  }
  return table;
}

}  // namespace supreme
