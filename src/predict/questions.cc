#include "predict/questions.h"

#include "core/error.h"
#include "vocab/resolver.h"

namespace supreme {
namespace {

// Resolves one text and appends its embedding: the bundle's own, or the encoder's for a new text.
AskedQuestion Ask(const QuerySet& known, const Resolver& resolver, const std::string& asked,
                  const EmbedTexts& encode, std::vector<float>& embeddings) {
  const Resolution resolution = resolver.Resolve(asked, encode);
  AskedQuestion question;
  question.asked = asked;
  question.kind = ResolutionName(resolution.kind);
  question.similarity = resolution.similarity;
  question.wording = resolution.wording;
  if (resolution.query_index) {
    question.text = resolution.matched_text;
    question.query_id = known.queries[*resolution.query_index].id;
    const auto width = static_cast<std::ptrdiff_t>(known.text_width);
    const auto row =
        known.embeddings.begin() + static_cast<std::ptrdiff_t>(*resolution.query_index) * width;
    embeddings.insert(embeddings.end(), row, row + width);
    return question;
  }
  question.text = resolution.text;
  for (const auto& [text, similarity] : resolution.nearest) {
    question.nearest.push_back({text, similarity});
  }
  embeddings.insert(embeddings.end(), resolution.embedding.begin(), resolution.embedding.end());
  return question;
}

}  // namespace

QuestionSet BundleQuestions(const Bundle& bundle) {
  QuestionSet set;
  for (const Query& query : bundle.queries.queries) {
    set.questions.push_back({query.text, query.text, "known", query.id, 1.0, {}, {}});
    set.batch.texts.push_back(query.text);
  }
  set.batch.embeddings = bundle.queries.embeddings;
  return set;
}

QuestionSet AskTexts(const Bundle& bundle, const std::vector<std::string>& texts,
                     const EmbedTexts& encode) {
  const Resolver resolver(bundle.queries);
  QuestionSet set;
  for (const std::string& text : texts) {
    set.questions.push_back(Ask(bundle.queries, resolver, text, encode, set.batch.embeddings));
    set.batch.texts.push_back(set.questions.back().text);
  }
  return set;
}

}  // namespace supreme
