// From what people type to what the network is asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "predict/bundle.h"
#include "predict/predictor.h"
#include "vocab/embedding.h"

namespace supreme {

// A query of the bundle and its cosine similarity to a question.
struct NearQuery {
  std::string text;
  double similarity = 0.0;
};

// A text that is new to a bundle with a linear head, and so is answered by another query.
inline constexpr std::string_view kNearestKind = "nearest";

struct AskedQuestion {
  std::string asked;        // as typed
  std::string text;         // what the network is asked: of "nearest" the query that answers
  std::string kind;         // "known", "resolved", "new" (to the bundle) or "nearest"
  std::string query_id;     // of the bundle's query, when known or resolved
  double similarity = 0.0;  // cosine to the wording it was resolved by (1 = that wording), or to
                            // the query that answers
  std::string wording;      // that wording; empty unless resolved
  std::vector<NearQuery> nearest;  // of "new": nearest first; of "nearest": the one that answers
  bool denied = false;             // asked whether `text` is not so: the score says no to it
};

struct QuestionSet {
  std::vector<AskedQuestion> questions;
  QueryBatch batch;  // one text per question, in the same order
};

// All queries of the bundle, with the embeddings that it carries.
QuestionSet BundleQuestions(const Bundle& bundle);

// Texts go through the resolver (vocab/resolver.h); a denial (vocab/negation.h) of what it knows is
// asked through what it denies. Queries of the bundle keep its own embeddings, so `encode` (by the
// encoder that the bundle was trained with) is called only for new texts. A bundle with a linear
// head has no answer to these but its nearest query's, which stands in for them without its
// threshold. Errors: kUsage for a text without words, those of `encode`.
QuestionSet AskTexts(const Bundle& bundle, const std::vector<std::string>& texts,
                     const EmbedTexts& encode);

// What is asked, for people: "atrial fibrillation", of a denial "not: atrial fibrillation".
std::string QuestionText(const AskedQuestion& question);

// From which score on the answer is yes; nothing for new questions. Of a denial that of the query,
// turned round.
std::optional<double> QuestionThreshold(const Bundle& bundle, const AskedQuestion& question);

}  // namespace supreme
