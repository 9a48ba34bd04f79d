// Results of several systems on the same things, read from files, to be compared with tests.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace supreme {

// One system's figures.
struct ResultSet {
  std::string name;
  std::vector<std::string> units;  // what was measured: class codes, tasks, rows of a table
  std::vector<double> values;      // one per unit
  std::string records;             // hash of the evaluated records; empty when not told
};

enum class SetUnit {
  kAuto,   // classes for a file, tasks for a folder
  kClass,  // AUC of each class; in a folder "TASK CLASS"
  kTask,   // mean AUC of each task
};

// Each path is a results file of `supreme eval` (.json), a folder of such files, or a table (.csv:
// the first column names the unit, each other column is a system of its own). Undefined figures
// and empty cells are left out. Errors: kUsage for another ending; kCorruptData with the place;
// kInvalidInput for a folder without results; kNotFound, kIo.
std::vector<ResultSet> ReadResultSets(std::span<const std::string> paths, SetUnit unit);

// Sets of the same units, in the order of the first set.
struct AlignedSets {
  std::vector<std::string> names;
  std::vector<std::string> units;
  std::vector<double> values;         // units × names
  std::vector<std::string> left_out;  // units that not every set has
  bool different_records = false;     // the sets say that they saw different records
};

// kInvalidInput for fewer than two sets, two sets of one name, or no unit in common.
AlignedSets AlignSets(std::span<const ResultSet> sets);

}  // namespace supreme
