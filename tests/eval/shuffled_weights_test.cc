#include "eval/shuffled_weights.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tensor/safetensors.h"
#include "tests/eval/small_explained.h"

namespace supreme {
namespace {

TEST(ShuffledWeights, KeepsTheNumbersOfEachTensorInAnotherOrder) {
  const SmallExplained small(SmallConfig("resnet"));
  const auto from = small.bundle.folder / "model.safetensors";
  const auto to = small.folder / "shuffled.safetensors";
  WriteShuffledWeights(from, to, Rng(1));
  const SafetensorsFile before(from), after(to);
  ASSERT_EQ(before.names(), after.names());
  size_t moved = 0;
  for (const std::string& name : before.names()) {
    EXPECT_EQ(before.Get(name).shape, after.Get(name).shape);
    std::vector<float> a = ToFloats(before.Get(name)), b = ToFloats(after.Get(name));
    moved += a != b ? 1 : 0;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    EXPECT_EQ(a, b) << name;
  }
  EXPECT_GT(moved, before.names().size() / 3);
}

TEST(ShuffledWeights, AnotherSeedGivesAnotherOrder) {
  const SmallExplained small(SmallConfig("resnet"));
  const auto from = small.bundle.folder / "model.safetensors";
  const auto order = [&](uint64_t seed) {
    WriteShuffledWeights(from, small.folder / "s.safetensors", Rng(seed));
    const SafetensorsFile file(small.folder / "s.safetensors");
    return ToFloats(file.Get("ecg_projection.fc1.weight"));
  };
  EXPECT_EQ(order(1), order(1));
  EXPECT_NE(order(1), order(2));
}

}  // namespace
}  // namespace supreme
