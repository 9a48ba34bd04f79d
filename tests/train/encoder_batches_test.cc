#include "train/encoder_batches.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

// Ten concepts of three texts "<concept><text>" with two opposites; the last two share a text.
TrainingTexts TenConcepts() {
  TrainingTexts texts;
  for (char c = 'a'; c <= 'j'; ++c) {
    TrainingConcept entry{std::string(1, c), c == 'a' ? 1e-6 : 1.0, {}};
    for (const char* place : {"1", "2", "3"}) {
      entry.texts.push_back({c + std::string(place), {"not " + (c + std::string(place)), "x"}});
    }
    texts.concepts.push_back(entry);
  }
  texts.concepts[9].texts[0].text = texts.concepts[8].texts[0].text;
  texts.concepts.push_back({"alone", 5.0, {{"only text", {}}}});
  texts.general = {"tea", "rain"};
  return texts;
}

TuneConfig Config(int64_t batch_size) {
  TuneConfig config;
  config.batch_size = batch_size;
  config.general_texts = 3;
  return config;
}

TEST(EncoderBatches, PairsTwoWordingsOfEachConceptAndEachConceptOnce) {
  const TrainingTexts texts = TenConcepts();
  const EncoderBatches batches(texts, Config(10));
  for (int64_t step = 0; step < 20; ++step) {
    const EncoderBatch batch = batches.Step(step);
    ASSERT_EQ(batch.anchors.size(), 10U);  // the light concept too, for want of others
    for (size_t i = 0; i < 10; ++i) {
      EXPECT_NE(batch.anchors[i], batch.positives[i]);
      EXPECT_NE(batch.anchors[i], "only text");
    }
    EXPECT_EQ(batch.general.size(), 3U);
  }
}

TEST(EncoderBatches, OppositesBelongToTheirAnchorAndAreLimited) {
  const TrainingTexts texts = TenConcepts();
  TuneConfig config = Config(4);
  config.opposites = 1;
  const EncoderBatch batch = EncoderBatches(texts, config).Step(3);
  ASSERT_EQ(batch.opposites.size(), 4U);
  for (size_t i = 0; i < 4; ++i) {
    const std::string& anchor = batch.anchors[static_cast<size_t>(batch.owner[i])];
    EXPECT_TRUE(batch.opposites[i] == "x" || batch.opposites[i] == "not " + anchor);
  }
}

TEST(EncoderBatches, ConceptsThatShareATextAreRelated) {
  const TrainingTexts texts = TenConcepts();
  const EncoderBatch batch = EncoderBatches(texts, Config(10)).Step(0);
  size_t related = 0;
  for (size_t i = 0; i < 10; ++i) {
    EXPECT_FALSE(batch.related[i][i]);
    related +=
        static_cast<size_t>(std::count(batch.related[i].begin(), batch.related[i].end(), true));
  }
  EXPECT_EQ(related, 2U);
}

TEST(EncoderBatches, DependOnSeedAndStepAlone) {
  const TrainingTexts texts = TenConcepts();
  const EncoderBatches batches(texts, Config(5));
  batches.Step(1);
  EXPECT_EQ(batches.Step(7).anchors, EncoderBatches(texts, Config(5)).Step(7).anchors);
  EXPECT_NE(batches.Step(7).anchors, batches.Step(8).anchors);
  TuneConfig other = Config(5);
  other.seed = 2;
  EXPECT_NE(batches.Step(7).anchors, EncoderBatches(texts, other).Step(7).anchors);
}

TEST(EncoderBatches, LightConceptsAreRarelyDrawn) {
  const TrainingTexts texts = TenConcepts();
  const EncoderBatches batches(texts, Config(3));
  for (int64_t step = 0; step < 50; ++step) {
    for (const std::string& anchor : batches.Step(step).anchors) EXPECT_NE(anchor[0], 'a');
  }
}

TEST(EncoderBatches, TooFewConceptsAreRefused) {
  const TrainingTexts texts = TenConcepts();
  ExpectError(ErrorCode::kInvalidInput, "only 10 concepts",
              [&] { EncoderBatches(texts, Config(11)); });
}

}  // namespace
}  // namespace supreme
