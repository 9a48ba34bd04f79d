#include "vocab/term_relations.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view TermRelationsCsv();  // vocab/term_relations.csv, embedded at build time

namespace {

constexpr std::array<std::string_view, 25> kLocations = {"inferior",
                                                         "anterior",
                                                         "lateral",
                                                         "septal",
                                                         "posterior",
                                                         "anteroseptal",
                                                         "anterolateral",
                                                         "inferolateral",
                                                         "inferoposterior",
                                                         "inferoposterolateral",
                                                         "posterolateral",
                                                         "high lateral",
                                                         "apical",
                                                         "left atrium",
                                                         "right atrium",
                                                         "atria",
                                                         "left ventricle",
                                                         "right ventricle",
                                                         "ventricles",
                                                         "left bundle branch",
                                                         "right bundle branch",
                                                         "left anterior fascicle",
                                                         "left posterior fascicle",
                                                         "left septal fascicle",
                                                         "precordial leads"};

}  // namespace

TermRelations::TermRelations(std::string_view csv, std::string_view where,
                             const std::vector<Term>& terms) {
  std::set<std::string> known;
  for (const Term& term : terms) known.insert(term.text);
  std::set<std::vector<std::string>> seen;
  CsvReader reader{std::string(csv), std::string(where)};
  while (reader.Next()) {
    const std::string& term = reader["term"];
    const std::string& relation = reader["relation"];
    const std::string& value = reader["value"];
    const auto refuse = [&](const std::string& what) {
      throw Error(ErrorCode::kCorruptData, what, reader.Where());
    };
    if (known.count(term) == 0) refuse("\"" + term + "\" is no term");
    if (!seen.insert({term, relation, value}).second) refuse("the relation stands twice");
    if (relation == "location") {
      if (std::ranges::find(kLocations, value) == kLocations.end()) {
        refuse("unknown location \"" + value + "\"");
      }
      related_[term].locations.push_back(value);
      continue;
    }
    if (known.count(value) == 0) refuse("\"" + value + "\" is no term");
    if (relation == "is-a") {
      related_[term].parents.push_back(value);
    } else if (relation == "opposite") {
      if (term == value || seen.count({value, relation, term}) != 0) {
        refuse("an opposite of itself, or one that stands twice");
      }
      related_[term].opposites.push_back(value);
      related_[value].opposites.push_back(term);
    } else {
      refuse("unknown relation \"" + relation + "\"");
    }
  }
  CheckNoCircles(where);
}

const TermRelations& TermRelations::BuiltIn() {
  static const TermRelations relations(TermRelationsCsv(), "vocab/term_relations.csv",
                                       ReferenceTerms());
  return relations;
}

const RelatedTerms& TermRelations::Of(std::string_view term) const {
  static const RelatedTerms none;
  const auto found = related_.find(term);
  return found == related_.end() ? none : found->second;
}

std::vector<std::string> TermRelations::Ancestors(std::string_view term) const {
  std::vector<std::string> ancestors = Of(term).parents;
  for (size_t next = 0; next < ancestors.size(); ++next) {
    const std::vector<std::string>& parents = Of(ancestors[next]).parents;
    for (const std::string& parent : parents) {
      if (std::ranges::find(ancestors, parent) == ancestors.end()) ancestors.push_back(parent);
    }
  }
  return ancestors;
}

void TermRelations::CheckNoCircles(std::string_view where) const {
  for (const auto& [term, related] : related_) {
    const std::vector<std::string> ancestors = Ancestors(term);
    if (std::ranges::find(ancestors, term) == ancestors.end()) continue;
    throw Error(ErrorCode::kCorruptData, "\"" + term + "\" is a parent of itself", where);
  }
}

}  // namespace supreme
