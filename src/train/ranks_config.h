// How the ranks of a run work together. A resumed run may change all of it.
#pragma once

#include <cstdint>
#include <string>

namespace supreme {

struct RanksConfig {
  std::string collective = "auto";
  double timeout_s = 300.0;
  double join_timeout_s = 120.0;
  double bucket_mb = 4.0;
  int64_t check_every_steps = 500;

  template <class Self, class Visitor>
  static void VisitFields(Self& self, Visitor& visit) {
    visit("collective", self.collective, {"auto", "mpi", "nccl"},
          "how ranks sum: Open MPI on CPUs, NCCL on GPUs; auto = what fits the device");
    visit("timeout_s", self.timeout_s, {0.1, 86400.0},
          "longest wait for another rank, s; longer than the slowest checkpoint takes to write");
    visit("join_timeout_s", self.join_timeout_s, {0.1, 86400.0},
          "longest wait at the start until all ranks are there, s");
    visit("bucket_mb", self.bucket_mb, {0.001, 1000.0},
          "gradients that are summed at a time, MB; 3 ranks and more round otherwise with another");
    visit("check_every_steps", self.check_every_steps, {0, 1e9},
          "steps between checks that all ranks have the same weights; 0 = at the start only");
  }
};

}  // namespace supreme
