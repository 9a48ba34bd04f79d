// What a sweep's folder was started with: it goes on with nothing else.
#pragma once

#include <filesystem>

#include "core/json.h"
#include "sweep/plan.h"
#include "sweep/tasks.h"

namespace supreme {

// SHA-256 of the sweep file, of the one it extends and of the plan's inputs, and all commands.
// kNotFound naming an input that is missing.
OrderedJson DescribeSweep(const std::vector<std::filesystem::path>& sweep_files,
                          const SweepPlan& plan, const SweepTasks& tasks);

// Writes `description` into `file` when there is none. kUsage naming the first input that has
// changed since, or saying that other runs are asked for; `way_out` is what else can be done.
void CheckSameSweep(const std::filesystem::path& file, const OrderedJson& description,
                    const std::string& way_out = "another --out");

}  // namespace supreme
