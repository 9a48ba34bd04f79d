#include "synth/truth/sign_builder.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(SignBuilder, RefusesATextOfTwoSigns) {
  SignBuilder builder;
  const SignPair pair = builder.AddPair({.id = "x", .present = "rate>=60"});
  builder.Text(pair.positive, "fast");
  builder.Text(pair.positive, "fast");
  EXPECT_EQ(builder.texts.size(), 1U);
  EXPECT_THROW(builder.Text(pair.negative, "fast"), Error);
  builder.TextIfFree(pair.negative, "fast");
  EXPECT_EQ(builder.texts.size(), 1U);
}

TEST(SignBuilder, MakesTheOppositeOfASign) {
  SignBuilder builder;
  const SignPair pair = builder.AddPair({.id = "x", .present = "rate>=60", .weight = 2.0});
  EXPECT_EQ(builder.signs[pair.negative].id, "not:x");
  EXPECT_DOUBLE_EQ(builder.signs[pair.negative].weight, 0.0) << "denials are not asked";
  EXPECT_FALSE(builder.rules[pair.positive].negated);
  EXPECT_TRUE(builder.rules[pair.negative].negated);
  EXPECT_EQ(builder.rules[pair.positive].present, builder.rules[pair.negative].present);
}

TEST(Fill, PutsWordsIntoAFrame) {
  EXPECT_EQ(Fill("no {} seen", "delta wave"), "no delta wave seen");
  EXPECT_THROW(Fill("no frame", "x"), Error);
}

}  // namespace
}  // namespace supreme
