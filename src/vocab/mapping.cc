#include "vocab/mapping.h"

#include <algorithm>

#include "core/error.h"

namespace supreme {

TermMapper::TermMapper(std::span<const Term> terms, const EmbedTexts& embed,
                       const Glossary& glossary, const ConflictTable& conflicts)
    : term_count_(terms.size()), glossary_(glossary), conflicts_(conflicts) {
  std::vector<std::string> texts;
  for (size_t term = 0; term < terms.size(); ++term) {
    for (const std::string& wording : terms[term].wordings) {
      texts.push_back(glossary.Expand(wording));
      wordings_.push_back({term, glossary.MatchKey(wording), conflicts.TraitsOf(texts.back())});
    }
  }
  vectors_ = EmbedUnit(embed, texts);
}

std::vector<double> TermMapper::Similarities(const std::string& text,
                                             std::span<const float> vector) const {
  const std::string key = glossary_.MatchKey(text);
  const Traits traits = conflicts_.TraitsOf(text);
  std::vector<double> best(term_count_, -1.0);
  for (size_t i = 0; i < wordings_.size(); ++i) {
    const Wording& wording = wordings_[i];
    double similarity = 1.0;
    if (wording.key != key) {
      if (conflicts_.BlocksTerm(traits, wording.traits)) continue;
      similarity = Dot(vector, vectors_.Row(i));
    }
    best[wording.term] = std::max(best[wording.term], similarity);
  }
  return best;
}

std::optional<TermMatch> TermMapper::Map(std::span<const std::string> members,
                                         const UnitVectors& vectors, std::span<const size_t> rows,
                                         double threshold) const {
  SUPREME_CHECK(!members.empty() && members.size() == rows.size());
  std::vector<double> sum(term_count_, 0.0);
  std::vector<bool> is_allowed(term_count_, true);
  for (size_t i = 0; i < members.size(); ++i) {
    const std::vector<double> similarities = Similarities(members[i], vectors.Row(rows[i]));
    for (size_t term = 0; term < term_count_; ++term) {
      sum[term] += similarities[term];
      if (similarities[term] < 0.0) is_allowed[term] = false;
    }
  }
  std::optional<TermMatch> best;
  for (size_t term = 0; term < term_count_; ++term) {
    const double mean = sum[term] / static_cast<double>(members.size());
    if (!is_allowed[term] || mean <= (best ? best->similarity : threshold)) continue;
    best = TermMatch{term, mean};
  }
  return best;
}

}  // namespace supreme
