#include "sweep/plan.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "core/config_table.h"
#include "core/error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kOfVariants = {
    "preset", "config", "pack", "data", "vocab", "split_csv", "set", "text_encoder", "prompts"};
const std::vector<std::string> kOfTheFile = {"title", "source",    "extends",  "seeds",
                                             "set",   "bootstrap", "evaluate", "variant"};

// One table of the file, read key by key.
class Keys {
 public:
  Keys(const Json& table, std::string where) : table_(table), where_(std::move(where)) {
    if (!table.is_object()) Refuse("expected a table of keys");
  }

  [[noreturn]] void Refuse(const std::string& what, const std::string& hint = "") const {
    throw Error(ErrorCode::kUsage, what, where_, hint);
  }

  void CheckKnown(const std::vector<std::string>& known) const {
    for (const auto& [key, value] : table_.items()) {
      if (std::ranges::find(known, key) != known.end()) continue;
      const std::string nearest = NearestWord(key, known);
      Refuse("unknown key \"" + key + "\"", nearest.empty() ? "" : "\"" + nearest + "\"");
    }
  }

  bool Has(const std::string& key) const { return table_.contains(key); }

  std::string Text(const std::string& key, const std::string& otherwise = "") const {
    if (!Has(key)) return otherwise;
    if (!table_[key].is_string()) Refuse(key + " is not a text");
    return table_[key].get<std::string>();
  }

  uint64_t Count(const std::string& key, uint64_t otherwise) const {
    if (!Has(key)) return otherwise;
    return WholeNumber(table_[key], key);
  }

  std::optional<double> Share(const std::string& key) const {
    if (!Has(key)) return std::nullopt;
    const double value = table_[key].is_number() ? table_[key].get<double>() : -1.0;
    if (!(value >= 0.0 && value <= 1.0)) Refuse(key + " is not a number from 0 to 1");
    return value;
  }

  // A list of anything; empty when the key is missing.
  Json List(const std::string& key) const {
    if (!Has(key)) return Json::array();
    if (!table_[key].is_array()) Refuse(key + " is not a list");
    return table_[key];
  }

  std::vector<std::string> Texts(const std::string& key) const {
    std::vector<std::string> texts;
    for (const Json& entry : List(key)) {
      if (!entry.is_string()) Refuse(key + " is not a list of texts");
      texts.push_back(entry.get<std::string>());
    }
    return texts;
  }

  uint64_t WholeNumber(const Json& value, const std::string& key) const {
    constexpr int64_t kMost = 9'000'000'000'000'000;
    if (!value.is_number_integer() || value.get<int64_t>() < 0 || value.get<int64_t>() > kMost) {
      Refuse(key + " is not a whole number from 0 to 9e15");
    }
    return value.get<uint64_t>();
  }

 private:
  const Json& table_;
  std::string where_;
};

fs::path Absolute(const fs::path& folder, const std::string& path) {
  return path.empty() ? fs::path() : fs::absolute(folder / path).lexically_normal();
}

// Folders in which the file's paths start.
struct Folders {
  fs::path settings, data;

  fs::path Data(const std::string& path) const { return Absolute(data, path); }
  // What has a slash or an ending is a path; other words are names that the verbs know.
  std::string PathOrName(const std::string& text) const {
    const bool is_path = text.find_first_of("/.") != std::string::npos;
    return is_path ? Data(text).string() : text;
  }
};

std::vector<int64_t> ReadSeeds(const Keys& keys) {
  std::vector<int64_t> seeds;
  for (const Json& seed : keys.List("seeds")) {
    seeds.push_back(static_cast<int64_t>(keys.WholeNumber(seed, "seeds")));
  }
  if (seeds.empty()) keys.Refuse("no seeds", "seeds = [1, 2, 3]");
  if (std::set<int64_t>(seeds.begin(), seeds.end()).size() != seeds.size()) {
    keys.Refuse("a seed is named twice");
  }
  return seeds;
}

SweepEvaluation ReadEvaluation(const Json& table, const Folders& folders,
                               const std::string& where) {
  const Keys keys(table, where);
  keys.CheckKnown({"name", "task", "pack", "folds", "split_csv", "label_mode", "min_positives"});
  SweepEvaluation evaluation;
  const std::string task = keys.Text("task");
  if (task.empty() || keys.Text("pack").empty()) keys.Refuse("task and pack are needed");
  evaluation.task = folders.PathOrName(task);
  evaluation.name = keys.Text("name", fs::path(task).stem().string());
  evaluation.pack = folders.Data(keys.Text("pack"));
  evaluation.folds = keys.Text("folds");
  evaluation.split_csv = folders.Data(keys.Text("split_csv"));
  if (evaluation.folds.empty() == evaluation.split_csv.empty()) {
    keys.Refuse("exactly one of folds and split_csv is needed");
  }
  evaluation.label_mode = keys.Text("label_mode", evaluation.label_mode);
  evaluation.min_positives = keys.Count("min_positives", evaluation.min_positives);
  return evaluation;
}

