#include "train/join_ranks.h"

#include <algorithm>
#include <string>
#include <thread>

#include "core/atomic_file.h"
#include "core/progress.h"
#include "train/device.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

fs::path RanksFolder(const fs::path& run_folder) { return run_folder / "ranks"; }

}  // namespace

fs::path RankLogPath(const fs::path& run_folder, int64_t rank) {
  if (rank == 0) return run_folder / "log.txt";
  return RanksFolder(run_folder) / ("rank_" + std::to_string(rank) + ".log");
}

JoinedRank JoinRanks(const RunConfig& config, const fs::path& run_folder) {
  const RankPlace place = ReadRankPlace(ProcessEnvironment());
  std::string device = config.train.device;
  if (device == "cuda" && place.size > 1)
    device.append(":").append(std::to_string(place.local_rank));
  JoinedRank joined{OpenDevice(device), nullptr};
  int64_t threads = config.train.threads;
  if (threads == 0 && place.local_size > 1) {
    threads = std::max<int64_t>(1, std::thread::hardware_concurrency() / place.local_size);
  }
  SetThreads(threads, config.train.replicas);
  if (place.rank > 0) Progress::SetQuiet(true);
  if (place.size > 1) MakeFolder(RanksFolder(run_folder));
  joined.ranks = OpenCollective(place, {.kind = config.ranks.collective,
                                        .device = joined.device,
                                        .timeout_s = config.ranks.timeout_s,
                                        .join_timeout_s = config.ranks.join_timeout_s,
                                        .join_folder = RanksFolder(run_folder).string()});
  return joined;
}

}  // namespace supreme
