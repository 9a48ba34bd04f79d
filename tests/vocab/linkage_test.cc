#include "vocab/linkage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.h"
#include "core/json.h"
#include "tests/vocab/linkage_inputs.h"

namespace supreme {
namespace {

using testing::ElementsAre;

TEST(Linkage, IsKnownByItsName) {
  for (const Linkage linkage : {Linkage::kAverage, Linkage::kComplete, Linkage::kSingle}) {
    EXPECT_EQ(LinkageFromName(LinkageName(linkage)), linkage);
  }
  EXPECT_THROW(LinkageFromName("ward"), Error);
}

TEST(GroupsOf, FollowsParents) {
  EXPECT_THAT(GroupsOf({0, 0, 2, 1, 2}), ElementsAre(ElementsAre(0, 1, 3), ElementsAre(2, 4)));
}

TEST(KindSets, RemembersTheKindsOfBothSides) {
  const UnitVectors vectors = RandomVectors(1, 3, 4, 0.1);
  const std::vector<uint32_t> kinds = {0, 2, 1};
  const LinkageInput input = InputOf(vectors, kinds, OddFromEven);
  KindSets sets(input);
  EXPECT_FALSE(sets.IsApart(0, 1));
  sets.Join(0, 1);
  EXPECT_TRUE(sets.IsApart(0, 2));
}

// Made by scripts/goldens/linkage.py with SciPy.
TEST(Linkage, AgreesWithScipy) {
  const std::string path = std::string(SUPREME_SOURCE_DIR) + "/testdata/vocab/linkage.json";
  size_t compared = 0;
  for (const Json& example : ReadJsonFile(path)) {
    const UnitVectors vectors{example.at("width").get<size_t>(),
                              example.at("vectors").get<std::vector<float>>()};
    const std::vector<uint32_t> kinds(vectors.count(), 0);
    const LinkageInput input = InputOf(vectors, kinds, NeverApart);
    for (const auto& [name, groups] : example.at("groups").items()) {
      const Linkage linkage = LinkageFromName(name);
      const Groups found =
          linkage == Linkage::kAverage ? AverageLinkage(input) : PairLinkage(input, linkage);
      EXPECT_EQ(found, groups.get<Groups>()) << name;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 12u);
}

}  // namespace
}  // namespace supreme
