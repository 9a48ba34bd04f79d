// supreme simulate: a dataset of simulated ECGs with reports.
#include <cstdint>
#include <iostream>
#include <string>
#include <thread>

#include "cli/arguments.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/progress.h"
#include "synth/ptbxl_layout.h"

namespace supreme {
namespace {

uint64_t Count(int64_t value, const std::string& flag) {
  if (value < 0) throw Error(ErrorCode::kUsage, "must not be negative", flag);
  return static_cast<uint64_t>(value);
}

void PrintSummary(const DatasetSummary& summary) {
  std::cerr << summary.patient_count << " patients; records per finding:";
  for (const FindingInfo& info : FindingTable()) {
    std::cerr << " " << info.code << " "
              << summary.finding_counts[static_cast<size_t>(info.finding)];
  }
  std::cerr << "\n";
}

}  // namespace

int RunSimulate(const VerbArguments& arguments) {
  int64_t records = 10000;
  int64_t seed = 1;
  int64_t workers = std::max<int64_t>(1, std::thread::hardware_concurrency());
  std::string folder;
  DatasetOptions options;
  Arguments parser("simulate", "Write a dataset of simulated 12-lead ECGs in the PTB-XL layout",
                   {"supreme simulate --records 10000 --seed 1 --out simulated",
                    "supreme simulate --records 100 --noise 0 --out clean"});
  parser.Option("--out", folder, "folder of the dataset", true);
  parser.Option("--records", records, "how many recordings, up to 99999");
  parser.Option("--seed", seed, "same seed, same bytes");
  parser.Option("--workers", workers, "threads");
  parser.Option("--rate", options.simulator.sample_rate_hz, "samples per second, 100-1000");
  parser.Option("--duration", options.simulator.duration_s, "seconds per recording, 5-120");
  parser.Option("--noise", options.simulator.noise_level,
                "factor on wander, muscle and mains noise, 0-10");
  parser.Flag("--force", options.force, "write into a folder that holds something else");
  if (!parser.Parse(arguments)) return 0;

  options.folder = folder;
  options.record_count = Count(records, "--records");
  options.seed = Count(seed, "--seed");
  options.worker_count = Count(workers, "--workers");
  Progress progress("simulate", options.record_count, "records");
  const DatasetSummary summary =
      WritePtbxlDataset(options, [&](uint64_t done) { progress.Update(done); });
  progress.Finish();
  PrintSummary(summary);
  std::cout << folder << "\n";
  return 0;
}

}  // namespace supreme
