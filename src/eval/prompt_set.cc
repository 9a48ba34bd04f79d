#include "eval/prompt_set.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/hash.h"
#include "core/numbers.h"
#include "data/class_table.h"

namespace supreme {
namespace {

constexpr size_t kMaxPrompts = 1000;  // of one class
constexpr size_t kMaxNamed = 8;       // classes that an error names

Error SetError(const std::string& what, const std::string& where) {
  return Error(ErrorCode::kCorruptData, what, where,
               "{\"MI\": \"myocardial infarction\"}, or a list of prompts in place of one");
}

// Line breaks and rows of blanks become one blank.
std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : Trim(text)) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

void AddPrompt(const Json& value, ClassPrompts& entry, const std::string& where) {
  if (!value.is_string()) {
    throw SetError("the prompt of class \"" + entry.code + "\" is not a text", where);
  }
  std::string prompt = OneLine(value.get<std::string>());
  if (prompt.empty()) {
    throw SetError("class \"" + entry.code + "\" has an empty prompt", where);
  }
  entry.prompts.push_back(std::move(prompt));
}

// A text, a list of texts, or an object of "prompts" and "source".
ClassPrompts ReadEntry(const std::string& code, const Json& value, const std::string& where) {
  ClassPrompts entry{code, {}, ""};
  if (Trim(code).empty()) throw SetError("a class has an empty code", where);
  if (value.is_object()) {
    entry = ReadEntry(code, JsonMember(value, "prompts", where), where);
    if (value.contains("source")) entry.source = JsonString(value, "source", where);
    return entry;
  }
  if (!value.is_array()) {
    AddPrompt(value, entry, where);
    return entry;
  }
  for (const Json& prompt : value) AddPrompt(prompt, entry, where);
  if (entry.prompts.empty() || entry.prompts.size() > kMaxPrompts) {
    throw SetError("class \"" + code + "\" has " + std::to_string(entry.prompts.size()) +
                       " prompts, not 1 to " + std::to_string(kMaxPrompts),
                   where);
  }
  return entry;
}

std::vector<ClassPrompts> ReadEntries(const Json& object, const std::string& source,
                                      const std::string& where) {
  if (!object.is_object()) throw SetError("no object of class code and prompt", where);
  std::vector<ClassPrompts> entries;
  for (const auto& [code, value] : object.items()) {
    entries.push_back(ReadEntry(code, value, where));
    if (entries.back().source.empty()) entries.back().source = source;
  }
  if (entries.empty()) throw SetError("there are no prompts", where);
  return entries;
}

PromptSet ReadOwnForm(const Json& json, const std::filesystem::path& path) {
  const std::string where = path.string();
  PromptSet set;
  set.where = where;
  set.name = json.contains("name") ? JsonString(json, "name", where) : path.stem().string();
  if (json.contains("description")) set.description = JsonString(json, "description", where);
  set.source = json.contains("source") ? JsonString(json, "source", where) : set.name;
  if (json.contains("classes")) set.classes = ReadEntries(json["classes"], set.source, where);
  if (json.contains("tasks")) {
    if (!json["tasks"].is_object()) throw SetError("\"tasks\" is not an object", where);
    for (const auto& [task, entries] : json["tasks"].items()) {
      set.tasks[task] = ReadEntries(entries, set.source, where + ": " + task);
    }
  }
  if (set.tasks.empty() && set.classes.empty()) throw SetError("there are no prompts", where);
  if (json.contains("generated")) set.generated = json["generated"];
  return set;
}

bool IsOwnForm(const Json& json) {
  return json.is_object() && json.contains("kind") && json["kind"] == kPromptSetKind;
}

OrderedJson EntriesJson(const std::vector<ClassPrompts>& entries, const std::string& source) {
  OrderedJson json = OrderedJson::object();
  for (const ClassPrompts& entry : entries) {
    const OrderedJson prompts =
        entry.prompts.size() == 1 ? OrderedJson(entry.prompts.front()) : OrderedJson(entry.prompts);
    if (entry.source == source) {
      json[entry.code] = prompts;
    } else {
      json[entry.code] = {{"prompts", prompts}, {"source", entry.source}};
    }
  }
  return json;
}

std::string Quoted(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < std::min(names.size(), kMaxNamed); ++i) {
    text += (i == 0 ? "" : ", ") + names[i];
  }
  return names.size() > kMaxNamed ? text + ", …" : text;
}

// A code as codes are compared when they are not the same.
std::string FoldedCode(std::string_view code) {
  std::string folded = AsciiLower(Trim(code));
  while (folded.ends_with('_')) folded.pop_back();
  return folded;
}

}  // namespace

