#include "report/paper_result_file.h"

#include <algorithm>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr size_t kMaxEntries = 100'000;  // of any list

[[noreturn]] void ThrowCorrupt(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kCorruptData, what, where);
}

const Json& Items(const Json& object, const char* key, const std::string& where) {
  const Json& list = JsonMember(object, key, where);
  if (!list.is_array()) ThrowCorrupt(std::string("\"") + key + "\" is not a list", where);
  if (list.size() > kMaxEntries) ThrowCorrupt(std::string("\"") + key + "\" is too long", where);
  return list;
}

std::string TextOr(const Json& object, const char* key, const std::string& fallback) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : fallback;
}

bool IsGiven(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) && !object.at(key).is_null();
}

std::optional<double> Share(const Json& object, const char* key, const std::string& where) {
  if (!IsGiven(object, key)) return {};
  const double value = JsonNumber(object, key, where);
  if (value >= 0.0 && value <= 1.0) return value;
  ThrowCorrupt(std::string("\"") + key + "\" is not between 0 and 1", where);
}

std::optional<uint64_t> CountOrNone(const Json& object, const char* key, const std::string& where) {
  if (!IsGiven(object, key)) return {};
  return JsonCount(object, key, where);
}

ResultAuc ReadAuc(const Json& object, const std::string& where) {
  return {Share(object, "auc", where), Share(object, "low", where), Share(object, "high", where),
          Share(object, "sd", where)};
}

ResultSource ReadSource(const Json& json, const std::string& where) {
  ResultSource source;
  source.file = where;
  source.software = TextOr(json, "software", "");
  if (IsGiven(json, "bundle")) {
    source.bundle_name = TextOr(json["bundle"], "name", "");
    source.bundle_id = TextOr(json["bundle"], "id", "");
  }
  if (IsGiven(json, "split")) {
    source.split_description = TextOr(json["split"], "description", "");
    source.split_hash = TextOr(json["split"], "hash", "");
  }
  return source;
}

ResultClass ReadClass(const Json& entry, const std::string& where) {
  return {JsonString(entry, "code", where), TextOr(entry, "prompt", ""),
          JsonCount(entry, "n_pos", where), JsonCount(entry, "n_neg", where),
          ReadAuc(entry, where)};
}

std::vector<ResultClass> ReadClasses(const Json& json, const std::string& where) {
  std::vector<ResultClass> classes;
  for (const Json& entry : Items(json, "classes", where)) {
    classes.push_back(ReadClass(entry, where + " classes[" + std::to_string(classes.size()) + "]"));
  }
  return classes;
}

// Set and combination; empty for the prompts of the task's own file.
std::string PromptSetName(const Json& json) {
  if (!IsGiven(json, "prompts")) return "";
  const std::string set = TextOr(json["prompts"], "set", "task");
  const std::string combination = TextOr(json["prompts"], "combination", "");
  if (combination.empty()) return set == "task" ? "" : set;
  return set + ", " + combination;
}

std::vector<std::pair<std::string, std::string>> ReadSettings(const Json& json) {
  std::vector<std::pair<std::string, std::string>> settings;
  if (!IsGiven(json, "settings") || !json["settings"].is_object()) return settings;
  for (const auto& [name, value] : json["settings"].items()) {
    settings.emplace_back(name, value.is_string()         ? value.get<std::string>()
                                : value.is_number_float() ? FormatDouble(value.get<double>())
                                                          : DumpJson(value));
  }
  return settings;
}

OverlapMacro ReadMacro(const Json& json, const char* key, const std::string& where) {
  const Json& macro = JsonMember(json, key, where);
  const std::string place = where + " " + key;
  return {JsonCount(macro, "n_classes", place), JsonCount(macro, "n_defined", place),
          ReadAuc(macro, place)};
}

OverlapClass ReadOverlapClass(const Json& entry, const std::string& where) {
  OverlapClass result;
  result.code = JsonString(entry, "code", where);
  if (IsGiven(entry, "nearest")) {
    result.similarity = JsonNumber(entry["nearest"], "similarity", where);
  }
  result.seen_by_cosine = JsonBool(entry, "seen_by_cosine", where);
  result.seen_by_code = JsonBool(entry, "seen_by_code", where);
  result.value = ReadAuc(entry, where);
  return result;
}

