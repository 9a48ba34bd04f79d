#include "vocab/overlap.h"

#include <algorithm>
#include <map>

#include "vocab/conflicts.h"
#include "vocab/glossary.h"

namespace supreme {
namespace {

// A text as written and with abbreviations in full.
class BothForms {
 public:
  BothForms(const std::vector<std::string>& texts, const EmbedTexts& embed) {
    std::vector<std::string> full;
    for (const std::string& text : texts) {
      full.push_back(Glossary::BuiltIn().Expand(text));
      traits_.push_back(ConflictTable::BuiltIn().TraitsOf(full.back()));
    }
    written_ = EmbedUnit(embed, texts);
    full_ = EmbedUnit(embed, full);
  }

  size_t count() const { return traits_.size(); }
  double Cosine(size_t row, const BothForms& other, size_t other_row) const {
    return std::max(Dot(written_.Row(row), other.written_.Row(other_row)),
                    Dot(full_.Row(row), other.full_.Row(other_row)));
  }
  bool IsConflict(size_t row, const BothForms& other, size_t other_row) const {
    return ConflictTable::BuiltIn().KeepsApart(traits_[row], other.traits_[other_row]);
  }

 private:
  UnitVectors written_, full_;
  std::vector<Traits> traits_;
};

void NumberPrompts(std::span<const Task> tasks, Overlap& overlap) {
  std::map<std::string, size_t> known;
  for (const Task& task : tasks) {
    auto& numbers = overlap.class_prompts.emplace_back();
    for (const TaskClass& task_class : task.classes) {
      const size_t number = known.emplace(task_class.prompt, known.size()).first->second;
      if (number == overlap.prompts.size()) overlap.prompts.push_back(task_class.prompt);
      numbers.push_back(number);
    }
  }
}

// Counts classes of each task that are near one of another's.
void CompareTasks(const BothForms& prompts, double threshold, Overlap& overlap) {
  const auto& classes = overlap.class_prompts;
  overlap.between.assign(classes.size(), std::vector<size_t>(classes.size(), 0));
  for (size_t task = 0; task < classes.size(); ++task) {
    for (size_t other = 0; other < classes.size(); ++other) {
      for (const size_t prompt : classes[task]) {
        const bool is_near =
            std::any_of(classes[other].begin(), classes[other].end(), [&](size_t candidate) {
              return candidate == prompt || prompts.Cosine(prompt, prompts, candidate) >= threshold;
            });
        overlap.between[task][other] += is_near ? 1 : 0;
      }
    }
  }
}

}  // namespace

Overlap MeasureOverlap(const QuerySet& set, std::span<const Task> tasks, const EmbedTexts& embed,
                       double threshold) {
  Overlap overlap;
  NumberPrompts(tasks, overlap);
  std::vector<std::string> query_texts;
  for (const Query& query : set.queries) query_texts.push_back(query.text);
  const BothForms queries(query_texts, embed);
  const BothForms prompts(overlap.prompts, embed);
  std::vector<bool> is_near(overlap.prompts.size(), false);
  for (size_t query = 0; query < queries.count(); ++query) {
    for (size_t prompt = 0; prompt < prompts.count(); ++prompt) {
      const double cosine = queries.Cosine(query, prompts, prompt);
      if (query == 0) overlap.nearest.push_back({0, prompt, cosine, false});
      OverlapPair& nearest = overlap.nearest[prompt];
      if (cosine > nearest.cosine) nearest = {query, prompt, cosine, false};
      if (cosine < threshold) continue;
      overlap.pairs.push_back({query, prompt, cosine, queries.IsConflict(query, prompts, prompt)});
      is_near[prompt] = true;
    }
  }
  for (OverlapPair& pair : overlap.nearest) {
    pair.is_conflict = queries.IsConflict(pair.query, prompts, pair.prompt);
  }
  std::stable_sort(overlap.pairs.begin(), overlap.pairs.end(),
                   [](const OverlapPair& a, const OverlapPair& b) { return a.cosine > b.cosine; });
  for (const std::vector<size_t>& task : overlap.class_prompts) {
    overlap.overlapping.push_back(static_cast<size_t>(
        std::count_if(task.begin(), task.end(), [&](size_t prompt) { return is_near[prompt]; })));
  }
  CompareTasks(prompts, threshold, overlap);
  return overlap;
}

}  // namespace supreme
