#include "train/simulated_source.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/train/small_world.h"

namespace supreme {
namespace {

RunConfig SmallConfig() {
  RunConfig config;
  config.model = ModelPreset("nano");
  config.model.text_width = kSmallTextWidth;
  config.train.batch_size = 10;
  config.simulate.questions_per_batch = 4;
  config.simulate.epoch_records = 100;
  config.simulate.validation_records = 25;
  config.simulate.workers = 1;
  return config;
}

SimulatedData SmallData(size_t left_out = kSmallSigns) {
  return {SmallWorld(left_out), 7, SmallQueries(), SmallQuestions()};
}

std::vector<Batch> Take(SimulatedSource& source, int64_t first, int64_t end) {
  const auto stream = source.Train(first, end);
  std::vector<Batch> batches;
  while (auto batch = stream->Next()) batches.push_back(*batch);
  return batches;
}

bool Same(const Batch& a, const Batch& b) {
  return at::equal(a.samples, b.samples) && at::equal(a.lead_log_std, b.lead_log_std) &&
         at::equal(a.labels, b.labels) && at::equal(a.queries, b.queries);
}

// The text whose embedding stands in a row of a batch's queries.
size_t TextOf(const Batch& batch, int64_t question) {
  const QuestionSet questions = SmallQuestions();
  const auto* row = batch.queries.const_data_ptr<float>() + question * kSmallTextWidth;
  for (size_t i = 0; i < questions.questions.size(); ++i) {
    const auto* text = questions.embeddings.data() + i * static_cast<size_t>(kSmallTextWidth);
    if (std::equal(row, row + kSmallTextWidth, text)) return i;
  }
  ADD_FAILURE() << "no text has this embedding";
  return 0;
}

TEST(SimulatedSource, BatchesDependOnSeedAndStepOnly) {
  RunConfig config = SmallConfig();
  config.augment.noise_mv = 0.05;
  config.augment.crop_share = 0.5;
  config.augment.lead_dropout = 0.2;
  SimulatedSource one(config, SmallData());
  const std::vector<Batch> wanted = Take(one, 0, 8);
  ASSERT_EQ(wanted.size(), 8u);
  EXPECT_FALSE(Same(wanted[0], wanted[1]));
  for (const int64_t workers : {1, 2, 3}) {
    config.simulate.workers = workers;
    SimulatedSource source(config, SmallData());
    for (const int64_t first : {0, 5}) {
      const std::vector<Batch> batches = Take(source, first, 8);
      ASSERT_EQ(batches.size(), static_cast<size_t>(8 - first));
      for (size_t i = 0; i < batches.size(); ++i) {
        EXPECT_TRUE(Same(batches[i], wanted[i + static_cast<size_t>(first)]))
            << workers << " workers, step " << i;
      }
    }
  }
  SimulatedData other = SmallData();
  other.seed = 8;
  SimulatedSource source(config, std::move(other));
  EXPECT_FALSE(Same(Take(source, 0, 1)[0], wanted[0]));
}

TEST(SimulatedSource, LabelsAreTheTruthOfWhatIsAsked) {
  SimulatedSource source(SmallConfig(), SmallData());
  size_t present = 0;
  for (const Batch& batch : Take(source, 0, 5)) {
    ASSERT_EQ(batch.labels.sizes(), (at::IntArrayRef{10, 4}));
    const at::Tensor swings = batch.samples.std(-1);
    for (int64_t question = 0; question < 4; ++question) {
      const auto lead = static_cast<int64_t>(TextOf(batch, question) / kWordings);
      for (int64_t record = 0; record < 10; ++record) {
        const bool swinging = swings[record][lead].item<float>() > 0.1f;
        const auto label = batch.labels[record][question].item<uint8_t>();
        EXPECT_EQ(label == 1, swinging);
        present += swinging ? 1 : 0;
      }
    }
  }
  EXPECT_GT(present, 20u);
}

TEST(SimulatedSource, MarksRecordsThatShowTheOppositeOnly) {
  SimulatedSource source(SmallConfig(), SmallData());
  size_t confusable = 0;
  for (const Batch& batch : Take(source, 0, 8)) {
    const at::Tensor swings = batch.samples.std(-1);
    for (int64_t question = 0; question < batch.labels.size(1); ++question) {
      const auto sign = static_cast<int64_t>(TextOf(batch, question) / kWordings);
      for (int64_t record = 0; record < batch.labels.size(0); ++record) {
        if (batch.labels[record][question].item<uint8_t>() != 3) continue;
        ++confusable;
        ASSERT_LT(sign, 2);  // 0 and 1 are opposites (small_world.h)
        EXPECT_LE(swings[record][sign].item<float>(), 0.1f);
        EXPECT_GT(swings[record][1 - sign].item<float>(), 0.1f);
      }
    }
  }
  EXPECT_GT(confusable, 5u);
}

TEST(SimulatedSource, AddsNoiseOfTheLengthAskedForToQuestions) {
  RunConfig config = SmallConfig();
  SimulatedSource quiet(config, SmallData());
  const Batch plain = std::move(Take(quiet, 0, 1)[0]);
  config.simulate.question_noise = 0.5;
  SimulatedSource noisy(config, SmallData());
  const Batch moved = std::move(Take(noisy, 0, 1)[0]);
  const double length =
      (moved.queries - plain.queries).square().sum(1).sqrt().mean().item<double>();
  EXPECT_GT(length, 0.1);
  EXPECT_LT(length, 1.2);
  EXPECT_TRUE(Same(moved, Take(noisy, 0, 1)[0])) << "the same at every call";
}

TEST(SimulatedSource, AsksFirstWhatTellsTheRecordsApart) {
  RunConfig config = SmallConfig();
  SimulatedData data = SmallData();
  // Signs 0 to 2 are never present.
  data.world.simulate = [](const Rng& rng) {
    SimulatedExample example = SimulateSmall(rng);
    example.truth = [truth = example.truth](uint32_t sign) {
      return sign < 3 ? uint8_t{0} : truth(sign);
    };
    return example;
  };
  config.simulate.questions_per_batch = 3;
  config.train.batch_size = 40;
  SimulatedSource source(config, std::move(data));
  for (const Batch& batch : Take(source, 0, 5)) {
    for (int64_t question = 0; question < 3; ++question) {
      EXPECT_GE(TextOf(batch, question), 3 * kWordings);
    }
  }
}

TEST(SimulatedSource, LabelsEverySignThatMayBeAskedForTheDirectHead) {
  RunConfig config = SmallConfig();
  EXPECT_FALSE(
      Take(*std::make_unique<SimulatedSource>(config, SmallData()), 0, 1)[0].direct.defined());
  config.train.direct_weight = 1.0;
  SimulatedSource source(config, SmallData(2));
  EXPECT_EQ(source.direct_signs(), static_cast<int64_t>(kSmallSigns) - 1);
  for (const Batch& batch : Take(source, 0, 3)) {
    ASSERT_EQ(batch.direct.sizes(), (at::IntArrayRef{10, source.direct_signs()}));
    const at::Tensor swings = batch.samples.std(-1);
    for (int64_t record = 0; record < 10; ++record) {
      for (int64_t i = 0; i < source.direct_signs(); ++i) {
        const int64_t lead = i < 2 ? i : i + 1;  // sign 2 is left out
        EXPECT_EQ(batch.direct[record][i].item<uint8_t>() == 1,
                  swings[record][lead].item<float>() > 0.1f);
      }
    }
  }
}

TEST(SimulatedSource, WhatIsLeftOutIsNeverAsked) {
  SimulatedSource source(SmallConfig(), SmallData(2));
  for (const Batch& batch : Take(source, 0, 30)) {
    for (int64_t question = 0; question < 4; ++question) {
      EXPECT_NE(TextOf(batch, question) / kWordings, 2u);
    }
  }
  EXPECT_EQ(source.queries().queries.size(), kSmallSigns - 1);
  EXPECT_EQ(source.queries().held_out, std::vector<std::string>{"sign 2 wording 0"});
  const auto stream = source.Validation();
  EXPECT_EQ(stream->Next()->labels.size(1), static_cast<int64_t>(kSmallSigns) - 1);
}

TEST(SimulatedSource, ValidationRecordsStayTheSameAndAreNotAugmented) {
  RunConfig config = SmallConfig();
  SimulatedSource plain(config, SmallData());
  config.augment.noise_mv = 0.5;
  SimulatedSource source(config, SmallData());
  const auto wanted = plain.Validation();
  const auto first = source.Validation();
  const auto again = source.Validation();
  int64_t records = 0;
  while (const auto batch = wanted->Next()) {
    records += batch->samples.size(0);
    EXPECT_TRUE(Same(*batch, *first->Next()));
    EXPECT_TRUE(Same(*batch, *again->Next()));
  }
  EXPECT_EQ(records, 25);
  EXPECT_FALSE(first->Next());
  EXPECT_FALSE(Same(Take(plain, 0, 1)[0], *plain.Validation()->Next()));
}

TEST(SimulatedSource, RefusesWhatAnotherVersionOrEncoderMade) {
  SimulatedData stale = SmallData();
  stale.questions.questions[4].text = "an older wording";
  ExpectError(ErrorCode::kInvalidInput, "another version",
              [&] { SimulatedSource(SmallConfig(), stale); });
  SimulatedData encoder = SmallData();
  encoder.questions.encoder_id = "1";
  ExpectError(ErrorCode::kInvalidInput, "different text encoders",
              [&] { SimulatedSource(SmallConfig(), encoder); });
  SimulatedData query = SmallData();
  query.queries.queries[1].text = "unheard of";
  ExpectError(ErrorCode::kInvalidInput, "unheard of",
              [&] { SimulatedSource(SmallConfig(), query); });
}

TEST(SimulatedSource, CannotWeighLabelsItHasNotCounted) {
  const SimulatedSource source(SmallConfig(), SmallData());
  ExpectError(ErrorCode::kUsage, "counted", [&] { source.BalancedWeights(); });
}

}  // namespace
}  // namespace supreme
