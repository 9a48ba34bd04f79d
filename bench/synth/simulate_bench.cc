// Records per second on one thread: the signal and its truth, with the report, and with writing.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "signal/wfdb.h"
#include "synth/simulator.h"

namespace supreme {
namespace {

void BM_SimulateSignal(benchmark::State& state) {
  const Rng rng(1);
  uint64_t index = 0;
  SimulatorOptions options;
  options.mix = CaseMix::kTraining;
  for (auto _ : state) benchmark::DoNotOptimize(SimulateSignal(rng.Fork(index++), options));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_SimulateSignal)->Unit(benchmark::kMillisecond);

void BM_Simulate(benchmark::State& state) {
  const Rng rng(1);
  uint64_t index = 0;
  for (auto _ : state) benchmark::DoNotOptimize(Simulate(rng.Fork(index++), {}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Simulate)->Unit(benchmark::kMillisecond);

void BM_SimulateAndWrite(benchmark::State& state) {
  const auto folder = std::filesystem::temp_directory_path() / "supreme_simulate_bench";
  std::filesystem::create_directories(folder);
  const Rng rng(1);
  uint64_t index = 0;
  for (auto _ : state) {
    SimulatedRecord simulated = Simulate(rng.Fork(index), {});
    simulated.record.record_id = "r" + std::to_string(index++ % 100);
    WriteWfdb(simulated.record, folder, Durability::kRenamed);
  }
  state.SetItemsProcessed(state.iterations());
  std::filesystem::remove_all(folder);
}
BENCHMARK(BM_SimulateAndWrite)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace supreme
