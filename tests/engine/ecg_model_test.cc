#include "engine/ecg_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <thread>

#include "core/error.h"
#include "core/json.h"
#include "core/rng.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWeightPrefix = "weights.";

// One golden case: a network, its inputs and the logits of the Python model.
struct Case {
  explicit Case(const std::string& name)
      : golden(fs::path(SUPREME_SOURCE_DIR) / "testdata/engine" / (name + ".safetensors")),
        weights_path(fs::path(testing::TempDir()) / (name + "_weights.safetensors")) {
    ConfigTable::Of(config).FromJson(ParseJson(golden.metadata().at("config"), name), name);
    samples = ToFloats(golden.Get("samples"));
    lead_log_std = ToFloats(golden.Get("lead_log_std"));
    queries = ToFloats(golden.Get("query_embeddings"));
    if (config.fusion == "linear") {
      config.trained_queries = 5;
      queries.clear();
    }
    logits = ToFloats(golden.Get("logits"));
    WriteWeights("");
  }
  ~Case() { fs::remove(weights_path); }

  // Leaves out the weight named `without`.
  void WriteWeights(const std::string& without) {
    NamedTensors tensors;
    for (const std::string& name : golden.names()) {
      if (!name.starts_with(kWeightPrefix)) continue;
      const std::string plain = name.substr(kWeightPrefix.size());
      if (plain != without) tensors.emplace_back(plain, golden.Get(name));
    }
    weights.reset();
    WriteSafetensors(weights_path, tensors);
    weights = std::make_unique<SafetensorsFile>(weights_path);
  }

  size_t records() const { return lead_log_std.size() / kLeadCount; }

  SafetensorsFile golden;
  fs::path weights_path;
  std::unique_ptr<SafetensorsFile> weights;
  ModelConfig config;
  std::vector<float> samples, lead_log_std, queries, logits;
};

void ExpectNear(const std::vector<float>& found, const std::vector<float>& expected,
                double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], tolerance) << i;
}

class EcgModelGolden : public testing::TestWithParam<const char*> {};

TEST_P(EcgModelGolden, LogitsEqualThePythonModel) {
  const Case golden(GetParam());
  EcgModel model(golden.config, *golden.weights, golden.queries, {.threads = 1, .batch_size = 3});
  EXPECT_EQ(model.query_count(), 5);
  ExpectNear(model.Infer(golden.samples, golden.lead_log_std), golden.logits, 2e-5);
}

TEST_P(EcgModelGolden, APartOfABatchGivesTheSameLogits) {
  const Case golden(GetParam());
  EcgModel model(golden.config, *golden.weights, golden.queries, {.threads = 1, .batch_size = 8});
  ExpectNear(model.Infer(golden.samples, golden.lead_log_std), golden.logits, 2e-5);
  const size_t record = golden.samples.size() / golden.records();
  const std::vector<float> last =
      model.Infer(std::span(golden.samples).last(record), std::span(golden.lead_log_std).last(12));
  ExpectNear(last, {golden.logits.end() - 5, golden.logits.end()}, 2e-5);
}

// Records that have nothing in common.
struct UnlikeRecords {
  UnlikeRecords(size_t count, size_t floats_each) {
    Rng rng(3);
    for (size_t i = 0; i < count * floats_each; ++i) {
      samples.push_back(static_cast<float>(rng.Normal()));
    }
    for (size_t i = 0; i < count * kLeadCount; ++i) {
      lead_log_std.push_back(static_cast<float>(rng.Normal()));
    }
  }
  std::vector<float> samples, lead_log_std;
};

// `count` rows of `values` from row `first` on, the first after the last of them.
std::vector<float> Turned(const std::vector<float>& values, size_t count, size_t first,
                          size_t width) {
  std::vector<float> turned(values.begin(),
                            values.begin() + static_cast<std::ptrdiff_t>(count * width));
  std::ranges::rotate(turned, turned.begin() + static_cast<std::ptrdiff_t>(first * width));
  return turned;
}

double Score(float logit) { return 1.0 / (1.0 + std::exp(-static_cast<double>(logit))); }

// Each record at each place of batches of some sizes, and batches with 2 to 64 records of 64.
TEST_P(EcgModelGolden, ARecordsScoreDependsNeitherOnItsBatchNorOnItsPlaceThere) {
  constexpr size_t kMostRecords = 64;
  const Case golden(GetParam());
  const size_t width = golden.samples.size() / golden.records();
  const UnlikeRecords records(kMostRecords, width);
  EcgModel one(golden.config, *golden.weights, golden.queries, {.threads = 1, .batch_size = 1});
  std::vector<float> alone;
  for (size_t i = 0; i < kMostRecords; ++i) {
    const std::vector<float> logits =
        one.Infer(std::span(records.samples).subspan(i * width, width),
                  std::span(records.lead_log_std).subspan(i * kLeadCount, kLeadCount));
    alone.insert(alone.end(), logits.begin(), logits.end());
  }
  const size_t queries = alone.size() / kMostRecords;
  double worst = 0.0;
  const auto compare = [&](EcgModel& model, size_t count, size_t first) {
    const std::vector<float> logits =
        model.Infer(Turned(records.samples, count, first, width),
                    Turned(records.lead_log_std, count, first, kLeadCount));
    const std::vector<float> expected = Turned(alone, count, first, queries);
    ASSERT_EQ(logits.size(), expected.size());
    for (size_t i = 0; i < logits.size(); ++i) {
      worst = std::max(worst, std::abs(Score(logits[i]) - Score(expected[i])));
    }
  };
  for (const size_t size : {size_t{2}, size_t{3}, size_t{8}, size_t{33}, kMostRecords}) {
    EcgModel model(golden.config, *golden.weights, golden.queries,
                   {.threads = 1, .batch_size = static_cast<int64_t>(size)});
    for (size_t first = 0; first < size; ++first) compare(model, size, first);
    if (size < kMostRecords) continue;
    for (size_t count = 2; count < size; ++count) compare(model, count, count / 2);
  }
  EXPECT_LE(worst, 1e-6);
  EXPECT_GT(std::abs(alone[0] - alone[queries]), 1e-4F) << "all records get the same score";
}

