#include "eval/class_overlap.h"

#include <utility>

#include "vocab/overlap.h"
#include "vocab/query_codes.h"

namespace supreme {
namespace {

// The texts that prompts are compared with, as queries of their own, and whose each is.
struct Texts {
  QuerySet set;
  std::vector<size_t> owners;

  void Add(const std::string& text, size_t owner) {
    Query query;
    query.text = text;
    set.queries.push_back(std::move(query));
    owners.push_back(owner);
  }
};

Texts CollectTexts(const QuerySet& queries, bool wordings) {
  Texts texts;
  for (size_t q = 0; q < queries.queries.size(); ++q) {
    const Query& query = queries.queries[q];
    texts.Add(query.text, q);
    if (!wordings) continue;
    for (const QueryMember& member : query.members) {
      if (member.text != query.text) texts.Add(member.text, q);
    }
  }
  return texts;
}

void AddCodes(const QueryCodes& codes, const QuerySet& queries, const Task& task,
              const TaskClass& task_class, ClassOverlap& entry) {
  entry.code_count = task_class.members.size();
  for (const std::string& member : task_class.members) {
    const std::vector<size_t> found = codes.Find(task.dataset, member);
    if (found.empty()) continue;
    ++entry.shared_code_count;
    entry.shared_codes.push_back({member, queries.queries[found.front()].text});
  }
  entry.seen_by_code = entry.shared_code_count > 0;
}

}  // namespace

TaskOverlap CompareWithTraining(const QuerySet& queries, const Task& task,
                                std::span<const Task> others, const EmbedTexts& embed,
                                const OverlapOptions& options) {
  const Texts texts = CollectTexts(queries, options.wordings);
  std::vector<Task> tasks = {task};
  tasks.insert(tasks.end(), others.begin(), others.end());
  const Overlap overlap = MeasureOverlap(texts.set, tasks, embed, options.threshold);
  const QueryCodes codes(queries);
  TaskOverlap result;
  for (size_t c = 0; c < task.classes.size(); ++c) {
    ClassOverlap& entry = result.classes.emplace_back();
    entry.code = task.classes[c].code;
    entry.prompt = task.classes[c].prompt;
    AddCodes(codes, queries, task, task.classes[c], entry);
    if (overlap.nearest.empty()) continue;
    const OverlapPair& nearest = overlap.nearest[overlap.class_prompts[0][c]];
    entry.nearest = queries.queries[texts.owners[nearest.query]].text;
    entry.wording = texts.set.queries[nearest.query].text;
    entry.similarity = nearest.cosine;
    entry.words_differ = nearest.is_conflict;
    entry.seen_by_cosine = nearest.cosine >= options.threshold;
  }
  for (size_t other = 0; other < others.size(); ++other) {
    result.others.push_back(
        {others[other].name, others[other].classes.size(), overlap.between[0][other + 1]});
  }
  return result;
}

}  // namespace supreme
