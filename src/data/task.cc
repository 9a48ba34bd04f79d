#include "data/task.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/error.h"
#include "core/json.h"
#include "core/numbers.h"

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

}  // namespace

Task ReadTask(const std::filesystem::path& path) {
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
  return task;
}

TaskLabels LabelRows(const Task& task, const Pack& pack, const std::vector<size_t>& rows) {
  std::map<std::string, std::vector<size_t>> classes_of_code;
  for (size_t c = 0; c < task.classes.size(); ++c) {
    for (const std::string& member : task.classes[c].members) {
      classes_of_code[member].push_back(c);
    }
  }
  const auto codes = pack.ReadCodes();
  TaskLabels labels;
  std::vector<uint8_t> positive(task.classes.size());
  for (const size_t row : rows) {
    SUPREME_CHECK(row < pack.size());
    const auto found = codes.find(pack.rows()[row].record_id);
    if (found == codes.end()) continue;
    std::fill(positive.begin(), positive.end(), uint8_t{0});
    bool any = false;
    for (const std::string& code : found->second) {
      const auto classes = classes_of_code.find(code);
      if (classes == classes_of_code.end()) continue;
      for (const size_t c : classes->second) positive[c] = 1;
      any = true;
    }
    if (!any) continue;
    labels.rows.push_back(row);
    labels.positive.insert(labels.positive.end(), positive.begin(), positive.end());
  }
  return labels;
}

}  // namespace supreme
