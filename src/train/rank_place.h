// Which rank of how many this process is: what mpirun, srun and torchrun tell it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace supreme {

struct RankPlace {
  std::string launcher;  // "mpirun", "srun", "torchrun"; "" = started by hand, alone
  int64_t rank = 0;
  int64_t size = 1;
  int64_t local_rank = 0;  // among the ranks of this machine
  int64_t local_size = 1;
  std::string job;  // the same for all ranks of one start and for no others; "" = unknown
  std::string master_address;  // of rank 0; "" = not told
  int64_t master_port = 29500;
};

// An environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment ProcessEnvironment();

// From OMPI_COMM_WORLD_*, SLURM_* (within srun only), or RANK, WORLD_SIZE, LOCAL_RANK, and
// MASTER_ADDR, MASTER_PORT. kUsage naming the variable when one is missing, is no number, or
// contradicts another.
RankPlace ReadRankPlace(const Environment& environment);

}  // namespace supreme
