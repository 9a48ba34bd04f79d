// What a free text means to a model: a query it was trained on, a wording of one, or something new.
// The score of a new question may be an echo of its neighbours, so these are named.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vocab/embedding.h"
#include "vocab/meanings.h"
#include "vocab/query_set.h"

namespace supreme {

enum class ResolutionKind { kKnown, kResolved, kNew };
std::string_view ResolutionName(ResolutionKind kind);  // "known", "resolved", "new"

struct Resolution {
  ResolutionKind kind = ResolutionKind::kNew;
  std::optional<size_t> query_index;  // row of the query set, unless new
  std::string matched_text;           // the query's text; empty when new
  std::string text;  // what to embed: as typed, or cleaned with abbreviations in full
  // Cosine to the wording that made it resolved; 1 when the text is that wording.
  double similarity = 0.0;
  std::string wording;  // that wording; empty unless resolved
  // The three nearest queries, best first, with their cosine; only when new.
  std::vector<std::pair<std::string, double>> nearest;
  std::vector<float> embedding;  // of `text`, as `embed` gave it; only when new
  // Abbreviations of the text that mean several things, and which one was taken.
  std::vector<AmbiguousWord> ambiguous;
};

// A text this near to a wording of a query means the same, if no word tells them apart. Chosen on
// the simulator's wordings, each asked as if it were unknown, and on those of findings that are
// left out as a whole and must stay new (tests/predict/snap_test.cc).
constexpr double kSnapSimilarity = 0.80;
constexpr double kNeverSnap = 2.0;  // only wordings as they stand are resolved

// Thread-safe as far as the embedding function is. Remembers the embeddings of wordings.
class Resolver {
 public:
  // `queries` must outlive the resolver; its embeddings may be missing, then `nearest` is empty.
  explicit Resolver(const QuerySet& queries, double snap_similarity = kSnapSimilarity);
  ~Resolver();

  // Known: the text is a query's. Resolved: it is a wording of a query (an entity that was merged
  // into it, or a synonym of its reference term), with or without words around it ("signs of"), or
  // nearer than the snap similarity to one, and no word, number or lead keeps them apart
  // (vocab/conflicts.h). `embed` is called only for a text that is no wording itself.
  // kUsage when nothing is left of the text after cleaning.
  Resolution Resolve(std::string_view text, const EmbedTexts& embed) const;

 private:
  class Neighbours;
  Resolution ResolveReading(std::string_view text, const EmbedTexts& embed) const;
  std::optional<Resolution> ResolveByWords(const std::string& text) const;
  void TakeQuery(size_t query, Resolution& resolution) const;

  const QuerySet& queries_;
  std::map<std::string, size_t> texts_;     // match key → query
  std::map<std::string, size_t> wordings_;  // match key → query
  std::unique_ptr<Neighbours> neighbours_;
};

}  // namespace supreme
