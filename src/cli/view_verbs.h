// Entry points of the verbs that look at trainings and at the machine.
#pragma once

#include "cli/verbs.h"

namespace supreme {

int RunRuns(const VerbArguments& arguments);         // runs
int RunDoctor(const VerbArguments& arguments);       // doctor
int RunTrainDoctor(const VerbArguments& arguments);  // doctor (in supreme-train)

}  // namespace supreme