TEST_P(EcgModelGolden, Bf16LogitsAreClose) {
  const Case golden(GetParam());
  EcgModel model(golden.config, *golden.weights, golden.queries,
                 {.threads = 1, .batch_size = 3, .precision = "bf16"});
  const std::vector<float> logits = model.Infer(golden.samples, golden.lead_log_std);
  ExpectNear(logits, golden.logits, 0.1);
}

INSTANTIATE_TEST_SUITE_P(Networks, EcgModelGolden,
                         testing::Values("ecg_vit", "ecg_vit_zscore", "ecg_resnet",
                                         "ecg_resnet_zscore", "ecg_vit_linear", "ecg_resnet_pooled",
                                         "ecg_resnet_linear"),
                         [](const auto& network) { return std::string(network.param); });

class EcgModelAttention : public testing::TestWithParam<const char*> {};

TEST_P(EcgModelAttention, EqualsPyTorchsMultiheadAttention) {
  const Case golden(GetParam());
  const SafetensorsFile attention(fs::path(SUPREME_SOURCE_DIR) /
                                  "testdata/engine/attention.safetensors");
  EcgModel model(golden.config, *golden.weights, golden.queries,
                 {.threads = 1, .batch_size = 4, .attention = true});
  const EcgAnswers answers = model.InferWithAttention(golden.samples, golden.lead_log_std);
  ExpectNear(answers.logits, golden.logits, 2e-5);
  ExpectNear(answers.attention, ToFloats(attention.Get(GetParam())), 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Networks, EcgModelAttention,
                         testing::Values("ecg_vit", "ecg_vit_zscore", "ecg_resnet",
                                         "ecg_resnet_zscore", "ecg_resnet_pooled"),
                         [](const auto& network) { return std::string(network.param); });

TEST(EcgModel, RefusesTheAttentionOfALinearHead) {
  const Case golden("ecg_vit_linear");
  try {
    EcgModel model(golden.config, *golden.weights, {}, {.attention = true});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
  }
}

TEST(EcgModel, InfersFromManyThreads) {
  const Case golden("ecg_resnet");
  EcgModel model(golden.config, *golden.weights, golden.queries, {.threads = 1, .batch_size = 3});
  std::vector<std::vector<float>> found(4);
  std::vector<std::thread> threads;
  for (auto& logits : found) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) logits = model.Infer(golden.samples, golden.lead_log_std);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& logits : found) ExpectNear(logits, golden.logits, 2e-5);
}

TEST(EcgModel, WithoutSelfAttentionAScoreIgnoresTheOtherQueries) {
  const Case golden("ecg_resnet");
  const auto first_query = std::span(golden.queries).first(12);
  EcgModel model(golden.config, *golden.weights, first_query, {.threads = 1, .batch_size = 3});
  const std::vector<float> logits = model.Infer(golden.samples, golden.lead_log_std);
  ASSERT_EQ(logits.size(), 3U);
  for (size_t i = 0; i < 3; ++i) EXPECT_NEAR(logits[i], golden.logits[i * 5], 2e-5);
}

TEST(EcgModel, CacheFolderGivesTheSameLogits) {
  const Case golden("ecg_vit");
  const fs::path cache = fs::path(testing::TempDir()) / "ecg_model_cache";
  fs::remove_all(cache);
  for (int round = 0; round < 2; ++round) {
    EcgModel model(golden.config, *golden.weights, golden.queries,
                   {.threads = 1, .batch_size = 3, .cache_folder = cache.string()});
    ExpectNear(model.Infer(golden.samples, golden.lead_log_std), golden.logits, 2e-5);
    EXPECT_FALSE(fs::is_empty(cache));
  }
  fs::remove_all(cache);
}

TEST(EcgModel, RefusesAFileWithoutAWeightNamingIt) {
  Case golden("ecg_vit");
  golden.WriteWeights("fusion.norm.bias");
  try {
    EcgModel model(golden.config, *golden.weights, golden.queries);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
    EXPECT_NE(std::string(error.what()).find("fusion.norm.bias is missing"), std::string::npos);
  }
}

TEST(EcgModel, RefusesALinearHeadWithoutTrainedQueries) {
  Case golden("ecg_vit_linear");
  golden.config.trained_queries = 0;
  try {
    EcgModel model(golden.config, *golden.weights, {});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
  }
}

TEST(EcgModel, RefusesWrongQueriesBatchAndPrecision) {
  const Case golden("ecg_vit");
  const auto open = [&](std::span<const float> queries, const EcgModelOptions& options) {
    try {
      EcgModel model(golden.config, *golden.weights, queries, options);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::kInternal;
  };
  EXPECT_EQ(open(std::span(golden.queries).first(11), {}), ErrorCode::kCorruptData);
  EXPECT_EQ(open({}, {}), ErrorCode::kCorruptData);
  EXPECT_EQ(open(golden.queries, {.batch_size = 0}), ErrorCode::kUsage);
  EXPECT_EQ(open(golden.queries, {.precision = "int8"}), ErrorCode::kUsage);
}

}  // namespace
}  // namespace supreme
