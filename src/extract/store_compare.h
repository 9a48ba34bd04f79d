// Two stores of the same statements, extracted in different ways: where they agree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/entity_match.h"
#include "extract/entity_store.h"

namespace supreme {

struct StoreDifference {
  std::string text;  // statement
  uint64_t n_records = 0;
  Extraction first;
  Extraction second;
};

// Of one store, over the statements that both stores settled.
struct StoreSide {
  uint64_t failed = 0;
  uint64_t entities = 0;  // of statements with a result in both
};

struct StoreComparison {
  uint64_t statements = 0;  // settled in both, with a result or failed
  uint64_t both_done = 0;
  uint64_t identical = 0;          // same entities, same certainties
  uint64_t records_done = 0;       // n_records over both_done
  uint64_t records_identical = 0;  // n_records over identical
  StoreSide first;
  StoreSide second;
  uint64_t shared = 0;                       // entities with the same text in the same statement
  uint64_t same_certainty = 0;               // of the shared ones
  EntityMatch match;                         // by meaning, with the first store as truth
  std::vector<StoreDifference> differences;  // the most frequent ones

  // Of the first store's entities, with the second as truth, and the other way round: the harmonic
  // mean of both shares. 0 without entities.
  double EntityF1() const;
  double CertaintyAgreement() const;
};

StoreComparison CompareStores(EntityStore& first, EntityStore& second, size_t max_differences);

}  // namespace supreme
