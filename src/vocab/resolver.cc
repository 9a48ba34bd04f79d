#include "vocab/resolver.h"

#include <algorithm>
#include <mutex>
#include <span>

#include "core/error.h"
#include "core/numbers.h"
#include "vocab/glossary.h"
#include "vocab/lead_ins.h"
#include "vocab/same_words.h"
#include "vocab/terms.h"

namespace supreme {
namespace {

constexpr size_t kNearestShown = 3;
constexpr size_t kQueriesTried = 24;  // whose wordings are compared with a new text

bool HoldsWords(const std::string& text, const std::string& words) {
  return (" " + text + " ").find(" " + words + " ") != std::string::npos;
}

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

// Queries and their wordings by nearness.
class Resolver::Neighbours {
 public:
  struct Near {
    size_t query = 0;
    double similarity = 0.0;
    std::string wording;
  };

  Neighbours(const QuerySet& queries, double snap_similarity)
      : queries_(queries), snap_similarity_(snap_similarity), wordings_(queries.queries.size()) {
    std::vector<std::string> texts(queries.queries.size());
    if (queries.embeddings.empty()) return;
    known_ = EmbedUnit([&](std::span<const std::string>) { return queries_.embeddings; }, texts);
  }

  bool empty() const { return known_.count() == 0; }

  // All queries, nearest first.
  std::vector<Near> Rank(std::span<const float> vector) const {
    if (known_.width != vector.size()) {
      throw Error(ErrorCode::kInvalidInput, "the text encoder has another width than the queries",
                  "", "use the text encoder that the queries were made with");
    }
    std::vector<Near> ranked;
    for (size_t i = 0; i < queries_.queries.size(); ++i) {
      ranked.push_back({i, Dot(vector, known_.Row(i)), queries_.queries[i].text});
    }
    std::ranges::stable_sort(ranked, std::ranges::greater(), &Near::similarity);
    return ranked;
  }

  // The nearest wording of the nearest queries that nothing keeps apart from the text.
  std::optional<Near> Snap(const std::string& text, std::span<const float> vector,
                           const std::vector<Near>& ranked, const EmbedTexts& embed) const {
    const ContentWords words(text);
    std::optional<Near> best;
    for (size_t i = 0; i < std::min(kQueriesTried, ranked.size()); ++i) {
      const Wordings& wordings = WordingsOf(ranked[i].query, embed);
      for (size_t w = 0; w < wordings.texts.size(); ++w) {
        if (!words.SaysTheSameAs(wordings.words[w])) continue;
        const double similarity = Dot(vector, wordings.vectors.Row(w));
        if (similarity < (best ? best->similarity : snap_similarity_)) continue;
        best = Near{ranked[i].query, similarity, wordings.texts[w]};
      }
    }
    return best;
  }

 private:
  struct Wordings {
    std::vector<std::string> texts;
    std::vector<ContentWords> words;
    UnitVectors vectors;
  };

  // The query's text and its members, abbreviations in full; those that only say more than a
  // shorter one are left out.
  std::vector<std::string> ShortestWordings(const Query& query) const {
    std::vector<std::string> all = {Glossary::BuiltIn().Expand(query.text)};
    for (const QueryMember& member : query.members) {
      all.push_back(Glossary::BuiltIn().Expand(member.text));
    }
    std::ranges::stable_sort(all, {}, &std::string::size);
    std::vector<std::string> kept;
    for (const std::string& text : all) {
      const bool says_more = std::ranges::any_of(
          kept, [&](const std::string& shorter) { return HoldsWords(text, shorter); });
      if (!text.empty() && !says_more) kept.push_back(text);
    }
    return kept;
  }

  const Wordings& WordingsOf(size_t query, const EmbedTexts& embed) const {
    const std::lock_guard lock(mutex_);
    std::unique_ptr<Wordings>& entry = wordings_[query];
    if (!entry) {
      entry = std::make_unique<Wordings>();
      entry->texts = ShortestWordings(queries_.queries[query]);
      for (const std::string& text : entry->texts) entry->words.emplace_back(text);
      entry->vectors = EmbedUnit(embed, entry->texts);
    }
    return *entry;
  }

  const QuerySet& queries_;
  const double snap_similarity_;
  UnitVectors known_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Wordings>> wordings_;  // by query; made when needed
};

Resolver::Resolver(const QuerySet& queries, double snap_similarity)
    : queries_(queries), neighbours_(std::make_unique<Neighbours>(queries, snap_similarity)) {
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

Resolver::~Resolver() = default;

void Resolver::TakeQuery(size_t query, Resolution& resolution) const {
  resolution.query_index = query;
  resolution.matched_text = queries_.queries[query].text;
}

std::optional<Resolution> Resolver::ResolveByWords(const std::string& text) const {
  const std::string key = Glossary::BuiltIn().MatchKey(text);
  Resolution resolution;
  resolution.similarity = 1.0;
  if (const auto found = texts_.find(key); found != texts_.end()) {
    resolution.kind = ResolutionKind::kKnown;
    TakeQuery(found->second, resolution);
    return resolution;
  }
  const auto found = wordings_.find(key);
  if (found == wordings_.end()) return std::nullopt;
  resolution.kind = ResolutionKind::kResolved;
  resolution.wording = text;
  TakeQuery(found->second, resolution);
  return resolution;
}

Resolution Resolver::Resolve(std::string_view text, const EmbedTexts& embed) const {
  // Words around a finding must not hide that an abbreviation stands alone.
  Reading reading = Meanings::BuiltIn().Read(WithoutLeadIns(text));
  Resolution resolution =
      ResolveReading(reading.is_changed ? std::string_view(reading.text) : text, embed);
  resolution.ambiguous = std::move(reading.ambiguous);
  return resolution;
}

Resolution Resolver::ResolveReading(std::string_view text, const EmbedTexts& embed) const {
  const std::string expanded = Glossary::BuiltIn().Expand(text);
  if (expanded.empty()) {
    throw Error(ErrorCode::kUsage, "the question \"" + std::string(text) + "\" has no words", "",
                "ask for a finding, e.g. \"left bundle branch block\"");
  }
  const std::string core = Glossary::BuiltIn().Expand(WithoutLeadIns(text));
  for (const std::string& words : {std::string(text), core}) {
    auto found = ResolveByWords(words);
    if (!found) continue;
    found->text = expanded;
    return *found;
  }
  Resolution resolution;
  resolution.text = expanded;
  if (neighbours_->empty()) return resolution;
  const UnitVectors vector = EmbedUnit(embed, std::span(&core, 1));
  const auto ranked = neighbours_->Rank(vector.Row(0));
  if (const auto near = neighbours_->Snap(core, vector.Row(0), ranked, embed)) {
    resolution.kind = ResolutionKind::kResolved;
    resolution.similarity = near->similarity;
    resolution.wording = near->wording;
    TakeQuery(near->query, resolution);
    return resolution;
  }
  // Cleaning costs decimals and commas, so it is worth it for abbreviations only.
  if (!Glossary::BuiltIn().HoldsAbbreviation(text)) resolution.text = std::string(Trim(text));
  resolution.embedding = embed(std::span(&resolution.text, 1));
  for (size_t i = 0; i < std::min(ranked.size(), kNearestShown); ++i) {
    resolution.nearest.emplace_back(ranked[i].wording, ranked[i].similarity);
  }
  return resolution;
}

}  // namespace supreme
