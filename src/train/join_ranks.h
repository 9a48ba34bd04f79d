// The first thing a training process does: it finds its device, and the others.
#pragma once

#include <filesystem>
#include <memory>

#include "train/collective.h"
#include "train/train_config.h"

namespace supreme {

struct JoinedRank {
  at::Device device;
  std::unique_ptr<Collective> ranks;
};

// "cuda" is the GPU of the rank's number on its machine; all cores are shared by the ranks there.
// Errors: those of ReadRankPlace, OpenDevice and OpenCollective.
JoinedRank JoinRanks(const RunConfig& config, const std::filesystem::path& run_folder);

// Rank 0's log.txt, or ranks/rank_N.log.
std::filesystem::path RankLogPath(const std::filesystem::path& run_folder, int64_t rank);

}  // namespace supreme
