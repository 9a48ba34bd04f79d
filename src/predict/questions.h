// From what people type to what the network is asked.
#pragma once

#include <optional>
#include <string>
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

struct AskedQuestion {
  std::string asked;               // as typed
  std::string text;                // what the network is asked
  std::string kind;                // "known", "resolved" or "new" (to the bundle)
  std::string query_id;            // of the bundle's query; empty when new
  double similarity = 0.0;         // cosine to the wording it was resolved by; 1 = that wording
  std::string wording;             // that wording; empty unless resolved
  std::vector<NearQuery> nearest;  // nearest first; empty for known ones
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
// encoder that the bundle was trained with) is called only for new texts. Errors: kUsage for a text
// without words, those of `encode`.
QuestionSet AskTexts(const Bundle& bundle, const std::vector<std::string>& texts,
                     const EmbedTexts& encode);

// What is asked, for people: "atrial fibrillation", of a denial "not: atrial fibrillation".
std::string QuestionText(const AskedQuestion& question);

// From which score on the answer is yes; nothing for new questions. Of a denial that of the query,
// turned round.
std::optional<double> QuestionThreshold(const Bundle& bundle, const AskedQuestion& question);

}  // namespace supreme