AblationFigure ReadAblationFigure(const Json& json, const std::string& where) {
  AblationFigure figure;
  figure.value.auc = Share(json, "mean", where);
  figure.value.deviation = Share(json, "sd", where);
  for (const Json& entry : Items(json, "values", where)) {
    const double seed = JsonNumber(entry, "seed", where);
    figure.seeds.emplace_back(static_cast<int64_t>(std::clamp(seed, -9e15, 9e15)),
                              Share(entry, "auc", where).value_or(0.0));
  }
  return figure;
}

// "1b" … "1h", "11" and "fig3b" at the start of a folder's name; or in a source as "Table 1(b)".
std::string PartOf(const std::string& source, const std::string& folder_name) {
  static const std::vector<std::string> kParts = {"fig3b", "1b", "1c", "1d", "1e",
                                                  "1f",    "1g", "1h", "11"};
  std::string text, name = AsciiLower(folder_name);
  for (const char letter : AsciiLower(source)) {
    if (std::string_view(" ().,").find(letter) == std::string_view::npos) text += letter;
  }
  if (name.starts_with("table")) name.erase(0, 5);
  for (const std::string& part : kParts) {
    if (text.ends_with(part.starts_with("fig") ? part : "table" + part)) return part;
  }
  for (const std::string& part : kParts) {
    if (name.starts_with(part)) return part;
  }
  return "";
}

AblationVariant ReadVariant(const Json& entry, const std::string& where) {
  AblationVariant variant;
  variant.name = JsonString(entry, "name", where);
  const std::string place = where + " " + variant.name;
  variant.mean = ReadAblationFigure(JsonMember(entry, "mean", place), place);
  const Json& evaluations = JsonMember(entry, "evaluations", place);
  if (!evaluations.is_object()) ThrowCorrupt("\"evaluations\" is not an object", place);
  for (const auto& [name, figure] : evaluations.items()) {
    variant.evaluations.emplace_back(name, ReadAblationFigure(figure, place + " " + name));
  }
  if (IsGiven(entry, "paper")) {
    variant.paper_auc = Share(entry["paper"], "auc", place);
    variant.paper_deviation = Share(entry["paper"], "sd", place);
  }
  return variant;
}

std::vector<std::vector<uint64_t>> ReadBetween(const Json& json, size_t tasks,
                                               const std::string& where) {
  std::vector<std::vector<uint64_t>> between;
  for (const Json& row : Items(json, "between", where)) {
    if (!row.is_array() || row.size() != tasks) ThrowCorrupt("\"between\" is not square", where);
    std::vector<uint64_t> counts;
    for (const Json& count : row) {
      if (!count.is_number_unsigned()) ThrowCorrupt("\"between\" holds no count", where);
      counts.push_back(count.get<uint64_t>());
    }
    between.push_back(std::move(counts));
  }
  if (between.size() != tasks) ThrowCorrupt("\"between\" is not square", where);
  return between;
}

void ReadVocabularyOverlap(const Json& json, const std::string& where,
                           VocabularyResults& vocabulary) {
  for (const Json& entry : Items(json, "tasks", where)) {
    vocabulary.tasks.push_back(JsonString(entry, "task", where));
    vocabulary.class_counts.push_back(JsonCount(entry, "classes", where));
    vocabulary.overlapping.push_back(JsonCount(entry, "overlapping", where));
    if (vocabulary.overlapping.back() > vocabulary.class_counts.back()) {
      ThrowCorrupt("more classes overlap than there are", where);
    }
  }
  vocabulary.between = ReadBetween(json, vocabulary.tasks.size(), where);
}

}  // namespace

std::string ResultKind(const Json& json) { return TextOr(json, "kind", ""); }

bool IsSimulated(const Json& json) {
  return IsGiven(json, "bundle") && TextOr(json["bundle"], "name", "") == "simulated";
}

ZeroShotEntry ReadZeroShotEntry(const Json& json, const std::string& where) {
  ZeroShotEntry entry;
  entry.source = ReadSource(json, where);
  entry.task = JsonString(json, "task", where);
  entry.label_mode = TextOr(json, "label_mode", kAnyCode);
  entry.prompt_set = PromptSetName(json);
  entry.record_count = JsonCount(json, "n_records", where);
  entry.macro = ReadAuc(JsonMember(json, "macro", where), where + " macro");
  entry.classes = ReadClasses(json, where);
  return entry;
}

