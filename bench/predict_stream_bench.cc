// Files to scores against ready windows to scores, in one run: reading and preparing records must
// cost at most a tenth of the network's rate. Reports records/s and their ratio.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "core/atomic_file.h"
#include "engine/ecg_model.h"
#include "formats/find_records.h"
#include "formats/open.h"
#include "predict/engine_predictor.h"
#include "predict/questions.h"
#include "predict/stream.h"
#include "signal/preprocess.h"
#include "signal/wfdb.h"
#include "tests/predict/random_bundle.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr size_t kQueries = 30;

class Setup {
 public:
  Setup(const std::string& preset, size_t file_count)
      : folder_(fs::temp_directory_path() / ("supreme-stream-bench-" + std::to_string(getpid()))) {
    Rng rng(3);
    MakeFolder(folder_ / "ecgs");
    for (size_t i = 0; i < file_count; ++i) {
      Record record;
      record.record_id = "r" + std::to_string(10000 + i);
      for (const auto lead : kLeadNames) record.lead_names.emplace_back(lead);
      record.sample_rate_hz = kWindowRateHz;
      record.sample_count = kWindowSamples;
      for (size_t s = 0; s < kLeadCount * kWindowSamples; ++s) {
        record.samples_mv.push_back(static_cast<float>(static_cast<int>(rng.Index(2000))) / 1000);
      }
      WriteWfdb(record, folder_ / "ecgs");
    }
    WriteRandomBundle(folder_ / "bundle", ModelPreset(preset), kQueries);
    const std::string root = (folder_ / "ecgs").string();
    files = formats::FindRecords(std::span(&root, 1));
  }
  ~Setup() { fs::remove_all(folder_); }

  Bundle bundle() const { return ReadBundle(folder_ / "bundle"); }
  std::vector<fs::path> files;

 private:
  fs::path folder_;
};

double Seconds(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The network alone: inputs are prepared beforehand.
double ComputeSeconds(const Setup& setup, const Bundle& bundle, int threads, size_t batch_size) {
  EcgModelOptions options;
  options.threads = threads;
  options.batch_size = static_cast<int64_t>(batch_size);
  const SafetensorsFile weights(bundle.folder / "model.safetensors");
  EcgModel model(bundle.model, weights, bundle.queries.embeddings, options);
  const Preprocessor preprocessor(bundle.model.preprocess);
  std::vector<float> samples, lead_log_std;
  for (size_t i = 0; i < batch_size; ++i) {
    const NetworkInput input = preprocessor.Prepare(ToWindow(formats::OpenRecord(setup.files[i])));
    samples.insert(samples.end(), input.samples.begin(), input.samples.end());
    lead_log_std.insert(lead_log_std.end(), input.lead_log_std.begin(), input.lead_log_std.end());
  }
  model.Infer(samples, lead_log_std);
  const auto start = Clock::now();
  for (size_t done = 0; done < setup.files.size(); done += batch_size) {
    benchmark::DoNotOptimize(model.Infer(samples, lead_log_std));
  }
  return Seconds(start);
}

double StreamSeconds(const Setup& setup, const Bundle& bundle, int threads, size_t batch_size) {
  EnginePredictor predictor(bundle,
                            {.threads = threads, .batch_size = static_cast<int64_t>(batch_size)});
  predictor.SetQueries(BundleQuestions(bundle).batch);
  const auto run = [&](std::span<const fs::path> files) {
    PredictFiles(predictor, files, {},
                 [](const FilePrediction& prediction) { SUPREME_CHECK(!prediction.problem); });
  };
  run(std::span(setup.files).first(batch_size));
  const auto start = Clock::now();
  run(setup.files);
  return Seconds(start);
}

void PredictStream(benchmark::State& state, const std::string& preset, size_t file_count) {
  const Setup setup(preset, file_count);
  const Bundle bundle = setup.bundle();
  const int threads = static_cast<int>(state.range(0));
  constexpr size_t kBatch = 16;  // the default of supreme predict
  double compute = 0.0, stream = 0.0;
  for (auto _ : state) {
    compute += ComputeSeconds(setup, bundle, threads, kBatch);
    stream += StreamSeconds(setup, bundle, threads, kBatch);
  }
  const double records = static_cast<double>(file_count) * static_cast<double>(state.iterations());
  state.counters["compute_per_s"] = records / compute;
  state.counters["stream_per_s"] = records / stream;
  state.counters["ratio"] = compute / stream;
}

BENCHMARK_CAPTURE(PredictStream, nano, "nano", 1024)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(PredictStream, tiny, "tiny", 32)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace supreme

BENCHMARK_MAIN();
