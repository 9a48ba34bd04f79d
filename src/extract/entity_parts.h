// What an entity is about, whatever its wording: the finding and where it is seen.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "extract/lexicon.h"

namespace supreme {

struct EntityParts {
  std::set<std::string> findings;   // names of lexicon rows; words outside the lexicon as they are
  std::set<std::string> locations;  // rows of locations ("inferior") and leads ("v4")

  auto operator<=>(const EntityParts&) const = default;
};

// Ages, degrees and words of doubt are left out: "possible old inferior infarct" is
// {myocardial infarction} in {inferior}.
EntityParts PartsOf(std::string_view entity, const Lexicon& lexicon = Lexicon::BuiltIn());

}  // namespace supreme
