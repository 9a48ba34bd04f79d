#include "predict/bundle.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/predict/random_bundle.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// A bundle on disk that each test spoils in one way.
class BundleTest : public testing::Test {
 protected:
  BundleTest() : bundle_(WriteRandomBundle(folder_ / "b", ModelPreset("nano"))) {}

  void Replace(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = ReadFile(folder_ / "b" / file);
    const size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    WriteFileAtomically(folder_ / "b" / file, text.replace(at, from.size(), to));
  }

  void ExpectRefused(ErrorCode code, const std::string& words) {
    ExpectError(code, words, [&] { ReadBundle(folder_ / "b"); });
  }

  struct Folder : TempFolder {
    fs::path operator/(const fs::path& name) const { return path() / name; }
  };
  Folder folder_;
  Bundle bundle_;
};

TEST_F(BundleTest, ReadsBackWhatWasWritten) {
  const Bundle read = ReadBundle(folder_ / "b");
  EXPECT_EQ(read.model.width, bundle_.model.width);
  EXPECT_EQ(read.model.preprocess.normalisation, bundle_.model.preprocess.normalisation);
  ASSERT_EQ(read.queries.queries.size(), 8u);
  EXPECT_EQ(read.queries.embeddings, bundle_.queries.embeddings);
  EXPECT_EQ(read.thresholds.at("query-1").value, 0.25);
  EXPECT_EQ(read.thresholds.at("query-1").negatives, 34u);
  EXPECT_EQ(read.training["epochs"], 3);
  EXPECT_EQ(ReadFile(folder_ / "b" / "README.md"), ModelCard(bundle_));
}

TEST_F(BundleTest, WithoutTheLaterFieldsIsOneFromBeforeThem) {
  Replace("config.json", "\"fusion\": \"cfn\",", "");
  Replace("config.json", "\"encoder_output\": \"tokens\",", "");
  EXPECT_EQ(ReadBundle(folder_ / "b").model.fusion, "cfn");
}

TEST_F(BundleTest, OfALinearHeadHasAnOutputPerQuery) {
  ModelConfig config = ModelPreset("nano");
  config.fusion = "linear";
  const Bundle linear = WriteRandomBundle(folder_ / "linear", config, 5);
  EXPECT_EQ(ReadBundle(folder_ / "linear").model.trained_queries, 5);
  EXPECT_NE(ModelCard(linear).find("answers the queries below and no others"), std::string::npos);
  WriteQuerySet(MadeUpQueries(config.text_width, 6), folder_ / "linear");
  ExpectError(ErrorCode::kCorruptData, "linear.weight", [&] { ReadBundle(folder_ / "linear"); });
}

TEST_F(BundleTest, RefusesAFolderWithoutConfig) {
  fs::remove(folder_ / "b" / "config.json");
  ExpectRefused(ErrorCode::kNotFound, "not a bundle");
}

TEST_F(BundleTest, RefusesAConfigWithAMissingOrUnknownField) {
  Replace("config.json", "\"depth\"", "\"dept\"");
  ExpectRefused(ErrorCode::kCorruptData, "model.depth is missing");
}

TEST_F(BundleTest, RefusesAConfigWithAValueOutOfRange) {
  Replace("config.json", "\"fusion_heads\": ", "\"fusion_heads\": 9999");
  ExpectRefused(ErrorCode::kCorruptData, "fusion_heads");
}

TEST_F(BundleTest, RefusesCutWeights) {
  const fs::path path = folder_ / "b" / "model.safetensors";
  fs::resize_file(path, fs::file_size(path) - 4);
  ExpectRefused(ErrorCode::kCorruptData, "model.safetensors");
}

TEST_F(BundleTest, RefusesWeightsThatDoNotFitTheConfig) {
  WriteRandomWeights(ModelPreset("vit-nano"), folder_ / "b" / "model.safetensors");
  ExpectRefused(ErrorCode::kCorruptData, "weights do not fit the config: missing ");
}

TEST_F(BundleTest, RefusesThresholdsOutOfRangeOrForUnknownQueries) {
  Replace("thresholds.json", "query-1", "query-9");
  ExpectRefused(ErrorCode::kCorruptData, "query-9");
  Replace("thresholds.json", "0.25", "1.25");
  ExpectRefused(ErrorCode::kCorruptData, "between 0 and 1");
}

TEST_F(BundleTest, RefusesATextEncoderOtherThanTheQueries) {
  Replace("text_encoder.json", std::string(64, 'a'), std::string(64, 'b'));
  ExpectRefused(ErrorCode::kCorruptData, "text encoder");
}

TEST_F(BundleTest, NamesBothEncodersWhenTheyDiffer) {
  EXPECT_NO_THROW(CheckTextEncoder(bundle_, "any name", bundle_.queries.encoder_id));
  ExpectError(ErrorCode::kInvalidInput,
              "\"minilm\" (ffffffffffff) is not the one the bundle was trained with, \"made-up\" "
              "(aaaaaaaaaaaa)",
              [&] { CheckTextEncoder(bundle_, "minilm", std::string(64, 'f')); });
}

TEST_F(BundleTest, IsNotWrittenWithWeightsThatDoNotFit) {
  fs::remove(folder_ / "b" / "config.json");
  Bundle other = bundle_;
  other.model = ModelPreset("vit-nano");
  ExpectError(ErrorCode::kCorruptData, "missing", [&] { WriteBundle(other); });
  EXPECT_FALSE(fs::exists(folder_ / "b" / "config.json"));
}

}  // namespace
}  // namespace supreme
