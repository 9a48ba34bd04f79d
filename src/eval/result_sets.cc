#include "eval/result_sets.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Adds an AUC under its name, unless it is undefined.
void AddAuc(const Json& entry, const std::string& unit, const std::string& where, ResultSet& set) {
  if (JsonMember(entry, "auc", where).is_null()) return;
  set.units.push_back(unit);
  set.values.push_back(JsonNumber(entry, "auc", where));
}

std::string TextAt(const Json& json, const char* pointer) {
  const Json::json_pointer place(pointer);
  if (!json.contains(place) || !json.at(place).is_string()) return "";
  return json.at(place).get<std::string>();
}

void AddResultFile(const fs::path& path, SetUnit unit, const std::string& prefix, ResultSet& set) {
  const Json json = ReadJsonFile(path);
  const std::string where = path.string();
  if (unit == SetUnit::kTask) {
    AddAuc(JsonMember(json, "macro", where), JsonString(json, "task", where), where + " macro",
           set);
  } else {
    const Json& classes = JsonMember(json, "classes", where);
    if (!classes.is_array()) {
      throw Error(ErrorCode::kCorruptData, "\"classes\" is not a list", where);
    }
    for (size_t i = 0; i < classes.size(); ++i) {
      const std::string place = where + " classes[" + std::to_string(i) + "]";
      AddAuc(classes[i], prefix + JsonString(classes[i], "code", place), place, set);
    }
  }
  const std::string hash = TextAt(json, "/split/hash");
  set.records += hash.empty() ? TextAt(json, "/labels/sha256") : hash;
}

ResultSet ReadFolder(const fs::path& folder, SetUnit unit) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (paths.empty()) {
    throw Error(ErrorCode::kInvalidInput, "no results (*.json)", folder.string(),
                "a folder that supreme eval wrote to");
  }
  std::sort(paths.begin(), paths.end());
  ResultSet set{folder.string(), {}, {}, ""};
  for (const auto& path : paths) {
    const std::string prefix = paths.size() > 1 ? path.stem().string() + " " : "";
    AddResultFile(path, unit == SetUnit::kAuto ? SetUnit::kTask : unit, prefix, set);
  }
  return set;
}

std::vector<ResultSet> ReadTable(const fs::path& path) {
  CsvReader csv = CsvReader::Open(path);
  const auto& columns = csv.columns();
  if (columns.size() < 2) {
    throw Error(ErrorCode::kCorruptData, "no column of figures", path.string(),
                "a header such as dataset,system A,system B");
  }
  std::vector<ResultSet> sets;
  for (size_t column = 1; column < columns.size(); ++column) {
    sets.push_back({columns[column], {}, {}, ""});
  }
  while (csv.Next()) {
    for (size_t column = 1; column < columns.size(); ++column) {
      if (Trim(csv[column]).empty()) continue;
      const auto value = ParseDouble(csv[column]);
      if (!value) {
        throw Error(ErrorCode::kCorruptData,
                    "\"" + csv[column].substr(0, 40) + "\" is not a finite number",
                    csv.Where() + ", column " + columns[column],
                    "a number, or nothing where there is none");
      }
      sets[column - 1].units.push_back(csv[size_t{0}]);
      sets[column - 1].values.push_back(*value);
    }
  }
  return sets;
}

// The values of a set by unit; kCorruptData for a unit that stands twice.
std::map<std::string, double> ByUnit(const ResultSet& set) {
  std::map<std::string, double> values;
  for (size_t i = 0; i < set.units.size(); ++i) {
    if (values.emplace(set.units[i], set.values[i]).second) continue;
    throw Error(ErrorCode::kCorruptData, "\"" + set.units[i] + "\" stands twice", set.name,
                "one figure for each");
  }
  return values;
}

}  // namespace

std::vector<ResultSet> ReadResultSets(std::span<const std::string> paths, SetUnit unit) {
  std::vector<ResultSet> sets;
  for (const std::string& text : paths) {
    const fs::path path(text);
    const std::string ending = AsciiLower(path.extension().string());
    if (fs::is_directory(path)) {
      sets.push_back(ReadFolder(path, unit));
    } else if (ending == ".csv") {
      for (ResultSet& set : ReadTable(path)) sets.push_back(std::move(set));
    } else if (ending == ".json") {
      sets.push_back({text, {}, {}, ""});
      AddResultFile(path, unit, "", sets.back());
    } else {
      throw Error(ErrorCode::kUsage, "neither .json, .csv nor a folder", text,
                  "results of supreme eval, or a table");
    }
  }
  return sets;
}

AlignedSets AlignSets(std::span<const ResultSet> sets) {
  if (sets.size() < 2) {
    throw Error(ErrorCode::kInvalidInput, std::to_string(sets.size()) + " set of results",
                "comparison", "two at least");
  }
  AlignedSets aligned;
  std::vector<std::map<std::string, double>> maps;
  std::set<std::string> names, everything, records;
  for (const ResultSet& set : sets) {
    if (!names.insert(set.name).second) {
      throw Error(ErrorCode::kInvalidInput, "two sets of this name", set.name,
                  "another path or column name");
    }
    aligned.names.push_back(set.name);
    maps.push_back(ByUnit(set));
    everything.insert(set.units.begin(), set.units.end());
    if (!set.records.empty()) records.insert(set.records);
  }
  aligned.different_records = records.size() > 1;
  for (const std::string& unit : sets[0].units) {
    const bool in_all =
        std::ranges::all_of(maps, [&](const auto& values) { return values.contains(unit); });
    if (!in_all) continue;
    aligned.units.push_back(unit);
    for (const auto& values : maps) aligned.values.push_back(values.at(unit));
    everything.erase(unit);
  }
  aligned.left_out.assign(everything.begin(), everything.end());
  if (aligned.units.empty()) {
    throw Error(ErrorCode::kInvalidInput, "the sets have nothing in common", sets[0].name,
                "results of the same classes, tasks or rows");
  }
  return aligned;
}

}  // namespace supreme
