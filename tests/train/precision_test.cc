// What bfloat16 does to answers: the same trained weights in both kinds of arithmetic.
#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "nn/supreme_model.h"
#include "tests/train/small_data.h"
#include "train/device.h"
#include "train/optimizer.h"
#include "train/pack_source.h"
#include "train/replicas.h"
#include "train/validation.h"

namespace supreme {
namespace {

class Precision : public ::testing::Test {
 protected:
  Precision()
      : folder_("precision"),
        pack_((WriteSmallData(folder_.path(), 240), folder_.path() / "pack")),
        queries_(ReadQuerySet(folder_.path() / "vocab")),
        labels_(ReadLabels(folder_.path() / "vocab")),
        split_(SplitByFolds(pack_, "1-5", "6-10", "")) {
    config_.model = ModelPreset("nano");
    config_.model.text_width = kSmallTextWidth;
    config_.model.stage_blocks = 1;
    config_.model.width = 32;
    config_.model.hidden_width = 32;
    config_.model.fusion_ffn_width = 64;
    config_.model.head_width = 32;
    config_.train.batch_size = 16;
    SetThreads(1, 1);  // small sizes: a second thread only waits
  }

  // Enough to rank the records well, but not all of them right.
  void Train(SupremeModel& model, int64_t steps) const {
    PackSource source(config_, {pack_, split_, queries_, labels_});
    model.weights().Initialise(Rng(1), LinearInit::kFanIn);
    at::manual_seed(1);
    AdamW optimizer(model.weights().parameters(), {});
    Replicas replicas(model, {.threads = 1});
    const auto batches = source.Train(0, steps);
    while (const auto batch = batches->Next()) {
      replicas.ComputeGradients(*batch, {});
      optimizer.Step(1e-3);
      optimizer.ClearGradients();
    }
  }

  ValidationScores Score(const SupremeModel& model, const std::string& precision) const {
    PackSource source(config_, {pack_, split_, queries_, labels_});
    const PrecisionGuard guard(precision, at::kCPU);
    return ScoreRecords({model, at::kCPU, {}}, *source.Validation());
  }

  TestFolder folder_;
  Pack pack_;
  QuerySet queries_;
  LabelMatrix labels_;
  Split split_;
  RunConfig config_;
};

TEST_F(Precision, Bf16MovesScoresByTwoPercentAtMostAndTheAucByTwoThousandths) {
  SupremeModel model(config_.model);
  Train(model, 25);
  const ValidationScores exact = Score(model, "fp32"), rounded = Score(model, "bf16");
  std::vector<double> changes;
  for (size_t i = 0; i < exact.scores.size(); ++i) {
    changes.push_back(std::abs(exact.scores[i] - rounded.scores[i]));
  }
  std::sort(changes.begin(), changes.end());
  const double auc = *MacroAuc(exact, false), rounded_auc = *MacroAuc(rounded, false);
  std::printf(
      "AUC %.4f in fp32, %.4f in bf16; change of scores: median %.5f, 99 %% %.5f, max %.5f\n", auc,
      rounded_auc, changes[changes.size() / 2], changes[changes.size() * 99 / 100], changes.back());
  EXPECT_GT(changes.back(), 0.0) << "nothing was rounded";
  EXPECT_GT(auc, 0.6);
  EXPECT_LE(changes[changes.size() * 99 / 100], 0.02);
  EXPECT_LE(std::abs(auc - rounded_auc), 0.002);
}

}  // namespace
}  // namespace supreme
