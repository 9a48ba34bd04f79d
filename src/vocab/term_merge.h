// Terms of several lists as one list.
#pragma once

#include <span>
#include <vector>

#include "vocab/terms.h"

namespace supreme {

// `base` with what the dictionaries add. A concept joins the term that has its code, or else the
// first of its wordings in any writing (Glossary::MatchKey), and gives it its code, if it has none
// of that system, and its other wordings; else it becomes a term of its own. No wording stands
// twice in the result.
std::vector<Term> MergeTerms(std::span<const Term> base,
                             std::span<const std::vector<Term>> dictionaries);

}  // namespace supreme
