// The heart simulator as a world to train on.
#pragma once

#include <string>

#include "train/simulated_world.h"

namespace supreme {

// All signs and texts of SignLibrary::BuiltIn(), records of CaseMix::kTraining.
// `leave_out`: codes of findings, separated by commas. Then no record shows one of them, and no
// text is asked that names one: those of every sign that SignLibrary::Names ties to it, and any
// other in which one of its names stands as whole words.
// kUsage for a code that is not in the catalogue.
SimulatedWorld MakeSimulatorWorld(const std::string& leave_out);

}  // namespace supreme
