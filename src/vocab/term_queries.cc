#include "vocab/term_queries.h"

#include <utility>

namespace supreme {

QuerySet QueriesOfTerms(std::span<const Term> terms, const EmbedTexts& embed) {
  QuerySet set;
  std::vector<std::string> texts;
  for (const Term& term : terms) {
    Query query;
    query.id = term.text;
    query.text = term.text;
    query.codes = term.codes;
    for (size_t i = 1; i < term.wordings.size(); ++i) {
      query.members.push_back({term.wordings[i], 0.0, 0});
    }
    set.queries.push_back(std::move(query));
    texts.push_back(term.text);
  }
  if (!embed) return set;
  set.embeddings = embed(texts);
  set.text_width = static_cast<int64_t>(set.embeddings.size() / texts.size());
  return set;
}

}  // namespace supreme
