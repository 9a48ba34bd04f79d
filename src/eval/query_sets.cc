#include "eval/query_sets.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/rng.h"
#include "vocab/embedding.h"

namespace supreme {
namespace {

size_t WidthOf(const QueryBatch& batch) { return batch.embeddings.size() / batch.texts.size(); }

std::span<const float> RowOf(std::span<const float> embeddings, size_t width, size_t row) {
  return embeddings.subspan(row * width, width);
}

QuestionSubset Pick(const QueryBatch& questions, std::vector<size_t> classes) {
  const size_t width = WidthOf(questions);
  QuestionSubset set;
  for (const size_t c : classes) {
    set.batch.texts.push_back(questions.texts[c]);
    const auto row = RowOf(questions.embeddings, width, c);
    set.batch.embeddings.insert(set.batch.embeddings.end(), row.begin(), row.end());
    set.batch.denied.push_back(questions.denied.empty() ? uint8_t{0} : questions.denied[c]);
  }
  set.classes = std::move(classes);
  return set;
}

std::vector<size_t> Shuffled(size_t count, Rng& rng) {
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  rng.Shuffle(std::span(order));
  return order;
}

QuestionSetting Reordered(const QueryBatch& questions, Rng rng) {
  QuestionSetting setting{"reordered", {}};
  if (questions.texts.size() > 1) {
    std::vector<size_t> order = Shuffled(questions.texts.size(), rng);
    // One draw in n! is the order that it was.
    if (std::ranges::is_sorted(order)) std::ranges::reverse(order);
    setting.sets.push_back(Pick(questions, std::move(order)));
  }
  return setting;
}

QuestionSetting Alone(const QueryBatch& questions) {
  QuestionSetting setting{"alone", {}};
  for (size_t c = 0; c < questions.texts.size(); ++c) setting.sets.push_back(Pick(questions, {c}));
  return setting;
}

QuestionSetting Halves(const QueryBatch& questions, size_t count, const Rng& rng) {
  QuestionSetting setting{"halves", {}};
  const size_t classes = questions.texts.size();
  if (classes < 2) return setting;
  for (size_t i = 0; i < count; ++i) {
    Rng draw = rng.Fork(i);
    const std::vector<size_t> order = Shuffled(classes, draw);
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(classes / 2);
    setting.sets.push_back(Pick(questions, {order.begin(), middle}));
    setting.sets.push_back(Pick(questions, {middle, order.end()}));
  }
  return setting;
}

double Cosine(std::span<const float> a, std::span<const float> b) {
  const double lengths = std::sqrt(Dot(a, a) * Dot(b, b));
  return lengths > 0.0 ? Dot(a, b) / lengths : 0.0;
}

// Queries that are far from every question.
std::vector<size_t> Unrelated(const QueryBatch& questions, const QuerySet& known) {
  const size_t width = WidthOf(questions);
  std::vector<size_t> unrelated;
  for (size_t q = 0; q < known.queries.size(); ++q) {
    bool is_near = false;
    for (size_t c = 0; c < questions.texts.size() && !is_near; ++c) {
      is_near = Cosine(RowOf(known.embeddings, width, q), RowOf(questions.embeddings, width, c)) >=
                kUnrelatedSimilarity;
    }
    if (!is_near) unrelated.push_back(q);
  }
  return unrelated;
}

QuestionSetting Added(const QueryBatch& questions, const QuerySet& known,
                      const SettingCounts& counts, const Rng& rng) {
  QuestionSetting setting{"added", {}};
  std::vector<size_t> others = Unrelated(questions, known);
  if (others.empty() || counts.added_queries == 0) return setting;
  const size_t width = WidthOf(questions);
  for (size_t i = 0; i < counts.additions; ++i) {
    Rng draw = rng.Fork(i);
    draw.Shuffle(std::span(others));
    QuestionSubset set = WholeSet(questions);
    for (size_t k = 0; k < std::min(counts.added_queries, others.size()); ++k) {
      set.batch.texts.push_back(known.queries[others[k]].text);
      const auto row = RowOf(known.embeddings, width, others[k]);
      set.batch.embeddings.insert(set.batch.embeddings.end(), row.begin(), row.end());
      set.batch.denied.push_back(0);
    }
    setting.sets.push_back(std::move(set));
  }
  return setting;
}

}  // namespace

QuestionSubset WholeSet(const QueryBatch& questions) {
  std::vector<size_t> classes(questions.texts.size());
  std::iota(classes.begin(), classes.end(), size_t{0});
  return Pick(questions, std::move(classes));
}

std::vector<QuestionSetting> PlanSettings(const QueryBatch& questions, const QuerySet& known,
                                          const SettingCounts& counts, uint64_t seed) {
  const Rng rng = Rng(seed).Fork("question sets");
  std::vector<QuestionSetting> settings;
  settings.push_back(Reordered(questions, rng.Fork("reordered")));
  settings.push_back(Alone(questions));
  settings.push_back(Halves(questions, counts.halves, rng.Fork("halves")));
  settings.push_back(Added(questions, known, counts, rng.Fork("added")));
  std::erase_if(settings, [](const QuestionSetting& setting) { return setting.sets.empty(); });
  return settings;
}

}  // namespace supreme
