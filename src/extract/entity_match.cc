#include "extract/entity_match.h"

#include <set>
#include <utility>

#include "extract/entity_parts.h"

namespace supreme {
namespace {

using Key = std::pair<EntityParts, Certainty>;

template <class T>
MatchCounts Compare(const std::set<T>& truth, const std::set<T>& said) {
  MatchCounts counts;
  for (const T& key : said) (truth.contains(key) ? counts.right : counts.wrong) += 1;
  counts.missed = truth.size() - counts.right;
  return counts;
}

std::set<Key> Keys(const std::vector<Entity>& entities) {
  std::set<Key> keys;
  for (const Entity& entity : entities) keys.insert({PartsOf(entity.text), entity.certainty});
  return keys;
}

std::set<EntityParts> WithoutCertainty(const std::set<Key>& keys) {
  std::set<EntityParts> parts;
  for (const auto& [part, certainty] : keys) parts.insert(part);
  return parts;
}

}  // namespace

EntityMatch MatchEntities(const std::vector<Entity>& truth, const std::vector<Entity>& said) {
  const std::set<Key> truth_keys = Keys(truth);
  const std::set<Key> said_keys = Keys(said);
  return {Compare(WithoutCertainty(truth_keys), WithoutCertainty(said_keys)),
          Compare(truth_keys, said_keys)};
}

std::string WithoutCounterpart(const std::vector<Entity>& entities,
                               const std::vector<Entity>& others) {
  const std::set<Key> keys = Keys(others);
  std::string text;
  for (const Entity& entity : entities) {
    if (keys.contains({PartsOf(entity.text), entity.certainty})) continue;
    const char* certainty = entity.certainty == Certainty::kNormal     ? "normal: "
                            : entity.certainty == Certainty::kAbnormal ? "abnormal: "
                                                                       : "uncertain: ";
    text += (text.empty() ? "" : "; ") + (certainty + entity.text);
  }
  return text;
}

}  // namespace supreme
