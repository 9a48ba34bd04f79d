// Time to record ten seconds of twelve leads at 500 Hz: noise, filters, storage.
#include <benchmark/benchmark.h>

#include "synth/recorder/recorder.h"

namespace supreme {
namespace {

CleanLeads Beats(size_t samples) {
  CleanLeads clean;
  for (std::vector<float>& row : clean) {
    row.assign(samples, 0.0F);
    for (size_t t = 200; t < samples; t += 400) row[t] = 1.0F;
  }
  return clean;
}

void RecordTenSeconds(benchmark::State& state, double noise_level) {
  const CleanLeads clean = Beats(5000);
  Rng rng(1);
  RecordLeads(clean, 500.0, {}, {.noise_level = 1.0}, rng);  // makes the noise bank
  for (auto _ : state) {
    benchmark::DoNotOptimize(RecordLeads(clean, 500.0, {}, {.noise_level = noise_level}, rng));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(RecordTenSeconds, noisy, 1.0)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(RecordTenSeconds, clean, 0.0)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace supreme
