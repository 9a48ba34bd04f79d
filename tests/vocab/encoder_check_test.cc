#include "vocab/encoder_check.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/core/expect_error.h"
#include "tests/vocab/fake_encoder.h"

namespace supreme {
namespace {

// Knows what every text of the pairs means: an axis per term.
std::vector<float> EmbedByTerm(std::span<const std::string> texts) {
  constexpr size_t kWidth = 512;
  static const auto axes = [] {
    std::map<std::string, size_t> terms;
    std::map<std::string, size_t> of_text;
    for (const EncoderPair& pair : EncoderPairs()) {
      of_text[pair.text_a] = terms.emplace(pair.term_a, terms.size()).first->second;
      of_text[pair.text_b] = terms.emplace(pair.term_b, terms.size()).first->second;
    }
    return of_text;
  }();
  std::vector<float> vectors(texts.size() * kWidth, 0.0F);
  for (size_t row = 0; row < texts.size(); ++row) {
    const auto found = axes.find(texts[row]);
    vectors[row * kWidth + (found == axes.end() ? kWidth - 1 : found->second)] = 1.0F;
  }
  return vectors;
}

std::vector<float> EmbedAlike(std::span<const std::string> texts) {
  return std::vector<float>(texts.size() * 4, 0.5F);
}

TEST(CheckEncoder, AnEncoderThatKnowsAllTermsIsPerfect) {
  const EncoderFigures figures = CheckEncoder(EmbedByTerm, {});
  EXPECT_EQ(figures.all.auc, 1.0);
  EXPECT_EQ(figures.all.conflicts.merged, 0U);
  EXPECT_EQ(figures.all.synonyms.merged, figures.all.synonyms.count);
  EXPECT_EQ(figures.all.abbreviations.mean, 1.0);
  EXPECT_EQ(figures.cosines.size(), EncoderPairs().size());
  EXPECT_EQ(figures.held_out.conflicts.count, 0U);
  EXPECT_FALSE(figures.held_out.auc.has_value());
}

TEST(CheckEncoder, AnEncoderThatSeesNoDifferenceMergesAll) {
  const EncoderFigures figures = CheckEncoder(EmbedAlike, {});
  EXPECT_EQ(figures.all.auc, 0.5);
  EXPECT_EQ(figures.all.conflicts.merged, figures.all.conflicts.count);
  EXPECT_EQ(figures.general.merged, figures.general.count);
}

TEST(CheckEncoder, ABagOfWordsCannotTellLeftFromRightButMapsPlainNames) {
  const EncoderFigures figures = CheckEncoder(EmbedWords, {"left axis deviation"});
  ASSERT_TRUE(figures.all.auc.has_value());
  EXPECT_LT(*figures.all.auc, 0.7);
  EXPECT_GT(figures.mapping.nearest, figures.mapping.count / 3);
  EXPECT_LT(figures.mapping.nearest, figures.mapping.count);
  EXPECT_GT(figures.mapping_held_out.count, 0U);
  EXPECT_LT(figures.mapping_held_out.count, figures.mapping.count);
}

TEST(GeneralAgreement, IsOneForTheSameEncoderAndRefusesOtherWidths) {
  EXPECT_NEAR(GeneralAgreement(EmbedWords, EmbedWords), 1.0, 1e-6);
  ExpectError(ErrorCode::kInvalidInput, "512", [] { GeneralAgreement(EmbedWords, EmbedAlike); });
}

}  // namespace
}  // namespace supreme
