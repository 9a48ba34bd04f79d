// Statements per second of the rule extractor on one thread: English, German and Swedish ones, with
// and without slips. Usage: rule_extractor_bench
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "extract/rule_extractor.h"

namespace supreme {
namespace {

void Extract(benchmark::State& state, const std::vector<std::string>& statements) {
  const RuleExtractor extractor;
  for (auto _ : state) {
    for (const std::string& statement : statements) {
      benchmark::DoNotOptimize(extractor.Extract(statement));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(statements.size()));
}

void English(benchmark::State& state) {
  Extract(state, {"Sinus rhythm", "Atrial fibrillation with rapid ventricular response",
                  "Inferior/lateral ST-T abnormality may be due to the hypertrophy and/or ischemia",
                  "Cannot rule out Anterior infarct, age undetermined", "Left axis deviation",
                  "Minimal voltage criteria for LVH, may be normal variant", "Abnormal ECG",
                  "T wave inversion in V4,5,6, consider lateral ischemia"});
}
BENCHMARK(English);

void German(benchmark::State& state) {
  Extract(state, {"Sinusrhythmus Lagetyp normal sonst normales EKG", "Linksschenkelblock",
                  "QRS(T) abnorm inferiorer Infarkt Alter unbest.", "ST-Senkung in V4-6",
                  "ST & T abnorm, wahrscheinlich anterolaterale Ischämie oder Linksbelastung"});
}
BENCHMARK(German);

void Slips(benchmark::State& state) {
  Extract(state, {"sinus rythm with left bundel branch block", "atrial fibrilation",
                  "berdrehter linkstyp, t-vernderungen", "posible inferior infarkt"});
}
BENCHMARK(Slips);

}  // namespace
}  // namespace supreme

BENCHMARK_MAIN();
