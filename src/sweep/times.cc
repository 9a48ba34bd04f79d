#include "sweep/times.h"

#include <utility>

#include "core/error.h"
#include "core/json.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

struct Mean {
  double sum = 0.0;
  int count = 0;
  void Add(double value) {
    sum += value;
    ++count;
  }
};

// Mean times of the finished tasks of one kind, and what the others of this kind will take.
class KindOfTask {
 public:
  void AddDone(const std::string& group, std::optional<double> seconds) {
    if (!seconds) return;
    of_group_[group].Add(*seconds);
    all_.Add(*seconds);
  }
  // Nothing when nothing is known of the kind.
  std::optional<double> Expect(const std::string& group) const {
    const auto found = of_group_.find(group);
    const Mean& mean = found == of_group_.end() ? all_ : found->second;
    if (mean.count == 0) return std::nullopt;
    return mean.sum / mean.count;
  }

 private:
  std::map<std::string, Mean> of_group_;
  Mean all_;
};

// "runs/vit/seed-1" → "runs/vit": the variant.
std::string VariantFolder(const SweepTraining& training) {
  return fs::path(training.folder).parent_path().string();
}

}  // namespace

SweepTimes::SweepTimes(fs::path file) : file_(std::move(file)) {
  if (!fs::exists(file_)) return;
  const Json json = ReadJsonFile(file_);
  if (!json.is_object()) throw Error(ErrorCode::kCorruptData, "not an object", file_.string());
  for (const auto& [task, seconds] : json.items()) {
    seconds_[task] = JsonNumber(json, task, file_.string());
  }
}

void SweepTimes::Add(const std::string& task, double seconds) {
  seconds_[task] += seconds;
  OrderedJson json = OrderedJson::object();
  for (const auto& [name, value] : seconds_) json[name] = value;
  WriteJsonFile(file_, json);
}

std::optional<double> SweepTimes::Find(const std::string& task) const {
  const auto found = seconds_.find(task);
  if (found == seconds_.end()) return std::nullopt;
  return found->second;
}

bool IsDone(const fs::path& out, const SweepTraining& training) {
  // Written last (train/export.h).
  return fs::exists(out / training.bundle() / "config.json");
}

bool IsDone(const fs::path& out, const SweepScoring& scoring) {
  return fs::exists(out / scoring.result);
}

std::optional<double> EstimateRest(const SweepTasks& tasks, const fs::path& out,
                                   const SweepTimes& times, const std::set<std::string>& given_up) {
  KindOfTask trainings, scorings;
  for (const SweepTraining& training : tasks.trainings) {
    if (!IsDone(out, training)) continue;
    trainings.AddDone(VariantFolder(training), times.Find(training.folder));
  }
  const auto column = [](const SweepScoring& scoring) {
    return fs::path(scoring.result).filename().string();
  };
  for (const SweepScoring& scoring : tasks.scorings) {
    if (IsDone(out, scoring)) scorings.AddDone(column(scoring), times.Find(scoring.result));
  }
  double rest = 0.0;
  for (const SweepTraining& training : tasks.trainings) {
    if (IsDone(out, training) || given_up.contains(training.folder)) continue;
    const auto seconds = trainings.Expect(VariantFolder(training));
    if (!seconds) return std::nullopt;
    rest += *seconds;
  }
  for (const SweepScoring& scoring : tasks.scorings) {
    if (IsDone(out, scoring) || given_up.contains(scoring.result)) continue;
    const auto seconds = scorings.Expect(column(scoring));
    if (!seconds) return std::nullopt;
    rest += *seconds;
  }
  return rest;
}

}  // namespace supreme
