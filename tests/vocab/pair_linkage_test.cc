#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/vocab/linkage_inputs.h"

namespace supreme {
namespace {

TEST(PairLinkage, JoinsWhatTheDefinitionJoins) {
  for (const Linkage linkage : {Linkage::kComplete, Linkage::kSingle}) {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
      const UnitVectors vectors =
          RandomVectors(seed, 60, 24, 0.3 + 0.02 * static_cast<double>(seed));
      std::vector<uint32_t> kinds(60, 0);
      const LinkageInput input = InputOf(vectors, kinds, NeverApart);
      EXPECT_EQ(PairLinkage(input, linkage), NaiveLinkage(input, linkage))
          << LinkageName(linkage) << " " << seed;
      for (uint32_t i = 0; i < 60; ++i) kinds[i] = i / 3 % 2;
      const LinkageInput guarded = InputOf(vectors, kinds, OddFromEven);
      EXPECT_EQ(PairLinkage(guarded, linkage), NaiveLinkage(guarded, linkage))
          << LinkageName(linkage) << " " << seed;
    }
  }
}

TEST(PairLinkage, IsNotForAverages) {
  const UnitVectors vectors = RandomVectors(1, 3, 4, 0.1);
  const std::vector<uint32_t> kinds(3, 0);
  EXPECT_THROW(PairLinkage(InputOf(vectors, kinds, NeverApart), Linkage::kAverage), Error);
}

}  // namespace
}  // namespace supreme
