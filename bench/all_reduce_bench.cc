// How long the ranks take to sum so many bytes: mpirun -n 4 build/release/bin/all_reduce_bench
#include <ATen/ATen.h>

#include <chrono>
#include <cstdio>

#include "core/error.h"
#include "train/collective.h"

namespace {

constexpr int64_t kLargestBytes = 64'000'000;
constexpr double kSecondsPerSize = 0.5;

// Mean of many sums of `bytes`, in seconds.
double TimeSums(supreme::Collective& ranks, int64_t bytes) {
  const at::Tensor values = at::zeros({bytes / 4});
  ranks.Sum(values);
  const auto start = std::chrono::steady_clock::now();
  int64_t count = 0;
  double elapsed = 0.0;
  do {
    ranks.Sum(values);
    ++count;
    elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    // All have to stop after the same one.
  } while (supreme::FromFirst(ranks, elapsed < kSecondsPerSize ? 1 : 0) == 1);
  return elapsed / static_cast<double>(count);
}

void Run() {
  const auto place = supreme::ReadRankPlace(supreme::ProcessEnvironment());
  const auto ranks = supreme::OpenCollective(place, {});
  if (ranks->size() == 1) {
    std::printf("one rank has nothing to sum; try: mpirun -n 4 all_reduce_bench\n");
    return;
  }
  if (ranks->rank() == 0) {
    std::printf("%lld ranks, one sum and the agreement after it\n%12s %10s %10s\n",
                static_cast<long long>(ranks->size()), "bytes", "ms", "GB/s");
  }
  for (int64_t bytes = 64; bytes <= kLargestBytes; bytes *= 10) {
    const double seconds = TimeSums(*ranks, bytes);
    if (ranks->rank() != 0) continue;
    std::printf("%12lld %10.3f %10.3f\n", static_cast<long long>(bytes), 1e3 * seconds,
                static_cast<double>(bytes) / seconds * 1e-9);
  }
  ranks->Finish();
}

}  // namespace

int main() {
  try {
    Run();
    return 0;
  } catch (const supreme::Error& error) {
    std::fprintf(stderr, "all_reduce_bench: %s\n", error.what());
    return supreme::ExitCode(error.code());
  }
}
