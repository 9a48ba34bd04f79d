// Which classes of the six evaluation tasks the simulator can show (vocab/task_classes.csv).
#pragma once

#include <string>
#include <vector>

#include "synth/finding.h"

namespace supreme {

struct TaskClass {
  std::string task;  // "ptbxl-form", "cpsc-2018", "csn" …
  std::string code;
  std::string name;
  std::vector<Finding> findings;  // records with one of them carry the class
  std::string why_not;            // when there is none
};

// All classes, in the tasks' order. A code may stand in several tasks.
std::vector<TaskClass> TaskClasses();

}  // namespace supreme
