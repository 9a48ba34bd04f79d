// The programs, libraries and models that supreme needs, and those it can use.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/doctor_check.h"
#include "cli/train_program.h"

namespace supreme {

// Versions of supreme and OpenVINO, and where they are.
std::vector<Check> CheckLibraries();
// What `supreme-train doctor` says, by `ask` (throws Error where it cannot be started): PyTorch,
// its kernels, and GPUs, which are worth a warning only where the machine has a driver for one.
std::vector<Check> CheckTraining(const std::function<TrainProgramOutput()>& ask, bool has_driver);
// Text encoder and model that come along, with the start of their SHA-256.
std::vector<Check> CheckModels();
// mpirun and llama-server in the folders of `path` ("a:b").
std::vector<Check> CheckOptionalPrograms(const std::string& path);

}  // namespace supreme
