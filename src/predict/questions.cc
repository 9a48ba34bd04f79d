#include "predict/questions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr size_t kNearestCount = 3;
constexpr size_t kMaxTextBytes = 1000;

std::span<const float> Row(std::span<const float> matrix, size_t row, size_t width) {
  return matrix.subspan(row * width, width);
}

double Cosine(std::span<const float> a, std::span<const float> b) {
  double dot = 0.0, aa = 0.0, bb = 0.0;
  for (size_t i = 0; i < a.size(); ++i) {
    const double x = a[i], y = b[i];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0.0 && bb > 0.0 ? dot / std::sqrt(aa * bb) : 0.0;
}

std::vector<NearQuery> Nearest(const QuerySet& set, std::span<const float> embedding) {
  std::vector<NearQuery> near;
  for (size_t i = 0; i < set.queries.size(); ++i) {
    near.push_back({set.queries[i].text,
                    Cosine(embedding, Row(set.embeddings, i, embedding.size()))});
  }
  const size_t count = std::min(kNearestCount, near.size());
  std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(count), near.end(),
                    [](const NearQuery& a, const NearQuery& b) {
                      return a.similarity > b.similarity;
                    });
  near.resize(count);
  return near;
}

// Lower-case, single blanks, no question mark: "LBBB  ?" and "lbbb" are one text.
std::string CleanText(std::string_view asked) {
  std::string clean;
  for (const char c : AsciiLower(Trim(asked))) {
    const char blank = c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    if (blank != ' ' || (!clean.empty() && clean.back() != ' ')) clean += blank;
  }
  while (!clean.empty() && (clean.back() == '?' || clean.back() == ' ')) clean.pop_back();
  if (clean.empty() || clean.size() > kMaxTextBytes) {
    throw Error(ErrorCode::kInvalidInput, clean.empty() ? "a question is empty" : "a question is longer than 1000 bytes",
                "--query", "a short phrase like \"left bundle branch block\"");
  }
  return clean;
}

// The bundle's query with this text, or with a member of this wording.
std::optional<size_t> FindQuery(const QuerySet& set, const std::string& text) {
  for (size_t i = 0; i < set.queries.size(); ++i) {
    if (set.queries[i].text == text) return i;
  }
  for (size_t i = 0; i < set.queries.size(); ++i) {
    for (const QueryMember& member : set.queries[i].members) {
      if (member.text == text) return i;
    }
  }
  return std::nullopt;
}

Question MakeQuestion(const QuerySet& set, const std::string& asked, std::optional<size_t>& known) {
  Question question;
  question.asked = asked;
  question.text = CleanText(asked);
  question.kind = "new";
  known = FindQuery(set, question.text);
  if (known) {
    const Query& query = set.queries[*known];
    question.kind = query.text == question.text ? "known" : "resolved";
    question.text = query.text;
    question.query_id = query.id;
  }
  return question;
}

}  // namespace

QuestionSet BundleQuestions(const Bundle& bundle) {
  QuestionSet set;
  for (const Query& query : bundle.queries.queries) {
    set.questions.push_back({query.text, query.text, "known", query.id, {}});
    set.batch.texts.push_back(query.text);
  }
  set.batch.embeddings = bundle.queries.embeddings;
  return set;
}

QuestionSet AskTexts(const Bundle& bundle, const std::vector<std::string>& texts,
                     const EncodeTexts& encode) {
  const QuerySet& known = bundle.queries;
  const auto width = static_cast<size_t>(known.text_width);
  QuestionSet set;
  std::vector<std::optional<size_t>> query_of(texts.size());
  std::vector<std::string> new_texts;
  for (size_t i = 0; i < texts.size(); ++i) {
    set.questions.push_back(MakeQuestion(known, texts[i], query_of[i]));
    set.batch.texts.push_back(set.questions.back().text);
    if (!query_of[i]) new_texts.push_back(set.questions.back().text);
  }
  const std::vector<float> encoded = new_texts.empty() ? std::vector<float>{} : encode(new_texts);
  SUPREME_CHECK(encoded.size() == new_texts.size() * width);
  size_t next_new = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    const std::span<const float> embedding =
        query_of[i] ? Row(known.embeddings, *query_of[i], width) : Row(encoded, next_new++, width);
    set.batch.embeddings.insert(set.batch.embeddings.end(), embedding.begin(), embedding.end());
    if (!query_of[i]) set.questions[i].nearest = Nearest(known, embedding);
  }
  return set;
}

}  // namespace supreme
