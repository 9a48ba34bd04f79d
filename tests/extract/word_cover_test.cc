#include "extract/word_cover.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(WordSequences, FindTheWordsThatGoWithALabel) {
  std::vector<std::string> texts;
  TextSet development;
  TextSet label;
  for (int i = 0; i < 24; ++i) {
    const bool has = i % 2 == 0;
    texts.push_back(has ? "sinus rhythm, left bundle block" : "sinus rhythm, right bundle block");
    development.push_back(i < 16);
    label.push_back(has);
  }
  EXPECT_EQ(WordSequences(texts, development).Cover(label), label);
}

TEST(WordSequences, FindNothingWhereTheTextSaysNothing) {
  const std::vector<std::string> texts(20, "sinus rhythm");
  TextSet label(20, false);
  label[0] = label[1] = true;
  EXPECT_EQ(WordSequences(texts, TextSet(20, true)).Cover(label), TextSet(20, false));
}

}  // namespace
}  // namespace supreme
