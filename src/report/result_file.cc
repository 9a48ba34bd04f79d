#include "report/result_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

// A share from 0 to 1; null and a missing key are "undefined".
double Share(const Json& object, const char* key, const std::string& where) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return kUndefined;
  const double value = JsonNumber(object, key, where);
  if (!(value >= 0.0 && value <= 1.0)) {
    throw Error(ErrorCode::kCorruptData, std::string("\"") + key + "\" is not between 0 and 1",
                where);
  }
  return value;
}

AucValue ReadAuc(const Json& object, const std::string& where) {
  return {Share(object, "auc", where), Share(object, "low", where), Share(object, "high", where)};
}

void ReadMacro(const Json& result, const char* key, const char* name, const std::string& where,
               ReportTask& task) {
  const auto found = result.find(key);
  if (found == result.end() || !found->is_object()) return;
  ReportMacro macro;
  macro.name = name;
  macro.class_count = JsonCount(*found, "n_defined", where + " " + key);
  macro.value = ReadAuc(*found, where + " " + key);
  if (macro.class_count > 0) task.macros.push_back(macro);
}

// What a kind of result holds, and under which keys.
struct Kind {
  std::string_view name;
  const char* seen_key;  // null: nobody knows what was seen
  struct Macro {
    const char* key;
    const char* name;
  };
  std::array<Macro, 3> macros;  // without a key: none
};

constexpr std::array<Kind, 3> kKinds = {
    {{"zero-shot",
      "seen",
      {{{"macro", "all"}, {"macro_seen", "seen"}, {"macro_unseen", "unseen"}}}},
     {"scores",
      nullptr,
      {{{"macro", "all"}, {"macro_weighted", "weighted by positives"}, {nullptr, nullptr}}}},
     {"overlap",
      "seen_by_cosine",
      {{{"macro_all", "all"}, {"macro_unseen_cosine", "unseen"}, {nullptr, nullptr}}}}}};

// Files of the first versions name no kind. Null for a kind that is not shown here, and for classes
// that were compared with pre-training without any records.
const Kind* KindOf(const Json& result) {
  const auto named = result.find("kind");
  if (named == result.end() || !named->is_string()) return kKinds.data();
  const auto records = result.find("n_records");
  if (records != result.end() && records->is_null()) return nullptr;
  const auto found = std::ranges::find(kKinds, named->get<std::string>(), &Kind::name);
  return found == kKinds.end() ? nullptr : &*found;
}

ReportClass ReadClass(const Json& entry, const Kind& kind, const std::string& where) {
  ReportClass result;
  result.code = JsonString(entry, "code", where);
  // Other systems' classes have a name alone.
  result.prompt = kind.name == "scores" ? result.code : JsonString(entry, "prompt", where);
  if (kind.seen_key != nullptr) result.seen = JsonBool(entry, kind.seen_key, where);
  result.positives = JsonCount(entry, "n_pos", where);
  result.negatives = JsonCount(entry, "n_neg", where);
  result.value = ReadAuc(entry, where);
  return result;
}

// What else a reader asks: which records, which bundle. Missing keys are left out.
std::vector<Fact> ReadFacts(const Json& result) {
  std::vector<Fact> facts;
  const auto add = [&](const char* name, const char* pointer) {
    const Json::json_pointer place(pointer);
    if (!result.contains(place)) return;
    const Json& value = result.at(place);
    facts.push_back({name, value.is_string() ? value.get<std::string>() : DumpJson(value)});
  };
  add("split:", "/split/description");
  add("bundle:", "/bundle/name");
  add("predictions:", "/predictions/file");
  add("labels:", "/labels/file");
  add("seed:", "/seed");
  return facts;
}

std::string IntervalName(const Json& result) {
  const Json::json_pointer confidence("/bootstrap/confidence");
  if (!result.contains(confidence) || !result.at(confidence).is_number()) return "interval";
  return FormatDouble(std::round(1000.0 * result.at(confidence).get<double>()) / 10.0) +
         (result.value("interval", Json()) == "delong" ? " % DeLong interval"
                                                       : " % bootstrap interval");
}

ReportTask ReadResult(const Json& json, const Kind& kind, const std::string& where) {
  ReportTask task;
  task.kind = kind.name;
  task.task = JsonString(json, "task", where);
  task.record_count = JsonCount(json, "n_records", where);
  task.interval_name = IntervalName(json);
  task.facts = ReadFacts(json);
  const Json& classes = JsonMember(json, "classes", where);
  if (!classes.is_array()) {
    throw Error(ErrorCode::kCorruptData, "\"classes\" is not a list", where);
  }
  for (size_t i = 0; i < classes.size(); ++i) {
    task.classes.push_back(
        ReadClass(classes[i], kind, where + " classes[" + std::to_string(i) + "]"));
  }
  for (const Kind::Macro& macro : kind.macros) {
    if (macro.key != nullptr) ReadMacro(json, macro.key, macro.name, where, task);
  }
  return task;
}

}  // namespace

ReportTask ReadResultFile(const std::filesystem::path& path) {
  const Json json = ReadJsonFile(path);
  if (const Kind* kind = KindOf(json)) return ReadResult(json, *kind, path.string());
  throw Error(
      ErrorCode::kInvalidInput,
      "results of kind \"" + json["kind"].get<std::string>().substr(0, 40) + "\" without AUCs",
      path.string(), "a result of eval zero-shot, eval scores or eval overlap");
}

std::vector<ReportTask> ReadResultFolder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<ReportTask> results;
  for (const auto& path : paths) {
    const Json json = ReadJsonFile(path);
    if (const Kind* kind = KindOf(json)) results.push_back(ReadResult(json, *kind, path.string()));
  }
  return results;
}

}  // namespace supreme