PromptSet ReadPromptSet(const std::filesystem::path& path) {
  PromptSet set{path.stem().string()};
  set.where = path.string();
  set.source = path.filename().string();
  if (IsClassTable(path)) {
    for (ClassRow& row : ReadClassTable(path)) {
      set.classes.push_back({std::move(row.code), std::move(row.prompts), std::move(row.source)});
    }
    return set;
  }
  const Json json = ReadJsonFile(path);
  if (IsOwnForm(json)) return ReadOwnForm(json, path);
  set.classes = ReadEntries(json, set.source, path.string());
  return set;
}

OrderedJson PromptSetJson(const PromptSet& set) {
  OrderedJson json = {{"kind", kPromptSetKind},
                      {"name", set.name},
                      {"description", set.description},
                      {"source", set.source}};
  if (!set.generated.is_null()) json["generated"] = set.generated;
  if (!set.tasks.empty()) {
    OrderedJson tasks = OrderedJson::object();
    for (const auto& [task, entries] : set.tasks) tasks[task] = EntriesJson(entries, set.source);
    json["tasks"] = std::move(tasks);
  }
  if (!set.classes.empty()) json["classes"] = EntriesJson(set.classes, set.source);
  return json;
}

const std::vector<ClassPrompts>& EntriesFor(const PromptSet& set, const std::string& task) {
  const auto found = set.tasks.find(task);
  if (found != set.tasks.end()) return found->second;
  if (!set.classes.empty()) return set.classes;
  std::vector<std::string> names;
  for (const auto& [name, entries] : set.tasks) names.push_back(name);
  throw Error(ErrorCode::kNotFound, "the prompt set has no prompts for the task \"" + task + "\"",
              set.where, "its tasks are " + Quoted(names));
}

const ClassPrompts* FindEntry(const std::vector<ClassPrompts>& entries, const std::string& code,
                              const std::string& where) {
  const ClassPrompts* found = nullptr;
  const std::string folded = FoldedCode(code);
  for (const ClassPrompts& entry : entries) {
    if (entry.code == code) return &entry;
  }
  for (const ClassPrompts& entry : entries) {
    if (FoldedCode(entry.code) != folded) continue;
    if (found != nullptr) {
      throw Error(ErrorCode::kInvalidInput,
                  "both \"" + found->code + "\" and \"" + entry.code + "\" may stand for class \"" +
                      code + "\"",
                  where, "name it \"" + code + "\"");
    }
    found = &entry;
  }
  return found;
}

std::vector<ClassPrompts> PromptsOf(const PromptSet& set, const Task& task) {
  const std::vector<ClassPrompts>& entries = EntriesFor(set, task.name);
  std::vector<ClassPrompts> prompts;
  std::vector<std::string> missing;
  for (const TaskClass& task_class : task.classes) {
    const ClassPrompts* found = FindEntry(entries, task_class.code, set.where);
    if (found == nullptr) {
      missing.push_back(task_class.code);
      continue;
    }
    prompts.push_back(*found);
    prompts.back().code = task_class.code;
  }
  if (missing.empty()) return prompts;
  throw Error(ErrorCode::kInvalidInput,
              "no prompt for " + std::to_string(missing.size()) + " of " +
                  std::to_string(task.classes.size()) + " classes of the task \"" + task.name +
                  "\": " + Quoted(missing),
              set.where, "add them, or look with supreme prompts check");
}

std::vector<ClassPrompts> OwnPrompts(const Task& task) {
  std::vector<ClassPrompts> prompts;
  for (const TaskClass& entry : task.classes) {
    prompts.push_back({entry.code, {entry.prompt}, entry.source});
  }
  return prompts;
}

std::vector<std::string> SplitPhrases(std::string_view prompt) {
  std::vector<std::string> phrases;
  std::set<std::string> seen;
  const auto add = [&](std::string_view part) {
    part = Trim(part);
    while (part.ends_with('.')) part = Trim(part.substr(0, part.size() - 1));
    if (!part.empty() && seen.insert(AsciiLower(part)).second) phrases.emplace_back(part);
  };
  size_t begin = 0;
  int depth = 0;
  for (size_t i = 0; i < prompt.size(); ++i) {
    if (prompt[i] == '(') ++depth;
    if (prompt[i] == ')') depth = std::max(0, depth - 1);
    if (prompt[i] != ',' || depth > 0) continue;
    add(prompt.substr(begin, i - begin));
    begin = i + 1;
  }
  add(prompt.substr(begin));
  return phrases;
}

void SplitPrompts(std::vector<ClassPrompts>& classes) {
  for (ClassPrompts& entry : classes) {
    std::vector<std::string> phrases;
    for (const std::string& prompt : entry.prompts) {
      for (std::string& phrase : SplitPhrases(prompt)) phrases.push_back(std::move(phrase));
    }
    if (!phrases.empty()) entry.prompts = std::move(phrases);
  }
}

std::string PromptsSha256(std::span<const ClassPrompts> classes) {
  Json list = Json::array();
  for (const ClassPrompts& entry : classes) {
    list.push_back({entry.code, entry.prompts});
  }
  return Sha256(DumpJson(list));
}

}  // namespace supreme
