// From a WFDB record (12 leads × 5,000 samples, format 16) to the network's input, step by step.
// The records are written to a temporary folder first, so that reads come from the page cache.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "signal/preprocess.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

constexpr size_t kRecords = 64;

// A wave of about 1 mV with beats in it: what the samples are does not change the time.
Record MakeRecord(size_t number, double rate_hz) {
  Record record;
  record.record_id = "r" + std::to_string(number);
  record.sample_rate_hz = rate_hz;
  record.sample_count = static_cast<size_t>(10 * rate_hz);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    record.lead_names.emplace_back(kLeadNames[lead]);
    for (size_t i = 0; i < record.sample_count; ++i) {
      const double time_sec = static_cast<double>(i) / rate_hz;
      const double share = static_cast<double>(lead + number) / 10;
      const double beat = std::exp(-std::pow((time_sec - std::floor(time_sec) - 0.4) / 0.02, 2));
      record.samples_mv.push_back(static_cast<float>(beat + 0.2 * std::sin(time_sec + share)));
    }
  }
  return record;
}

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "supreme-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
    for (size_t number = 0; number < kRecords; ++number) {
      WriteWfdb(MakeRecord(number, 500), path_);
      headers_.push_back(path_ / ("r" + std::to_string(number) + ".hea"));
    }
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::vector<std::filesystem::path>& headers() const { return headers_; }

 private:
  std::filesystem::path path_;
  std::vector<std::filesystem::path> headers_;
};

void CountRecords(benchmark::State& state) {
  state.counters["records/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void Read(benchmark::State& state) {
  const Folder folder;
  size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ReadWfdb(folder.headers()[next++ % kRecords]));
  }
  CountRecords(state);
}
BENCHMARK(Read);

void Window(benchmark::State& state) {
  const Record record = MakeRecord(1, static_cast<double>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(ToWindow(record));
  CountRecords(state);
}
BENCHMARK(Window)->ArgName("hz")->Arg(500)->Arg(100)->Arg(257)->Arg(1000);

void Prepare(benchmark::State& state, const char* normalisation) {
  const Preprocessor preprocessor({.sample_rate_hz = static_cast<double>(state.range(0)),
                                   .window_samples = 10 * state.range(0),
                                   .normalisation = normalisation});
  const EcgWindow window = ToWindow(MakeRecord(1, 500));
  NetworkInput input = preprocessor.Prepare(window);
  for (auto _ : state) {
    preprocessor.Prepare(window.samples_mv, window.present, input.samples, input.lead_log_std);
    benchmark::DoNotOptimize(input.samples.data());
  }
  CountRecords(state);
}
BENCHMARK_CAPTURE(Prepare, mv, "mv")->ArgName("hz")->Arg(100)->Arg(500);
BENCHMARK_CAPTURE(Prepare, minmax_record, "minmax_record")->ArgName("hz")->Arg(100)->Arg(500);
BENCHMARK_CAPTURE(Prepare, zscore_record, "zscore_record")->ArgName("hz")->Arg(100)->Arg(500);
BENCHMARK_CAPTURE(Prepare, zscore_lead, "zscore_lead")->ArgName("hz")->Arg(100)->Arg(500);

}  // namespace
}  // namespace supreme

BENCHMARK_MAIN();