ProbeEntry ReadProbeEntry(const Json& json, const std::string& where) {
  ProbeEntry entry;
  entry.source = ReadSource(json, where);
  entry.task = JsonString(json, "task", where);
  entry.method = JsonString(json, "method", where);
  entry.protocol = JsonString(json, "protocol", where);
  entry.label_mode = TextOr(json, "label_mode", kAnyCode);
  entry.fraction = Share(json, "fraction", where);
  entry.shots = CountOrNone(json, "shots", where);
  entry.train_count = JsonCount(json, "n_train", where);
  entry.validation_count = JsonCount(json, "n_val", where);
  entry.test_count = JsonCount(json, "n_test", where);
  entry.macro = ReadAuc(JsonMember(json, "macro", where), where + " macro");
  for (const Json& run : Items(json, "runs", where)) {
    const std::string place = where + " runs[" + std::to_string(entry.runs.size()) + "]";
    const std::optional<double> auc = Share(run, "auc", place);
    if (auc) {
      const double seed = std::clamp(JsonNumber(run, "seed", place), -9e15, 9e15);
      entry.runs.push_back({static_cast<int64_t>(seed), *auc});
    }
  }
  entry.classes = ReadClasses(json, where);
  entry.settings = ReadSettings(json);
  return entry;
}

OverlapEntry ReadOverlapEntry(const Json& json, const std::string& where) {
  OverlapEntry entry;
  entry.source = ReadSource(json, where);
  entry.task = JsonString(json, "task", where);
  entry.label_mode = TextOr(json, "label_mode", kAnyCode);
  entry.threshold = JsonNumber(json, "threshold", where);
  entry.all = ReadMacro(json, "macro_all", where);
  entry.unseen_by_cosine = ReadMacro(json, "macro_unseen_cosine", where);
  entry.unseen_by_code = ReadMacro(json, "macro_unseen_code", where);
  for (const Json& one : Items(json, "classes", where)) {
    const std::string place = where + " classes[" + std::to_string(entry.classes.size()) + "]";
    entry.classes.push_back(ReadOverlapClass(one, place));
  }
  return entry;
}

AblationResults ReadAblation(const Json& json, const std::string& where,
                             const std::string& folder_name) {
  AblationResults ablation;
  ablation.file = where;
  ablation.title = JsonString(json, "title", where);
  ablation.part = PartOf(TextOr(json, "source", ""), folder_name);
  ablation.missing_count = JsonCount(json, "missing", where);
  for (const Json& variant : Items(json, "variants", where)) {
    ablation.variants.push_back(ReadVariant(variant, where));
  }
  return ablation;
}

VocabularyResults ReadVocabularyResults(const Json& json, const std::string& where) {
  VocabularyResults vocabulary;
  vocabulary.file = where;
  vocabulary.name = JsonString(json, "name", where);
  const Json& tables = JsonMember(json, "tables", where);
  if (!tables.is_object()) ThrowCorrupt("\"tables\" is not an object", where);
  for (const auto& [id, table] : tables.items()) {
    vocabulary.tables[id] = Items(table, "rows", where + " " + id);
  }
  for (const Json& entry : Items(json, "frequencies", where)) {
    vocabulary.frequencies.emplace_back(JsonString(entry, "query", where + " frequencies"),
                                        JsonCount(entry, "records", where + " frequencies"));
  }
  ReadVocabularyOverlap(JsonMember(json, "overlap", where), where + " overlap", vocabulary);
  return vocabulary;
}

SplitEntry ReadSplitEntry(const Json& json, const std::string& where) {
  SplitEntry entry{
      where, JsonString(json, "task", where), Items(json, "classes", where).size(), {}};
  const bool keeps_unlabelled = JsonBool(json, "keep_unlabelled", where);
  for (const Json& part : Items(json, "parts", where)) {
    const uint64_t records = JsonCount(part, "records", where);
    const uint64_t unlabelled = JsonCount(part, "unlabelled", where);
    if (unlabelled > records) ThrowCorrupt("\"unlabelled\" is more than \"records\"", where);
    entry.records[JsonString(part, "part", where)] =
        keeps_unlabelled ? records : records - unlabelled;
  }
  return entry;
}

}  // namespace supreme
