#include "predict/questions.h"

#include "core/error.h"
#include "vocab/negation.h"
#include "vocab/resolver.h"

namespace supreme {
namespace {

// A denial is asked through what it denies, unless its own words are known or the rest is not.
Resolution ResolveDenial(const Resolver& resolver, const std::string& asked,
                         const EmbedTexts& encode, bool& denied) {
  Resolution resolution = resolver.Resolve(asked, encode);
  if (resolution.kind != ResolutionKind::kNew && resolution.similarity >= 1.0) return resolution;
  const auto part = DeniedPart(asked);
  if (!part) return resolution;
  Resolution of_part = resolver.Resolve(*part, encode);
  denied = of_part.kind != ResolutionKind::kNew;
  return denied ? of_part : resolution;
}

// Resolves one text and appends its embedding: the bundle's own, or the encoder's for a new text.
AskedQuestion Ask(const QuerySet& known, const Resolver& resolver, const std::string& asked,
                  const EmbedTexts& encode, std::vector<float>& embeddings) {
  AskedQuestion question;
  const Resolution resolution = ResolveDenial(resolver, asked, encode, question.denied);
  question.asked = asked;
  question.kind = ResolutionName(resolution.kind);
  if (question.denied && question.kind == "known") question.kind = "resolved";
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
    set.batch.denied.push_back(set.questions.back().denied ? 1 : 0);
  }
  return set;
}

std::string QuestionText(const AskedQuestion& question) {
  return question.denied ? "not: " + question.text : question.text;
}

std::optional<double> QuestionThreshold(const Bundle& bundle, const AskedQuestion& question) {
  const auto found = bundle.thresholds.find(question.query_id);
  if (found == bundle.thresholds.end()) return std::nullopt;
  return question.denied ? 1.0 - found->second.value : found->second.value;
}

}  // namespace supreme
