// One finding inside a statement: modifiers and locations, the finding, where it is seen.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"

namespace supreme {

struct EntityGroup {
  std::vector<std::string> texts;  // one per location; the report's wording
  WordKind kind = WordKind::kAbnormal;
  uint32_t canonical = 0;
  size_t begin = 0;       // first byte in the statement
  size_t end_item = 0;    // first item after the group
  bool is_plain = false;  // the finding alone, without modifier or place
  bool is_cued = false;   // an uncertain adjective stands inside ("marked nonspecific st changes")
};

bool IsFinding(WordKind kind);

// The group that starts at items[first], if its modifiers lead to a finding.
std::optional<EntityGroup> ParseGroup(std::string_view statement,
                                      std::span<const LexiconItem> items, size_t first);

}  // namespace supreme
