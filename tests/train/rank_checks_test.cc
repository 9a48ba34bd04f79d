#include "train/rank_checks.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/train/thread_ranks.h"

namespace supreme {
namespace {

ModelConfig SmallModel() {
  ModelConfig config = ModelPreset("nano");
  config.text_width = 16;
  config.stage_blocks = 1;
  return config;
}

TEST(RankChecks, AcceptCopies) {
  ThreadRanks(3).Run([](Collective& ranks) {
    Weights weights(SmallModel(), {});
    weights.Initialise(Rng(1));
    EXPECT_NO_THROW(CheckSameWeights(ranks, weights));
  });
}

TEST(RankChecks, NameTheTensorWithOneWrongBit) {
  for (const std::string tensor : {"encoder.stem.conv.weight", "encoder.stem.norm.running_var"}) {
    ExpectError(ErrorCode::kCheckFailed, tensor + " differs on rank 1", [&] {
      ThreadRanks(3).Run([&](Collective& ranks) {
        Weights weights(SmallModel(), {});
        weights.Initialise(Rng(1));
        const c10::NoGradGuard no_grad;
        if (ranks.rank() == 1) weights.Get(tensor).flatten()[3].add_(1e-6);
        CheckSameWeights(ranks, weights);
      });
    });
  }
}

TEST(RankChecks, RefuseOtherSettings) {
  ExpectError(ErrorCode::kUsage, "rank 1 has other settings", [] {
    ThreadRanks(2).Run([](Collective& ranks) {
      CheckSameText(ranks, ranks.rank() == 0 ? "{\"a\":1}" : "{\"a\":2}", "settings");
    });
  });
  ThreadRanks(2).Run([](Collective& ranks) { CheckSameText(ranks, "same", "settings"); });
}

TEST(RankChecks, RefuseAnotherNumberOfRanksUnlessAllowed) {
  EXPECT_NO_THROW(CheckRankCount(2, 2, false));
  EXPECT_NO_THROW(CheckRankCount(2, 4, true));
  ExpectError(ErrorCode::kUsage, "2 ranks, now there are 1", [] { CheckRankCount(2, 1, false); });
}

}  // namespace
}  // namespace supreme
