// `pretrain --find-learning-rate` as `supreme` runs it: supreme-train trains, and the picture, for
// which it has no library, is drawn here.
#pragma once

#include "cli/verbs.h"

namespace supreme {

// True when the arguments of pretrain ask for the sweep.
bool AsksForRate(const VerbArguments& arguments);
// Runs it, prints what supreme-train printed and the path of the picture beside its CSV file.
// Returns supreme-train's exit code.
int FindRateWithPicture(const VerbArguments& arguments);

}  // namespace supreme
