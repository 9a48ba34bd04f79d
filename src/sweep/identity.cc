#include "sweep/identity.h"

#include "core/error.h"
#include "core/hash.h"
#include "core/version.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

template <class Task>
OrderedJson Commands(const std::vector<Task>& tasks) {
  OrderedJson list = OrderedJson::array();
  for (const Task& task : tasks) list.push_back({{"name", task.label}, {"words", task.words}});
  return list;
}

}  // namespace

OrderedJson DescribeSweep(const std::vector<fs::path>& sweep_files, const SweepPlan& plan,
                          const SweepTasks& tasks) {
  OrderedJson json;
  json["title"] = plan.title;
  json["software"] = {{"version", Version()}, {"git", GitCommit()}};
  json["files"] = OrderedJson::object();
  // By name alone: the file may be started from another folder.
  for (const fs::path& file : sweep_files) {
    json["files"][file.filename().string()] = Sha256File(file);
  }
  for (const fs::path& file : plan.Inputs()) json["files"][file.string()] = Sha256File(file);
  json["trainings"] = Commands(tasks.trainings);
  json["evaluations"] = Commands(tasks.scorings);
  return json;
}

void CheckSameSweep(const fs::path& file, const OrderedJson& description,
                    const std::string& way_out) {
  if (!fs::exists(file)) {
    WriteJsonFile(file, description);
    return;
  }
  const Json before = ReadJsonFile(file);
  const std::string where = file.string();
  const std::string hint = "put it back, or " + way_out;
  const Json& files = JsonMember(before, "files", where);
  for (const auto& [name, hash] : description["files"].items()) {
    if (files.contains(name) && files[name] != Json(hash)) {
      throw Error(ErrorCode::kUsage, "has changed since this sweep was started", name, hint);
    }
  }
  for (const char* key : {"files", "trainings", "evaluations"}) {
    if (JsonMember(before, key, where) == Json(description[key])) continue;
    throw Error(ErrorCode::kUsage, "the sweep was started with other files, seeds or settings",
                where, "the same file, --seeds, --set and --root, or " + way_out);
  }
}

}  // namespace supreme
