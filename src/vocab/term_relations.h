// How reference terms belong together (vocab/term_relations.csv): "sinus tachycardia" is a
// "tachycardia" and a "sinus rhythm", its opposite is "sinus bradycardia"; "inferior myocardial
// infarction" lies "inferior".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "vocab/terms.h"

namespace supreme {

struct RelatedTerms {
  std::vector<std::string> parents;    // terms that are true whenever this one is
  std::vector<std::string> opposites;  // never at the same place and time
  std::vector<std::string> locations;  // where in the heart, or in which leads
};

// Immutable, thread-safe.
class TermRelations {
 public:
  // CSV with the columns term, relation ("is-a", "opposite", "location"), value. An opposite stands
  // once and holds both ways. kCorruptData: an unknown term, relation or location; a row that
  // stands twice; a term that is its own parent over any number of steps.
  TermRelations(std::string_view csv, std::string_view where, const std::vector<Term>& terms);
  static const TermRelations& BuiltIn();

  // Empty lists for a text without relations.
  const RelatedTerms& Of(std::string_view term) const;
  // All terms that are true whenever `term` is, nearest first, without itself.
  std::vector<std::string> Ancestors(std::string_view term) const;

 private:
  void CheckNoCircles(std::string_view where) const;

  std::map<std::string, RelatedTerms, std::less<>> related_;
};

}  // namespace supreme
