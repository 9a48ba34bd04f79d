// Training batches from a pack, in the shuffled order of data/window_order.h, on one thread:
//   pack_batches_bench PACK [--records N] [--epochs N] [--shuffle-window N] [--seconds S]
// A batch is 256 × 12 × 5000 floats, normalised by minmax_record. Only the first N records of the
// pack are taken when asked for: those that fit into the page cache are read from there in the
// second epoch. Prints a line per epoch.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <string_view>

#include "core/error.h"
#include "core/numbers.h"
#include "data/pack_pager.h"
#include "data/window_order.h"
#include "signal/preprocess.h"

namespace supreme {
namespace {

constexpr size_t kBatch = 256;
constexpr size_t kRecordFloats = kLeadCount * kWindowSamples;

struct Call {
  const char* pack = "";
  size_t records = SIZE_MAX;
  size_t epochs = 2;
  size_t window = 2048;
  size_t seconds = 600;  // an epoch that takes longer is cut
};

Call ReadCall(int argc, char** argv) {
  Call call;
  if (argc < 2 || argc % 2 != 0) {
    throw Error(ErrorCode::kUsage, "needs a pack and pairs of option and value", "command line");
  }
  call.pack = argv[1];
  for (int i = 2; i < argc; i += 2) {
    const std::string_view name = argv[i];
    const auto value = ParseInt(argv[i + 1]);
    size_t* target = name == "--records"          ? &call.records
                     : name == "--epochs"         ? &call.epochs
                     : name == "--shuffle-window" ? &call.window
                     : name == "--seconds"        ? &call.seconds
                                                  : nullptr;
    if (target == nullptr || !value || *value < 0) {
      throw Error(ErrorCode::kUsage, "is not understood", std::string(name));
    }
    *target = static_cast<size_t>(*value);
  }
  return call;
}

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// Reads one epoch and prints its rate.
class EpochTimer {
 public:
  explicit EpochTimer(const Call& call)
      : call_(call),
        pack_(call.pack),
        pager_(pack_, call.window),
        samples_(kBatch * kRecordFloats),
        deviations_(kBatch * kLeadCount),
        window_mv_(kRecordFloats) {}

  void Run(size_t epoch) {
    std::vector<size_t> rows(std::min(call_.records, pack_.size()));
    std::iota(rows.begin(), rows.end(), size_t{0});
    const auto order = ShuffleInWindows(std::move(rows), call_.window, Rng(epoch));
    rusage before{}, after{};
    ::getrusage(RUSAGE_SELF, &before);
    const auto start = std::chrono::steady_clock::now();
    size_t done = 0;
    double wall_sec = 0;
    double slowest_sec = 0;
    for (; done < order.size() && wall_sec < static_cast<double>(call_.seconds);) {
      ReadBatch(order, done);
      done = std::min(order.size(), done + kBatch);
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
      slowest_sec = std::max(slowest_sec, passed.count() - wall_sec);
      wall_sec = passed.count();
    }
    ::getrusage(RUSAGE_SELF, &after);
    const double cpu_sec = Seconds(after.ru_utime) - Seconds(before.ru_utime) +
                           Seconds(after.ru_stime) - Seconds(before.ru_stime);
    const auto records = static_cast<double>(done);
    std::printf(
        "epoch %zu: %zu records, wall %.2f s = %.0f/s, CPU %.2f s = %.0f/s, slowest batch %.0f ms, "
        "read from disk %.2f GB, peak RSS %.0f MB, sum %.6g\n",
        epoch, done, wall_sec, records / wall_sec, cpu_sec, records / cpu_sec, 1e3 * slowest_sec,
        512e-9 * static_cast<double>(after.ru_inblock - before.ru_inblock),
        static_cast<double>(after.ru_maxrss) / 1024, sum_);
  }

 private:
  void ReadBatch(const std::vector<size_t>& order, size_t first) {
    pager_.Advance(order, first);
    const size_t count = std::min(kBatch, order.size() - first);
    for (size_t i = 0; i < count; ++i) {
      pack_.ReadWindow(order[first + i], window_mv_, present_);
      preprocessor_.Prepare(window_mv_, present_,
                            std::span(samples_).subspan(i * kRecordFloats, kRecordFloats),
                            std::span(deviations_).subspan(i * kLeadCount, kLeadCount));
    }
    sum_ += static_cast<double>(samples_[(first * 7919) % samples_.size()]);
  }

  const Call call_;
  const Pack pack_;
  PackPager pager_;
  const Preprocessor preprocessor_{PreprocessConfig{}};
  std::vector<float> samples_, deviations_, window_mv_;
  std::array<uint8_t, kLeadCount> present_{};
  double sum_ = 0;
};

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) {
  try {
    const supreme::Call call = supreme::ReadCall(argc, argv);
    supreme::EpochTimer timer(call);
    for (size_t epoch = 0; epoch < call.epochs; ++epoch) timer.Run(epoch);
    return 0;
  } catch (const supreme::Error& error) {
    std::fprintf(stderr, "pack_batches_bench: %s\n", error.what());
    return supreme::ExitCode(error.code());
  }
}
