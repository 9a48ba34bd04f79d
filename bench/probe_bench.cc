// A full linear probe of PTB-XL super's size (17,084 training, 2,146 validation and 2,158 test
// records, 5 classes, 100 epochs in batches of 16, validation AUC after each epoch), features
// already there; bench/probe_torch.py does the same in PyTorch and scikit-learn.
//   probe_bench [WIDTH [CLASSES]]
#include <chrono>
#include <cstdio>
#include <ctime>
#include <numeric>

#include "core/numbers.h"
#include "eval/probe_training.h"

namespace supreme {
namespace {

// Classes that a twentieth of the features tell, among noise.
LabelledFeatures MadeUp(size_t count, size_t width, size_t classes, uint64_t seed) {
  Rng rng(seed);
  LabelledFeatures data{width, classes, {}, {}};
  data.features.reserve(count * width);
  for (size_t i = 0; i < count; ++i) {
    const size_t row = data.positive.size();
    for (size_t c = 0; c < classes; ++c) data.positive.push_back(rng.Bernoulli(0.3) ? 1 : 0);
    for (size_t d = 0; d < width; ++d) {
      const bool tells = d % 20 == 0 && data.positive[row + d / 20 % classes] != 0;
      data.features.push_back(static_cast<float>(rng.Normal(tells ? 0.3 : 0.0, 1.0)));
    }
  }
  return data;
}

int Run(int argc, char** argv) {
  const auto number = [&](int index, int64_t otherwise) {
    return static_cast<size_t>(argc > index ? ParseInt(argv[index]).value_or(otherwise)
                                            : otherwise);
  };
  const size_t width = number(1, 512);
  const size_t classes = number(2, 5);
  const ProbeParts parts{MadeUp(17084, width, classes, 1), MadeUp(2146, width, classes, 2),
                         MadeUp(2158, width, classes, 3)};
  std::vector<uint32_t> all(parts.train.size());
  std::iota(all.begin(), all.end(), 0U);
  const std::clock_t cpu = std::clock();
  const auto start = std::chrono::steady_clock::now();
  const ProbeRun run = TrainProbe(parts, all, FindProbeRecipe("clean"), 1, nullptr);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  std::printf("width %zu, %zu classes: wall %.2f s, CPU %.2f s, one thread; test AUC %.4f\n", width,
              classes, wall.count(),
              static_cast<double>(std::clock() - cpu) / static_cast<double>(CLOCKS_PER_SEC),
              run.auc.value_or(0.0));
  return 0;
}

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) { return supreme::Run(argc, argv); }
