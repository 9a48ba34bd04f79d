#include "predict/bundle.h"

#include <gtest/gtest.h>

#include <limits>

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

  // Rewrites the weights after `change` to their list.
  template <class Change>
  void ChangeWeights(Change&& change) {
    const fs::path path = folder_ / "b" / "model.safetensors";
    {
      const SafetensorsFile file(path);
      NamedTensors tensors;
      for (const std::string& name : file.names()) tensors.emplace_back(name, file.Get(name));
      change(tensors);
      WriteSafetensors(folder_ / "changed", tensors);
    }
    fs::rename(folder_ / "changed", path);
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
}

TEST_F(BundleTest, WritesAModelCardWithLimitsAndFacts) {
  const std::string card = ReadFile(folder_ / "b" / "README.md");
  for (const std::string words :
       {"not a medical device", "metrics.validation_auc | 0.8750", "query 1", "threshold 0.250",
        "made-up", bundle_.model.preprocess.normalisation.c_str()}) {
    EXPECT_NE(card.find(words), std::string::npos) << words;
  }
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

TEST_F(BundleTest, ListsMissingExtraAndMisshapenWeights) {
  ChangeWeights([](NamedTensors& tensors) {
    for (auto& [name, view] : tensors) {
      if (name == "head.fc2.bias") name = "head.fc3.bias";
      if (name == "head.fc1.bias") view.shape.insert(view.shape.begin(), 1);
    }
  });
  ExpectRefused(ErrorCode::kCorruptData,
                "missing head.fc2.bias; extra head.fc3.bias; misshapen "
                "head.fc1.bias F32[1, ");
}

TEST_F(BundleTest, NamesWeightsThatAreNotFinite) {
  WriteRandomWeights(bundle_.model, folder_ / "b" / "model.safetensors",
                     std::numeric_limits<float>::infinity());
  ExpectRefused(ErrorCode::kCorruptData,
                "NaN or infinity in " + WeightShapes(bundle_.model).begin()->first);
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
