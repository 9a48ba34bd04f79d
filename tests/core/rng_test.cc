#include "core/rng.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(Rng, GivesTheNumbersOfTheFirstReleaseForEver) {
  // The first three, the forks and the shuffle were also computed by a separate Python program.
  Rng rng(1);
  EXPECT_EQ(rng.NextU64(), 9822250072823399003U);
  EXPECT_EQ(rng.NextU64(), 16467381930425171000U);
  EXPECT_EQ(rng.Uniform(), 0.89049588741896235);
  EXPECT_DOUBLE_EQ(rng.Normal(), 0.13814673399753571);
  EXPECT_EQ(rng.Index(1000), 255U);
  EXPECT_EQ(Rng(1).Fork("noise").NextU64(), 16008683152713188866U);
  EXPECT_EQ(Rng(1).Fork(7).NextU64(), 8517747020741131090U);
  std::array<int, 8> values = {0, 1, 2, 3, 4, 5, 6, 7};
  Rng(1).Shuffle<int>(values);
  EXPECT_EQ(values, (std::array<int, 8>{1, 4, 6, 0, 5, 2, 7, 3}));
}

TEST(Rng, ForksDoNotDependOnDraws) {
  Rng drawn(5);
  drawn.NextU64();
  drawn.Normal();
  EXPECT_EQ(drawn.Fork("a").NextU64(), Rng(5).Fork("a").NextU64());
  EXPECT_NE(Rng(5).Fork("a").NextU64(), Rng(5).Fork("b").NextU64());
  EXPECT_NE(Rng(5).Fork(0).NextU64(), Rng(5).Fork(1).NextU64());
  EXPECT_NE(Rng(5).Fork("a").NextU64(), Rng(6).Fork("a").NextU64());
}

TEST(Rng, DrawsEvenlyAndInRange) {
  Rng rng(2);
  std::array<int, 7> counts{};
  double sum = 0.0;
  for (int i = 0; i < 70'000; ++i) {
    ++counts[rng.Index(7)];
    const double value = rng.Uniform(-2.0, 4.0);
    ASSERT_GE(value, -2.0);
    ASSERT_LT(value, 4.0);
    sum += value;
  }
  // 4 standard deviations: sqrt(70000 · 1/7 · 6/7) = 93; 6 / sqrt(12 · 70000) = 0.0065.
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 372);
  EXPECT_NEAR(sum / 70'000, 1.0, 0.027);
}

TEST(Rng, DrawsStandardNormals) {
  Rng rng(3);
  constexpr int kCount = 100'000;
  double sum = 0.0;
  double squares = 0.0;
  int beyond_two = 0;
  for (int i = 0; i < kCount; ++i) {
    const double value = rng.Normal();
    sum += value;
    squares += value * value;
    beyond_two += std::abs(value) > 2.0 ? 1 : 0;
  }
  EXPECT_NEAR(sum / kCount, 0.0, 0.013);
  EXPECT_NEAR(squares / kCount, 1.0, 0.018);
  EXPECT_NEAR(beyond_two / double{kCount}, 0.0455, 0.003);
}

TEST(Rng, BernoulliKeepsItsProbability) {
  Rng rng(4);
  int hits = 0;
  for (int i = 0; i < 10'000; ++i) {
    hits += rng.Bernoulli(0.3) ? 1 : 0;
    ASSERT_FALSE(rng.Bernoulli(0.0));
    ASSERT_TRUE(rng.Bernoulli(1.0));
  }
  EXPECT_NEAR(hits, 3000, 184);
}

RC_GTEST_PROP(Rng, GoesOnExactlyAfterRestore, (uint64_t seed, uint8_t draws)) {
  Rng rng(seed);
  for (int i = 0; i < draws; ++i) rng.Normal();
  Rng restored(0);
  restored.RestoreState(rng.SaveState());
  for (int i = 0; i < 5; ++i) RC_ASSERT(restored.Normal() == rng.Normal());
  RC_ASSERT(restored.NextU64() == rng.NextU64());
  RC_ASSERT(restored.Fork("x").NextU64() == rng.Fork("x").NextU64());
}

TEST(Rng, RefusesTextsThatAreNoStateAndKeepsItsOwn) {
  Rng rng(9);
  const std::string state = rng.SaveState();
  for (const std::string& text : {std::string(), std::string("1 0"), state.substr(0, 500),
                                  "x" + state, state + " 1", "-" + state + "q"}) {
    ExpectError(ErrorCode::kCorruptData, "not a random-number state",
                [&] { rng.RestoreState(text); });
  }
  EXPECT_EQ(rng.NextU64(), Rng(9).NextU64());
}

TEST(Rng, ShuffleKeepsEveryValue) {
  std::vector<int> values(100);
  std::iota(values.begin(), values.end(), 0);
  Rng(8).Shuffle<int>(values);
  EXPECT_FALSE(std::is_sorted(values.begin(), values.end()));
  std::sort(values.begin(), values.end());
  for (int i = 0; i < 100; ++i) EXPECT_EQ(values[static_cast<size_t>(i)], i);
}

TEST(Rng, RefusesAnEmptyRange) {
  ExpectError(ErrorCode::kInternal, "broken", [] { Rng(1).Index(0); });
}

}  // namespace
}  // namespace supreme
