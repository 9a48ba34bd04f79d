#include "train/question_sampler.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/core/expect_error.h"
#include "tests/train/small_world.h"

namespace supreme {
namespace {

TEST(QuestionSampler, DrawsByWeightWithoutRepetition) {
  const QuestionSampler sampler(SmallWorld());
  Rng rng(1);
  std::array<int, kSmallSigns> first{};
  constexpr int kDraws = 21000;
  for (int i = 0; i < kDraws; ++i) {
    const std::vector<uint32_t> signs = sampler.DrawSigns(3, rng);
    EXPECT_EQ(std::set<uint32_t>(signs.begin(), signs.end()).size(), 3u);
    ++first[signs[0]];
  }
  // Weights 1 to 6 of 21: 1,000 draws per unit.
  for (size_t s = 0; s < kSmallSigns; ++s) {
    EXPECT_NEAR(first[s], 1000.0 * static_cast<double>(s + 1), 250.0) << s;
  }
  EXPECT_EQ(sampler.DrawSigns(100, rng).size(), kSmallSigns);
}

TEST(QuestionSampler, UsesEveryWordingButThoseLeftOut) {
  SimulatedWorld world = SmallWorld(2);
  world.texts[0].left_out = true;
  world.signs[4].weight = 0.0;
  const QuestionSampler sampler(world);
  EXPECT_EQ(sampler.sign_count(), 4u);
  Rng rng(2);
  std::set<uint32_t> texts;
  for (int i = 0; i < 100; ++i) texts.insert(sampler.DrawText(0, rng));
  EXPECT_EQ(texts, (std::set<uint32_t>{1, 2}));
}

TEST(QuestionSampler, RefusesAWorldWithNothingToAsk) {
  SimulatedWorld world = SmallWorld();
  for (AskableText& text : world.texts) text.left_out = true;
  ExpectError(ErrorCode::kInvalidInput, "no sign is left", [&] { QuestionSampler{world}; });
}

}  // namespace
}  // namespace supreme