SweepVariant ReadVariant(const Json& table, const Json& file, const SweepPlaces& places,
                         const Folders& folders) {
  const std::string where = places.file.string() + ": variant";
  const Keys own(table, where);
  std::vector<std::string> known = kOfVariants;
  known.insert(known.end(), {"name", "paper_auc", "paper_sd"});
  own.CheckKnown(known);
  Json merged = file;
  // A variant's own records stand in place of the file's, whichever way either names them.
  if (own.Has("pack") || own.Has("data")) {
    merged.erase("pack");
    merged.erase("data");
  }
  for (const auto& [key, value] : table.items()) merged[key] = value;
  const Keys keys(merged, where + " \"" + own.Text("name") + "\"");

  SweepVariant variant;
  variant.name = own.Text("name");
  variant.preset = keys.Text("preset");
  variant.config = Absolute(folders.settings, keys.Text("config"));
  variant.pack = folders.Data(keys.Text("pack"));
  variant.data = keys.Text("data");
  variant.vocabulary = folders.Data(keys.Text("vocab"));
  variant.split_csv = folders.Data(keys.Text("split_csv"));
  variant.text_encoder = folders.PathOrName(keys.Text("text_encoder"));
  variant.prompts = folders.PathOrName(keys.Text("prompts"));
  variant.paper_auc = own.Share("paper_auc");
  variant.paper_sd = own.Share("paper_sd");
  variant.set = Keys(file, places.file.string()).Texts("set");
  for (const auto& more : {own.Texts("set"), places.set}) {
    variant.set.insert(variant.set.end(), more.begin(), more.end());
  }
  if (variant.name.empty()) keys.Refuse("a variant without a name");
  if (variant.vocabulary.empty()) keys.Refuse("vocab is missing");
  if (variant.pack.empty() == variant.data.empty()) {
    keys.Refuse("exactly one of pack and data is needed");
  }
  for (const std::string& assignment : variant.set) {
    if (assignment.starts_with("train.seed=")) keys.Refuse("train.seed is set", "seeds = [1, 2]");
  }
  return variant;
}

template <class Entry>
void CheckNames(const Keys& keys, const std::vector<Entry>& entries, const std::string& kind) {
  if (entries.empty()) keys.Refuse("no " + kind, "[[" + kind + "]]");
  std::set<std::string> names;
  for (const Entry& entry : entries) {
    if (!names.insert(entry.name).second) {
      keys.Refuse("two times " + kind + " \"" + entry.name + "\"", "another name");
    }
  }
}

}  // namespace

std::vector<fs::path> SweepPlan::Inputs() const {
  std::vector<fs::path> files;
  const auto add = [&](const fs::path& file) {
    if (!file.empty() && std::ranges::find(files, file) == files.end()) files.push_back(file);
  };
  const auto add_in = [&](const fs::path& folder, const char* name) {
    if (!folder.empty()) add(folder / name);
  };
  for (const SweepVariant& variant : variants) {
    add(variant.config);
    add_in(variant.pack, "pack.json");
    add_in(variant.vocabulary, "queries.json");
    add(variant.split_csv);
    if (fs::path(variant.prompts).is_absolute()) add(variant.prompts);
  }
  for (const SweepEvaluation& evaluation : evaluations) {
    if (fs::path(evaluation.task).is_absolute()) add(evaluation.task);
    add_in(evaluation.pack, "pack.json");
    add(evaluation.split_csv);
  }
  return files;
}

Json ExtendSweep(const Json& base, Json file) {
  for (const auto& [key, value] : base.items()) {
    if (!file.contains(key)) {
      file[key] = value;
    } else if (key == "set" && value.is_array() && file[key].is_array()) {
      file[key].insert(file[key].begin(), value.begin(), value.end());
    }
  }
  return file;
}

SweepPlan ReadSweepPlan(const Json& file, const SweepPlaces& places) {
  const std::string where = places.file.string();
  const Keys keys(file, where);
  std::vector<std::string> known = kOfTheFile;
  known.insert(known.end(), kOfVariants.begin(), kOfVariants.end());
  keys.CheckKnown(known);
  Folders folders;
  folders.settings = fs::absolute(places.file).parent_path();
  folders.data = places.root.empty() ? folders.settings : fs::absolute(places.root);

  SweepPlan plan;
  plan.title = keys.Text("title", places.file.stem().string());
  plan.source = keys.Text("source");
  plan.seeds = ReadSeeds(keys);
  plan.bootstrap = keys.Count("bootstrap", 0);
  for (const Json& table : keys.List("evaluate")) {
    plan.evaluations.push_back(ReadEvaluation(table, folders, where + ": evaluate"));
  }
  for (const Json& table : keys.List("variant")) {
    plan.variants.push_back(ReadVariant(table, file, places, folders));
  }
  CheckNames(keys, plan.evaluations, "evaluate");
  CheckNames(keys, plan.variants, "variant");
  return plan;
}

}  // namespace supreme
