// bootstrap_bench SCORES.npy LABELS.npy RESAMPLES: seconds for the bootstrap of AUROC over all
// classes and their mean. bench/bootstrap_auroc.py makes the arrays and compares.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <numeric>

#include "core/numbers.h"
#include "eval/score_matrix.h"
#include "stats/bootstrap.h"

namespace supreme {
namespace {

double CpuSeconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

void Run(const char* scores_path, const char* labels_path, uint64_t resamples) {
  const ScoredLabels data = MatchLabels(ReadScoreMatrix(scores_path), ReadScoreMatrix(labels_path));
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = CpuSeconds();
  std::vector<RankedScores> ranked;
  for (size_t c = 0; c < data.classes.size(); ++c) {
    ranked.emplace_back(data.scores[c], data.positive[c]);
  }
  ClassGroups groups(1, std::vector<size_t>(data.classes.size()));
  std::iota(groups[0].begin(), groups[0].end(), size_t{0});
  const auto intervals = BootstrapAuroc(ranked, groups, {resamples, 0.95}, Rng(1));
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  std::printf("{\"wall_s\": %s, \"cpu_s\": %s, \"low\": %s, \"high\": %s}\n",
              FormatDouble(wall.count()).c_str(), FormatDouble(CpuSeconds() - cpu_start).c_str(),
              FormatDouble(intervals.groups[0]->low).c_str(),
              FormatDouble(intervals.groups[0]->high).c_str());
}

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) {
  const auto resamples = argc == 4 ? supreme::ParseInt(argv[3]) : std::nullopt;
  if (!resamples || *resamples < 1) {
    std::fputs("usage: bootstrap_bench SCORES.npy LABELS.npy RESAMPLES\n", stderr);
    return 2;
  }
  try {
    supreme::Run(argv[1], argv[2], static_cast<uint64_t>(*resamples));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
