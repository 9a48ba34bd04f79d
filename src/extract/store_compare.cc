#include "extract/store_compare.h"

#include <algorithm>
#include <map>
#include <optional>

namespace supreme {
namespace {

double Share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::map<std::string, Certainty> ByText(const Extraction& extraction) {
  std::map<std::string, Certainty> entities;
  for (const Entity& entity : extraction.entities) entities[entity.text] = entity.certainty;
  return entities;
}

// Counts one statement; true when both say the same.
bool CountEntities(const Extraction& a, const Extraction& b, StoreComparison& comparison) {
  const auto first = ByText(a);
  const auto second = ByText(b);
  const EntityMatch match = MatchEntities(a.entities, b.entities);
  comparison.match.entities += match.entities;
  comparison.match.with_certainty += match.with_certainty;
  comparison.first.entities += first.size();
  comparison.second.entities += second.size();
  for (const auto& [text, certainty] : first) {
    const auto found = second.find(text);
    if (found == second.end()) continue;
    ++comparison.shared;
    comparison.same_certainty += found->second == certainty;
  }
  return first == second;
}

}  // namespace

double StoreComparison::EntityF1() const {
  return Share(2 * shared, first.entities + second.entities);
}

double StoreComparison::CertaintyAgreement() const { return Share(same_certainty, shared); }

StoreComparison CompareStores(EntityStore& first, EntityStore& second, size_t max_differences) {
  StoreComparison comparison;
  std::map<std::string, std::optional<Extraction>> results;
  first.VisitResults(
      [&](const StoredStatement& statement, uint64_t, const StatementResult& result) {
        results[statement.hash] = result.extraction;
      });
  second.VisitResults(
      [&](const StoredStatement& statement, uint64_t n_records, const StatementResult& result) {
        const auto other = results.find(statement.hash);
        if (other == results.end()) return;
        ++comparison.statements;
        comparison.first.failed += !other->second;
        comparison.second.failed += !result.extraction;
        if (!other->second || !result.extraction) return;
        ++comparison.both_done;
        comparison.records_done += n_records;
        if (CountEntities(*other->second, *result.extraction, comparison)) {
          ++comparison.identical;
          comparison.records_identical += n_records;
          return;
        }
        comparison.differences.push_back(
            {statement.text, n_records, *other->second, *result.extraction});
      });
  auto& rest = comparison.differences;
  std::stable_sort(rest.begin(), rest.end(),
                   [](const auto& a, const auto& b) { return a.n_records > b.n_records; });
  if (rest.size() > max_differences) rest.resize(max_differences);
  return comparison;
}

}  // namespace supreme
