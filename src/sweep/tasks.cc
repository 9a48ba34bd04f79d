#include "sweep/tasks.h"

#include <algorithm>
#include <set>
#include <utility>

namespace supreme {
namespace {

using Words = std::vector<std::string>;

void Add(Words& words, const char* flag, const std::string& value) {
  if (value.empty()) return;
  words.push_back(flag);
  words.push_back(value);
}

Words TrainingWords(const SweepVariant& variant, int64_t seed) {
  Words words = {"pretrain"};
  Add(words, "--pack", variant.pack.string());
  Add(words, "--data", variant.data);
  Add(words, "--vocab", variant.vocabulary.string());
  Add(words, "--preset", variant.preset);
  Add(words, "--config", variant.config.string());
  Add(words, "--split-csv", variant.split_csv.string());
  for (const std::string& assignment : variant.set) Add(words, "--set", assignment);
  Add(words, "--set", "train.seed=" + std::to_string(seed));
  return words;
}

Words ScoringWords(const SweepPlan& plan, const SweepVariant& variant,
                   const SweepEvaluation& evaluation) {
  Words words = {"eval", "zero-shot"};
  Add(words, "--pack", evaluation.pack.string());
  Add(words, "--task", evaluation.task);
  Add(words, "--folds", evaluation.folds);
  Add(words, "--split-csv", evaluation.split_csv.string());
  Add(words, "--label-mode", evaluation.label_mode);
  Add(words, "--min-positives", std::to_string(evaluation.min_positives));
  Add(words, "--bootstrap", std::to_string(plan.bootstrap));
  Add(words, "--text-encoder", variant.text_encoder);
  Add(words, "--prompts", variant.prompts);
  return words;
}

// Folder names of the entries, made different where they are not.
template <class Entry>
std::vector<std::string> FolderNames(const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  std::set<std::string> used;
  for (const Entry& entry : entries) {
    const std::string plain = FolderName(entry.name);
    std::string name = plain;
    for (int i = 2; !used.insert(name).second; ++i) name = plain + "-" + std::to_string(i);
    names.push_back(name);
  }
  return names;
}

class Expansion {
 public:
  explicit Expansion(const SweepPlan& plan)
      : plan_(plan),
        variant_names_(FolderNames(plan.variants)),
        evaluation_names_(FolderNames(plan.evaluations)) {
    tasks_.scoring_of.resize(plan.variants.size());
  }

  SweepTasks Run() {
    for (const int64_t seed : plan_.seeds) {
      for (size_t v = 0; v < plan_.variants.size(); ++v) AddVariant(v, seed);
    }
    return std::move(tasks_);
  }

 private:
  void AddVariant(size_t v, int64_t seed) {
    const size_t training = TrainingOf(v, seed);
    std::vector<size_t> scorings;
    for (size_t e = 0; e < plan_.evaluations.size(); ++e) {
      scorings.push_back(ScoringOf(v, e, training));
    }
    tasks_.scoring_of[v].push_back(std::move(scorings));
  }

  size_t TrainingOf(size_t v, int64_t seed) {
    Words words = TrainingWords(plan_.variants[v], seed);
    auto& all = tasks_.trainings;
    const auto same = std::ranges::find(all, words, &SweepTraining::words);
    if (same != all.end()) return static_cast<size_t>(same - all.begin());
    const std::string number = std::to_string(seed);
    all.push_back({"runs/" + variant_names_[v] + "/seed-" + number,
                   plan_.variants[v].name + ", seed " + number, std::move(words)});
    return all.size() - 1;
  }

  // Asked of one bundle, the same words give the same result.
  size_t ScoringOf(size_t v, size_t e, size_t training) {
    Words words = ScoringWords(plan_, plan_.variants[v], plan_.evaluations[e]);
    auto& all = tasks_.scorings;
    std::string result =
        tasks_.trainings[training].folder + "/results/" + evaluation_names_[e] + ".json";
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i].training != training) continue;
      if (all[i].words == words) return i;
      if (all[i].result == result) {
        result = tasks_.trainings[training].folder + "/results/" + evaluation_names_[e] + "." +
                 variant_names_[v] + ".json";
      }
    }
    const std::string& trained = tasks_.trainings[training].label;
    const std::string seed = trained.substr(trained.rfind(", seed "));
    all.push_back({training, plan_.variants[v].name + seed + ": " + plan_.evaluations[e].name,
                   std::move(result), std::move(words)});
    return all.size() - 1;
  }

  const SweepPlan& plan_;
  std::vector<std::string> variant_names_, evaluation_names_;
  SweepTasks tasks_;
};

}  // namespace

std::string FolderName(const std::string& name) {
  std::string folder;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool capital = c >= 'A' && c <= 'Z';
    if (letter || capital) {
      folder += static_cast<char>(capital ? c - 'A' + 'a' : c);
    } else if (!folder.empty() && folder.back() != '-') {
      folder += '-';
    }
  }
  if (!folder.empty() && folder.back() == '-') folder.pop_back();
  return folder.empty() ? "variant" : folder;
}

SweepTasks ExpandPlan(const SweepPlan& plan) { return Expansion(plan).Run(); }

}  // namespace supreme
