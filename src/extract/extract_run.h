// Fills an entity store from the reports or codes of a pack; the work behind `supreme extract`.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extract/entity_store.h"
#include "extract/extraction.h"

namespace supreme {

// One entry per record with at least one statement, in order of the record id. `unit` "statement"
// splits a report and joins continuations to what they continue (extract/continuation.h); "report"
// keeps it whole (the paper's way), still normalised; "term" does not even split it.
std::vector<RecordStatements> StatementsOfReports(const std::map<std::string, std::string>& reports,
                                                  const std::string& unit);
// A code is a statement.
std::vector<RecordStatements> StatementsOfCodes(
    const std::map<std::string, std::vector<std::string>>& codes);

// Called between batches with what is done and what there is.
using StoreProgress = std::function<void(uint64_t done, uint64_t total)>;

// Adds records in batches; those that the store has already are left as they are. kCancelled.
void AddToStore(EntityStore& store, const std::vector<RecordStatements>& records);

// Adds the records, then extracts every statement that has no result. Stops between batches when
// the user interrupts (kCancelled); the next call goes on from there.
void FillStore(EntityStore& store, const std::vector<RecordStatements>& records,
               const Extractor& extractor, const StoreProgress& progress);

struct CertaintyCounts {
  uint64_t normal = 0;
  uint64_t abnormal = 0;
  uint64_t uncertain = 0;
};

struct StoreSummary {
  StoreCounts counts;
  CertaintyCounts entities;           // over all records
  CertaintyCounts distinct_entities;  // different texts
  uint64_t distinct_without_entity = 0;
  uint64_t statements_without_entity = 0;  // over all records
  // The most frequent statements without an entity, with their record counts: what the extractor
  // does not understand.
  std::vector<std::pair<std::string, uint64_t>> not_understood;
};

StoreSummary Summarize(EntityStore& store);

}  // namespace supreme
