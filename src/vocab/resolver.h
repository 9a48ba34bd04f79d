// What a free text means to a model: a query it was trained on, a wording of one, or something new.
// The score of a new question may be an echo of its neighbours, so these are named.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vocab/embedding.h"
#include "vocab/query_set.h"

namespace supreme {

enum class ResolutionKind { kKnown, kResolved, kNew };
std::string_view ResolutionName(ResolutionKind kind);  // "known", "resolved", "new"

struct Resolution {
  ResolutionKind kind = ResolutionKind::kNew;
  std::optional<size_t> query_index;  // row of the query set, unless new
  std::string matched_text;           // the query's text; empty when new
  std::string text;                   // cleaned, abbreviations in full: what to embed
  // The three nearest queries, best first, with their cosine; only when new.
  std::vector<std::pair<std::string, double>> nearest;
};

// Thread-safe as far as the embedding function is.
class Resolver {
 public:
  // `queries` must outlive the resolver; its embeddings may be missing, then `nearest` is empty.
  explicit Resolver(const QuerySet& queries);

  // Known: the text is a query's. Resolved: it is a wording of a query (an entity that was merged
  // into it, or a synonym of its reference term). `embed` is called only for a new text.
  // kUsage when nothing is left of the text after cleaning.
  Resolution Resolve(std::string_view text, const EmbedTexts& embed) const;

 private:
  const QuerySet& queries_;
  std::map<std::string, size_t> texts_;     // match key → query
  std::map<std::string, size_t> wordings_;  // match key → query
};

}  // namespace supreme
