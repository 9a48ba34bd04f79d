#include "vocab/resolver.h"

#include <algorithm>
#include <span>

#include "core/error.h"
#include "vocab/glossary.h"
#include "vocab/terms.h"

namespace supreme {
namespace {

constexpr size_t kNearestShown = 3;

}  // namespace

std::string_view ResolutionName(ResolutionKind kind) {
  switch (kind) {
    case ResolutionKind::kKnown:
      return "known";
    case ResolutionKind::kResolved:
      return "resolved";
    case ResolutionKind::kNew:
      return "new";
  }
  throw Error(ErrorCode::kInternal, "unknown kind of resolution");
}

Resolver::Resolver(const QuerySet& queries) : queries_(queries) {
  const Glossary& glossary = Glossary::BuiltIn();
  for (size_t i = 0; i < queries.queries.size(); ++i) {
    texts_.emplace(glossary.MatchKey(queries.queries[i].text), i);
  }
  // What the vocabulary merged on its data comes before what the reference terms say in general.
  for (size_t i = 0; i < queries.queries.size(); ++i) {
    for (const QueryMember& member : queries.queries[i].members) {
      wordings_.emplace(glossary.MatchKey(member.text), i);
    }
  }
  for (const Term& term : ReferenceTerms()) {
    const auto query = texts_.find(glossary.MatchKey(term.text));
    if (query == texts_.end()) continue;
    for (const std::string& wording : term.wordings) {
      wordings_.emplace(glossary.MatchKey(wording), query->second);
    }
  }
}

Resolution Resolver::Resolve(std::string_view text, const EmbedTexts& embed) const {
  const Glossary& glossary = Glossary::BuiltIn();
  Resolution resolution;
  resolution.text = glossary.Expand(text);
  if (resolution.text.empty()) {
    throw Error(ErrorCode::kUsage, "the question \"" + std::string(text) + "\" has no words", "",
                "ask for a finding, e.g. \"left bundle branch block\"");
  }
  const std::string key = glossary.MatchKey(text);
  auto found = texts_.find(key);
  resolution.kind = ResolutionKind::kKnown;
  if (found == texts_.end()) {
    found = wordings_.find(key);
    resolution.kind = ResolutionKind::kResolved;
  }
  if (found != (resolution.kind == ResolutionKind::kKnown ? texts_.end() : wordings_.end())) {
    resolution.query_index = found->second;
    resolution.matched_text = queries_.queries[found->second].text;
    return resolution;
  }
  resolution.kind = ResolutionKind::kNew;
  if (queries_.embeddings.empty()) return resolution;
  const UnitVectors vector = EmbedUnit(embed, std::span(&resolution.text, 1));
  const EmbedTexts stored = [&](std::span<const std::string>) { return queries_.embeddings; };
  std::vector<std::string> texts;
  for (const Query& query : queries_.queries) texts.push_back(query.text);
  const UnitVectors known = EmbedUnit(stored, texts);
  if (known.width != vector.width) {
    throw Error(ErrorCode::kInvalidInput, "the text encoder has another width than the queries", "",
                "use the text encoder that the queries were made with");
  }
  for (size_t i = 0; i < texts.size(); ++i) {
    resolution.nearest.emplace_back(texts[i], Dot(vector.Row(0), known.Row(i)));
  }
  std::stable_sort(resolution.nearest.begin(), resolution.nearest.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  resolution.nearest.resize(std::min(resolution.nearest.size(), kNearestShown));
  return resolution;
}

}  // namespace supreme
