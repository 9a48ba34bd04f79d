#include "tensor/safetensors_header.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(SafetensorsHeader, ReadsEntriesAndMetadata) {
  const auto header = ParseSafetensorsHeader(
      R"({"__metadata__":{"k":"v"},"a":{"shape":[2,3],"data_offsets":[0,24],"dtype":"F32"}}  )",
      "file");
  EXPECT_EQ(header.metadata.at("k"), "v");
  ASSERT_EQ(header.entries.size(), 1U);
  EXPECT_EQ(header.entries[0].name, "a");
  EXPECT_EQ(header.entries[0].shape, (Shape{2, 3}));
  EXPECT_EQ(header.entries[0].end, 24U);
}

TEST(SafetensorsHeader, KeepsTheOrderOfEntries) {
  const auto header = ParseSafetensorsHeader(
      R"({"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},
          "a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
      "file");
  ASSERT_EQ(header.entries.size(), 2U);
  EXPECT_EQ(header.entries[0].name, "b");
}

TEST(SafetensorsHeader, NamesTheTensorInErrors) {
  ExpectError(ErrorCode::kCorruptData,
              R"(file: safetensors header: tensor "w": unknown dtype "F8")",
              [] { ParseSafetensorsHeader(R"({"w":{"dtype":"F8"}})", "file"); });
}

TEST(SafetensorsHeader, AllowsOnlySafeNames) {
  EXPECT_TRUE(IsTensorName("encoder.blocks.0/weight"));
  EXPECT_FALSE(IsTensorName(""));
  EXPECT_FALSE(IsTensorName("a/../b"));
  EXPECT_FALSE(IsTensorName("a\nb"));
  EXPECT_FALSE(IsTensorName("__metadata__"));
  EXPECT_TRUE(IsTensorName(std::string(512, 'a')));
  EXPECT_FALSE(IsTensorName(std::string(513, 'a')));
}

}  // namespace
}  // namespace supreme
