#include "extract/entity_parts.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(PartsOf, SeesThroughWordingAgeAndDoubt) {
  EXPECT_EQ(PartsOf("possible old inferior infarct"), PartsOf("inferior myocardial infarction"));
  EXPECT_EQ(PartsOf("inverted t waves in v4,5"), PartsOf("t wave inversion in v4, v5"));
  EXPECT_EQ(PartsOf("st elevation inferiorly"), PartsOf("inferior st elevation"));
}

TEST(PartsOf, KeepsPlacesAndUnknownWords) {
  EXPECT_NE(PartsOf("inferior infarct"), PartsOf("anterior infarct"));
  EXPECT_TRUE(PartsOf("zqxw").findings.contains("zqxw"));
}

}  // namespace
}  // namespace supreme
