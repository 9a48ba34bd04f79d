// The grammar of cues: which findings of one statement are certain, doubted or denied.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "extract/extraction.h"
#include "extract/lexicon.h"

namespace supreme {

struct Found {
  Entity entity;
  uint32_t canonical = 0;
  WordKind kind = WordKind::kAbnormal;
  bool is_plain = false;  // no modifier, place or cue: wordings of one row mean the same
};

// Adds what the items of one statement say. A cue reaches over "or" and "/"; a verb cue over "and"
// too; over a comma only to a further cause ("consider ischemia, electrolyte imbalance"); never
// over two findings that merely follow each other, as in reports without punctuation.
void ReadStatement(std::string_view statement, std::span<const LexiconItem> items,
                   std::vector<Found>& found);

}  // namespace supreme
