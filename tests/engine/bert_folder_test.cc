#include "engine/bert_folder.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/core/expect_error.h"
#include "tests/engine/tiny_bert.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class BertFolderTest : public TinyBertTest {
 protected:
  std::string OpenError(ErrorCode code) {
    try {
      BertFolder::Open(folder_);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.what();
      return error.what();
    }
    return "no error";
  }
};

TEST_F(BertFolderTest, ReadsSizesPiecesAndWeights) {
  const BertFolder bert = BertFolder::Open(folder_);
  EXPECT_EQ(bert.config.hidden_size, 32);
  EXPECT_EQ(bert.config.num_hidden_layers, 2);
  EXPECT_EQ(bert.config.max_position_embeddings, 64);
  EXPECT_LE(bert.pieces->size(), 160u);
  EXPECT_EQ(bert.weights->Read("encoder.layer.1.output.dense.bias").size(), 32u);
}

TEST_F(BertFolderTest, PoolsAsTheFolderSays) {
  EXPECT_FALSE(BertFolder::Open(folder_).pooling.mean) << "[CLS] when it says nothing";
  Write("1_Pooling/config.json", R"({"pooling_mode_mean_tokens": true})");
  Write("modules.json", R"([{"type": "sentence_transformers.models.Pooling"}])");
  EXPECT_TRUE(BertFolder::Open(folder_).pooling.mean);
  EXPECT_FALSE(BertFolder::Open(folder_).pooling.normalise);
  Write("modules.json", R"([{"type": "sentence_transformers.models.Normalize"}])");
  EXPECT_TRUE(BertFolder::Open(folder_).pooling.normalise);
  Write("1_Pooling/config.json", R"({"pooling_mode_max_tokens": true})");
  ExpectError(ErrorCode::kCorruptData, "neither mean nor [CLS]",
              [&] { BertFolder::Open(folder_); });
}

TEST(BertWeightShapes, HasSixteenWeightsALayerAndFiveBefore) {
  BertConfig config;
  config.hidden_size = 8;
  config.intermediate_size = 12;
  config.vocab_size = 30;
  config.num_hidden_layers = 3;
  const auto shapes = BertWeightShapes(config);
  EXPECT_EQ(shapes.size(), 3u * 16u + 5u);
  EXPECT_EQ(shapes.at("embeddings.word_embeddings.weight"), (Shape{30, 8}));
  EXPECT_EQ(shapes.at("encoder.layer.2.intermediate.dense.weight"), (Shape{12, 8}));
  EXPECT_EQ(shapes.at("encoder.layer.2.output.dense.weight"), (Shape{8, 12}));
}

TEST_F(BertFolderTest, ListsAllMissingFiles) {
  fs::remove(folder_ / "vocab.txt");
  fs::remove(folder_ / "model.safetensors");
  Write("pytorch_model.bin", "x");
  const std::string error = OpenError(ErrorCode::kNotFound);
  EXPECT_NE(error.find("model.safetensors is missing; vocab.txt is missing"), std::string::npos)
      << error;
  EXPECT_NE(error.find("convert pytorch_model.bin"), std::string::npos) << error;
  fs::remove_all(folder_);
  EXPECT_NE(OpenError(ErrorCode::kNotFound).find("no such folder"), std::string::npos);
}

TEST_F(BertFolderTest, ListsAllMissingAndMisshapenWeights) {
  fs::remove(folder_ / "vocab.txt");
  EditConfig("num_hidden_layers", 3);
  EditConfig("intermediate_size", 48);
  const std::string error = OpenError(ErrorCode::kNotFound);
  EXPECT_NE(error.find("vocab.txt is missing"), std::string::npos) << error;
  EXPECT_NE(error.find("bert.encoder.layer.2.output.dense.bias is missing"), std::string::npos)
      << error;
  EXPECT_NE(error.find("bert.encoder.layer.0.intermediate.dense.weight is [64, 32] instead of "
                       "[48, 32]"),
            std::string::npos)
      << error;
}

TEST_F(BertFolderTest, RefusesOtherModelsByConfig) {
  EditConfig("model_type", "roberta");
  EditConfig("num_attention_heads", 5);
  EditConfig("vocab_size", 0);
  EditConfig("layer_norm_eps", -1.0);
  const std::string error = OpenError(ErrorCode::kCorruptData);
  EXPECT_NE(error.find("roberta"), std::string::npos) << error;
  EXPECT_NE(error.find("num_attention_heads"), std::string::npos) << error;
  EXPECT_NE(error.find("vocab_size is out of range"), std::string::npos) << error;
  EXPECT_NE(error.find("layer_norm_eps is out of range"), std::string::npos) << error;
}

TEST_F(BertFolderTest, RefusesAVocabularyLargerThanTheModel) {
  std::string vocabulary = ReadFile(folder_ / "vocab.txt");
  for (int i = 0; i < 200; ++i) vocabulary += "word" + std::to_string(i) + "\n";
  Write("vocab.txt", vocabulary);
  EXPECT_NE(OpenError(ErrorCode::kCorruptData).find("the model only 160"), std::string::npos);
}

}  // namespace
}  // namespace supreme
