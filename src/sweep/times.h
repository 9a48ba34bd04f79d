// How long the runs of a sweep took, kept in its folder, and what is left by that.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "sweep/tasks.h"

namespace supreme {

class SweepTimes {
 public:
  // Reads `file` where it exists. kCorruptData.
  explicit SweepTimes(std::filesystem::path file);
  // Wall time of one more session of a training (its folder) or scoring (its result); on disk when
  // this returns.
  void Add(const std::string& task, double seconds);
  std::optional<double> Find(const std::string& task) const;

 private:
  std::filesystem::path file_;
  std::map<std::string, double> seconds_;
};

// A finished training has its bundle, a finished scoring its result, below `out`.
bool IsDone(const std::filesystem::path& out, const SweepTraining& training);
bool IsDone(const std::filesystem::path& out, const SweepScoring& scoring);

// Seconds that the unfinished tasks take one after the other: as long as the finished ones of the
// same variant, or else of all; those in `given_up` (folders and results) take none. Nothing while
// none of a kind that is left has been timed.
std::optional<double> EstimateRest(const SweepTasks& tasks, const std::filesystem::path& out,
                                   const SweepTimes& times,
                                   const std::set<std::string>& given_up = {});

}  // namespace supreme
