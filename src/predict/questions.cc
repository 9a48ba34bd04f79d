#include "predict/questions.h"

#include "predict/nearest_query.h"
#include "vocab/negation.h"
#include "vocab/resolver.h"

namespace supreme {
namespace {

// Turns texts into questions to one bundle.
class Asker {
 public:
  Asker(const Bundle& bundle, const EmbedTexts& encode)
      : known_(bundle.queries),
        knows_no_others_(bundle.model.fusion == "linear"),
        resolver_(bundle.queries),
        encode_(encode) {}

  // Resolves one text and appends its embedding: that of the bundle's query that answers, or the
  // encoder's for a text that the network itself can answer.
  AskedQuestion Ask(const std::string& asked, std::vector<float>& embeddings) const {
    AskedQuestion question;
    const Resolution resolution = ResolveDenial(asked, question.denied);
    question.asked = asked;
    question.kind = ResolutionName(resolution.kind);
    if (question.denied && question.kind == "known") question.kind = "resolved";
    question.similarity = resolution.similarity;
    question.wording = resolution.wording;
    for (const auto& [text, similarity] : resolution.nearest) {
      question.nearest.push_back({text, similarity});
    }
    if (resolution.query_index) {
      question.query_id = known_.queries[*resolution.query_index].id;
      TakeQuery(*resolution.query_index, question, embeddings);
    } else if (knows_no_others_) {
      const NearestQuery nearest = FindNearestQueries(known_, resolution.embedding).front();
      question.kind = kNearestKind;
      question.similarity = nearest.similarity;
      TakeQuery(nearest.index, question, embeddings);
      question.nearest = {{question.text, nearest.similarity}};
    } else {
      question.text = resolution.text;
      embeddings.insert(embeddings.end(), resolution.embedding.begin(), resolution.embedding.end());
    }
    return question;
  }

 private:
  // A denial is asked through what it denies, unless its own words are known or the rest is not.
  // Of a model that knows no other queries, the nearest one is that of what is denied.
  Resolution ResolveDenial(const std::string& asked, bool& denied) const {
    Resolution resolution = resolver_.Resolve(asked, encode_);
    if (resolution.kind != ResolutionKind::kNew && resolution.similarity >= 1.0) return resolution;
    const auto part = DeniedPart(asked);
    if (!part) return resolution;
    Resolution of_part = resolver_.Resolve(*part, encode_);
    denied = of_part.kind != ResolutionKind::kNew || knows_no_others_;
    return denied ? of_part : resolution;
  }

  void TakeQuery(size_t index, AskedQuestion& question, std::vector<float>& embeddings) const {
    question.text = known_.queries[index].text;
    const auto width = static_cast<std::ptrdiff_t>(known_.text_width);
    const auto row = known_.embeddings.begin() + static_cast<std::ptrdiff_t>(index) * width;
    embeddings.insert(embeddings.end(), row, row + width);
  }

  const QuerySet& known_;
  const bool knows_no_others_;
  const Resolver resolver_;
  const EmbedTexts& encode_;
};

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
  const Asker asker(bundle, encode);
  QuestionSet set;
  for (const std::string& text : texts) {
    set.questions.push_back(asker.Ask(text, set.batch.embeddings));
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
