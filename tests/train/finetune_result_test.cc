#include "train/finetune_result.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

const FineTuned kTuned{{0.7, 0.5}, {0.6, 0.8}, 2, {1.0F, -1.0F, 0.5F, 0.0F, 2.0F, 3.0F}};
constexpr FineTunedShape kShape{.epochs = 2, .test_records = 3, .classes = 2};

TEST(FineTuned, ComesBackFromItsFile) {
  const TempFolder folder;
  WriteFineTuned(folder / "result", kTuned, kShape);
  const FineTuned read = ReadFineTuned(folder / "result", kShape);
  EXPECT_EQ(read.losses, kTuned.losses);
  EXPECT_EQ(read.validation_aucs, kTuned.validation_aucs);
  EXPECT_EQ(read.epoch, kTuned.epoch);
  EXPECT_EQ(read.test_logits, kTuned.test_logits);
}

TEST(FineTuned, IsRefusedInAnotherShape) {
  const TempFolder folder;
  WriteFineTuned(folder / "result", kTuned, kShape);
  FineTunedShape other = kShape;
  other.test_records = 2;
  ExpectError(ErrorCode::kCorruptData, "test_logits",
              [&] { ReadFineTuned(folder / "result", other); });
  other = kShape;
  other.epochs = 3;
  ExpectError(ErrorCode::kCorruptData, "losses", [&] { ReadFineTuned(folder / "result", other); });
}

TEST(FineTuned, IsRefusedWithAnEpochThatThereIsNot) {
  const TempFolder folder;
  FineTuned wrong = kTuned;
  wrong.epoch = 3;
  WriteFineTuned(folder / "result", wrong, kShape);
  ExpectError(ErrorCode::kCorruptData, "epoch 3",
              [&] { ReadFineTuned(folder / "result", kShape); });
}

}  // namespace
}  // namespace supreme
