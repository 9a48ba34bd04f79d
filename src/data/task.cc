#include "data/task.h"

#include <set>
#include <utility>

#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"
#include "data/class_table.h"

namespace supreme {
namespace {

Error TaskError(const std::string& what, const std::string& where) {
  return Error(ErrorCode::kCorruptData, what, where, "see the task files that come with supreme");
}

TaskClass ReadClass(const Json& json, const std::string& where) {
  TaskClass task_class;
  task_class.code = JsonString(json, "code", where);
  task_class.prompt = JsonString(json, "prompt", where);
  task_class.source = JsonString(json, "source", where);
  if (Trim(task_class.code).empty()) throw TaskError("a class has an empty code", where);
  if (Trim(task_class.prompt).empty()) {
    throw TaskError("class \"" + task_class.code + "\" has an empty prompt", where);
  }
  const Json& members = JsonMember(json, "members", where);
  if (!members.is_array() || members.empty()) {
    throw TaskError("class \"" + task_class.code + "\" has no members", where);
  }
  std::set<std::string> seen;
  for (const Json& member : members) {
    if (!member.is_string() || !seen.insert(member.get<std::string>()).second) {
      throw TaskError("class \"" + task_class.code + "\" has a doubled or unreadable member",
                      where);
    }
    task_class.members.push_back(member.get<std::string>());
  }
  return task_class;
}

std::vector<TaskAcronym> ReadAcronyms(const Json& list, const std::string& where) {
  if (!list.is_array()) throw TaskError("\"acronyms\" is not a list", where);
  std::vector<TaskAcronym> acronyms;
  std::set<std::string> codes;
  for (const Json& entry : list) {
    TaskAcronym acronym{JsonString(entry, "code", where), JsonString(entry, "acronym", where)};
    if (!codes.insert(acronym.code).second) {
      throw TaskError("code \"" + acronym.code + "\" has two acronyms", where);
    }
    acronyms.push_back(std::move(acronym));
  }
  return acronyms;
}

}  // namespace

Task ReadTask(const std::filesystem::path& path) {
  if (IsClassTable(path)) return TaskFromTable(path);
  const Json json = ReadJsonFile(path);
  const std::string where = path.string();
  Task task;
  task.name = JsonString(json, "name", where);
  task.dataset = JsonString(json, "dataset", where);
  if (const std::string mode = JsonString(json, "label_mode", where); mode != "any-code") {
    throw TaskError("unknown label_mode \"" + mode + "\" (known: any-code)", where);
  }
  const Json& classes = JsonMember(json, "classes", where);
  if (!classes.is_array() || classes.empty()) throw TaskError("the task has no classes", where);
  std::set<std::string> codes;
  for (const Json& entry : classes) {
    task.classes.push_back(ReadClass(entry, where));
    if (!codes.insert(task.classes.back().code).second) {
      throw TaskError("class \"" + task.classes.back().code + "\" occurs twice", where);
    }
  }
  if (json.contains("acronyms")) task.acronyms = ReadAcronyms(json["acronyms"], where);
  if (json.contains("keep_unlabelled")) {
    task.keep_unlabelled = JsonBool(json, "keep_unlabelled", where);
  }
  return task;
}

}  // namespace supreme
