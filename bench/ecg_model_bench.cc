// Records per second of the compiled network on one thread, random weights: the paper's network
// with 295 queries (fp32 and bf16) and the nano network with 20.
#include <benchmark/benchmark.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "core/rng.h"
#include "engine/ecg_model.h"

namespace supreme {
namespace {

std::vector<float> RandomFloats(int64_t count, double spread) {
  Rng rng(1);
  std::vector<float> values(static_cast<size_t>(count));
  for (float& value : values) value = static_cast<float>(spread * (2.0 * rng.Uniform() - 1.0));
  return values;
}

// A weight file of the network, removed at the end.
class RandomWeights {
 public:
  explicit RandomWeights(const ModelConfig& config)
      : path_(std::filesystem::temp_directory_path() / "supreme_ecg_model_bench.safetensors") {
    const auto shapes = WeightShapes(config);
    std::vector<std::vector<float>> values;
    values.reserve(shapes.size());
    NamedTensors tensors;
    for (const auto& [name, shape] : shapes) {
      const int64_t count = ElementCount(shape);
      const double fan_in = static_cast<double>(count) / static_cast<double>(shape[0]);
      const bool is_variance = name.ends_with("running_var");
      values.push_back(is_variance ? std::vector<float>(static_cast<size_t>(count), 1.0F)
                                   : RandomFloats(count, 1.0 / std::sqrt(fan_in)));
      tensors.emplace_back(name, ViewOf<float>(values.back(), shape));
    }
    WriteSafetensors(path_, tensors);
  }
  ~RandomWeights() { std::filesystem::remove(path_); }
  SafetensorsFile Open() const { return SafetensorsFile(path_); }

 private:
  std::filesystem::path path_;
};

void InferRecords(benchmark::State& state, const std::string& preset, int64_t queries,
                  const std::string& precision) {
  const ModelConfig config = ModelPreset(preset);
  const RandomWeights weights(config);
  const int64_t batch = state.range(0);
  EcgModel model(config, weights.Open(), RandomFloats(queries * config.text_width, 1.0),
                 {.threads = 1, .batch_size = batch, .precision = precision});
  const std::vector<float> samples =
      RandomFloats(batch * 12 * config.preprocess.window_samples, 1.0);
  const std::vector<float> deviations(static_cast<size_t>(batch) * 12, 0.0F);
  for (auto _ : state) benchmark::DoNotOptimize(model.Infer(samples, deviations));
  state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK_CAPTURE(InferRecords, tiny_295_fp32, "tiny", 295, "fp32")
    ->Arg(1)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(InferRecords, tiny_295_bf16, "tiny", 295, "bf16")
    ->Arg(1)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(InferRecords, nano_20_fp32, "nano", 20, "fp32")
    ->Arg(1)
    ->Arg(8)
    ->Arg(32)
    ->Unit(benchmark::kMillisecond);

// What a prediction pays before its first score.
void CompileModel(benchmark::State& state, const std::string& preset, int64_t queries) {
  const ModelConfig config = ModelPreset(preset);
  const RandomWeights weights(config);
  const std::vector<float> embeddings = RandomFloats(queries * config.text_width, 1.0);
  for (auto _ : state) {
    const EcgModel model(config, weights.Open(), embeddings, {.threads = 1});
    benchmark::DoNotOptimize(model.query_count());
  }
}
BENCHMARK_CAPTURE(CompileModel, tiny_295, "tiny", 295)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(CompileModel, nano_20, "nano", 20)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace supreme

BENCHMARK_MAIN();
