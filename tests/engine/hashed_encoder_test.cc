#include "engine/hashed_encoder.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/text_encoder.h"
#include "tests/engine/cosine.h"

namespace supreme {
namespace {

std::vector<float> Encode(const std::string& text) {
  return HashedEncoder::Encode(std::vector<std::string>{text});
}

double Cosine(const std::string& a, const std::string& b) {
  return CosineSimilarity(Encode(a), Encode(b));
}

TEST(HashedEncoder, SharedWordsMakeTextsNear) {
  EXPECT_NEAR(Cosine("left bundle branch block", "right bundle branch block"), 0.75, 0.1);
  EXPECT_NEAR(Cosine("sinus rhythm", "atrial flutter"), 0.0, 0.15);
  EXPECT_NEAR(Cosine("Sinus  RHYTHM.", "sinus rhythm"), 1.0, 1e-6);
  EXPECT_LT(Cosine("lbbb", "left bundle branch block"), 0.2) << "it knows no abbreviation";
}

TEST(HashedEncoder, GivesTheSameVectorsOnEveryMachine) {
  const std::vector<float> vector = Encode("sinus rhythm");
  ASSERT_EQ(vector.size(), static_cast<size_t>(HashedEncoder::kWidth));
  // From the formula in Python; other values need another kId.
  std::string signs;
  for (size_t i = 0; i < 24; ++i) signs += vector[i] > 0.0F ? '+' : vector[i] < 0.0F ? '-' : '0';
  EXPECT_EQ(signs, "00++00++-0+00+0--0-000+-");
}

TEST(HashedEncoder, TakesNoTextAndAnyText) {
  EXPECT_TRUE(HashedEncoder::Encode({}).empty());
  for (const float value : Encode(" .,-")) ASSERT_EQ(value, 0.0F);
  for (const float value : Encode("\xFF\xC3 心電図")) ASSERT_TRUE(std::isfinite(value));
}

}  // namespace
}  // namespace supreme
