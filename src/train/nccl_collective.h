// Ranks on GPUs, over NCCL.
#pragma once

#include <memory>

#include "train/collective.h"
#include "train/nccl_library.h"

namespace supreme {

// Ranks find each other at place.master_address (train/rendezvous.h); the first one's identifier
// makes the communicator. Sums run on a stream of their own, after what the default stream was
// given before. kUsage naming MASTER_ADDR when it is missing; kTimeout naming the ranks that did
// not join.
std::unique_ptr<Collective> JoinNccl(const NcclLibrary& nccl, const RankPlace& place,
                                     const CollectiveOptions& options);

// With the library of this machine; kUnavailable when it has none.
std::unique_ptr<Collective> OpenNccl(const RankPlace& place, const CollectiveOptions& options);

}  // namespace supreme
