// Ranks on CPUs, over Open MPI.
#pragma once

#include <memory>
#include <string>

#include "train/collective.h"

namespace supreme {

// Loads libsupreme_mpi.so, which stands beside the program or in ../lib/supreme, and joins.
// kUnavailable when it or Open MPI is missing; kTimeout naming the ranks that did not join: each
// leaves a mark in options.join_folder before it does.
std::unique_ptr<Collective> OpenMpi(const RankPlace& place, const CollectiveOptions& options);

}  // namespace supreme
