// A run that is killed and resumed is the same run: every part of its state goes on to the last
// bit. What else may change without changing a bit, and what may not.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "core/json.h"
#include "core/numbers.h"
#include "tests/train/reliability_row.h"
#include "tests/train/train_program.h"
#include "train/run_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

// Counters that depend neither on time nor on the machine.
OrderedJson Result(const fs::path& run) {
  OrderedJson result = OrderedJson(ReadJsonFile(run / "run.json")).at("result");
  result.erase("training_seconds");
  result.erase("peak_memory_mb");
  return result;
}

class ResumedRun : public ProgramTest {
 protected:
  // Weights, moments, averages, generators and counters of the last checkpoint, metrics, result.
  static void ExpectSame(const std::string& a, const std::string& b) {
    EXPECT_EQ(Losses(Out(a)), Losses(Out(b)));
    EXPECT_EQ(Result(Out(a)), Result(Out(b)));
    const fs::path latest = fs::read_symlink(Out(a) / "latest");
    ASSERT_EQ(latest, fs::read_symlink(Out(b) / "latest"));
    for (const auto& entry : fs::directory_iterator(Out(a) / latest)) {
      const fs::path name = entry.path().filename();
      if (name.extension() != ".safetensors") continue;
      EXPECT_TRUE(ReadFile(entry.path()) == ReadFile(Out(b) / latest / name)) << name;
    }
  }

  // Runs `settings` straight, and with a kill after the first checkpoint; both must be the same.
  void CheckKilledEqualsStraight(const std::string& name, const Words& settings) {
    const std::string straight = name + "_straight";
    const std::string killed = name + "_killed";
    ASSERT_EQ(Run(Command(Out(straight), settings)), 0) << Log();
    const pid_t child = StartPretrain(Command(Out(killed), settings), LogPath());
    ASSERT_TRUE(WaitForFile(Out(killed) / "checkpoints/step_000015/DONE")) << Log();
    ::kill(child, SIGKILL);
    ASSERT_EQ(WaitForEnd(child), -SIGKILL) << "the run ended before it could be killed";
    ASSERT_EQ(Run(Resumed(Command(Out(killed), settings))), 0) << Log();
    EXPECT_NE(Log().find("resumed at step"), std::string::npos) << Log();
    ExpectSame(straight, killed);
    WriteReliabilityRow({"R-C5 " + name, 1, HasFailure() ? 1 : 0, "bits that differ", 0.0});
  }
};

TEST_F(ResumedRun, OfATransformerInBf16WithReplicasAndAugmentationGoesOnExactly) {
  CheckKilledEqualsStraight(
      "vit bf16",
      {"train.checkpoint_every_steps=15", "model.encoder=vit", "model.patch_samples=250",
       "model.depth=1", "model.stochastic_depth=0.2", "model.attention_heads=2",
       "train.precision=bf16", "train.replicas=2", "train.threads=2", "train.ema=0.9",
       "train.pos_weight=balanced", "train.uncertain=mask", "train.clip_norm=0.5",
       "augment.lead_gain=0.1", "train.warmup_steps=30"});
}

TEST_F(ResumedRun, OfAResNetThatStopsEarlyGoesOnExactly) {
  CheckKilledEqualsStraight(
      "resnet early stop",
      {"train.checkpoint_every_steps=15", "train.max_steps=0", "train.epochs=50",
       "train.patience=1", "train.replicas=2", "train.ema=0.5", "train.shuffle_window=32",
       "train.learning_rate=0.003", "train.restart_steps=12", "train.restart_factor=2"});
  EXPECT_LT(Result(Out("resnet early stop_straight")).at("steps"), 50 * 21) << "did not stop early";
}

TEST_F(ResumedRun, TheSameSeedGivesTheSameRunWhateverIsKeptInMemory) {
  ASSERT_EQ(Run(Command(Out("seed_a"))), 0) << Log();
  ASSERT_EQ(Run(Command(Out("seed_b"), {"train.cache_mb=0"})), 0) << Log();
  ExpectSame("seed_a", "seed_b");
  ASSERT_EQ(Run(Command(Out("seed_c"), {"train.seed=2"})), 0) << Log();
  EXPECT_NE(Losses(Out("seed_a")), Losses(Out("seed_c")));
}

std::vector<double> LossColumn(const fs::path& run) {
  std::vector<double> losses;
  CsvReader csv = CsvReader::Open(run / "metrics.csv");
  while (csv.Next()) {
    if (!csv["loss"].empty()) losses.push_back(ParseDouble(csv["loss"]).value());
  }
  return losses;
}

TEST_F(ResumedRun, MoreThreadsChangeLossesByRoundingOnly) {
  // An even batch: oneDNN 3 (in PyTorch 2.15) fails on odd ones with so few channels and 2 threads.
  ASSERT_EQ(Run(Command(Out("threads_1"), {"train.batch_size=4"})), 0) << Log();
  ASSERT_EQ(Run(Command(Out("threads_2"), {"train.batch_size=4", "train.threads=2"})), 0) << Log();
  const std::vector<double> one = LossColumn(Out("threads_1"));
  const std::vector<double> two = LossColumn(Out("threads_2"));
  ASSERT_EQ(one.size(), two.size());
  double largest = 0.0;
  for (size_t i = 0; i < one.size(); ++i) {
    largest = std::max(largest, std::abs(one[i] - two[i]) / one[i]);
  }
  EXPECT_LT(largest, 1e-3);
  WriteReliabilityRow({"R-N5 threads 1 against 2", 1, largest < 1e-3 ? 0 : 1,
                       "largest relative change of a loss", largest});
}

// Sets the scale of one lead of record 0 in the pack's first shard.
void PlantScale(const fs::path& pack, float scale) {
  const fs::path shard = pack / "shard-00000.safetensors";
  std::string bytes = ReadFile(shard);
  uint64_t header_bytes = 0;
  std::memcpy(&header_bytes, bytes.data(), sizeof header_bytes);
  const Json header = ParseJson(std::string_view(bytes).substr(8, header_bytes), "header");
  const uint64_t offset = header.at("scale").at("data_offsets").at(0);
  std::memcpy(bytes.data() + 8 + header_bytes + offset, &scale, sizeof scale);
  WriteFileAtomically(shard, bytes);
}

class BrokenRecord : public ResumedRun {
 protected:
  static void SetUpTestSuite() {
    ResumedRun::SetUpTestSuite();
    PlantScale(data_->path() / "pack", 3e38F);  // samples overflow
  }
};

TEST_F(BrokenRecord, ItsStepIsSkippedAndCountedOnceAnEpoch) {
  CheckKilledEqualsStraight("broken record", {"train.checkpoint_every_steps=15"});
  const OrderedJson result = Result(Out("broken record_straight"));
  EXPECT_GE(result.at("skipped_steps"), 1);
  EXPECT_LE(result.at("skipped_steps"), 2);
  EXPECT_NE(Log().find("not finite, step skipped"), std::string::npos);
  WriteReliabilityRow({"R-N7 broken record", 1, HasFailure() ? 1 : 0, "steps skipped",
                       result.at("skipped_steps").get<double>()});
}

TEST_F(BrokenRecord, InTheValidationRecordsIsLeftOutAndSaid) {
  ASSERT_EQ(Run(Command(Out("validation"), {"train.train_folds=2-9", "train.validation_folds=1",
                                            "train.max_steps=20"})),
            0)
      << Log();
  EXPECT_NE(Log().find("1 validation records left out"), std::string::npos) << Log();
  EXPECT_FALSE(Result(Out("validation")).at("best_validation_auc").is_null()) << Log();
}

TEST_F(BrokenRecord, OfAScaleThatIsNoNumberIsRefusedByName) {
  PlantScale(data_->path() / "pack", std::numeric_limits<float>::quiet_NaN());
  EXPECT_EQ(Run(Command(Out("nan"))), 3);
  EXPECT_NE(Log().find("scale"), std::string::npos) << Log();
  PlantScale(data_->path() / "pack", 3e38F);
}

TEST_F(ResumedRun, AThousandfoldLearningRateStopsAtTheLastGoodCheckpoint) {
  const Words settings = {
      "train.learning_rate=10",         "train.weight_decay=1",    "train.max_steps=4000",
      "train.restart_steps=5000",       "train.epochs=400",        "train.patience=0",
      "train.checkpoint_every_steps=1", "train.log_every_steps=1", "train.keep_last=2"};
  EXPECT_EQ(Run(Command(Out("diverges"), settings)), 1) << Log();
  EXPECT_NE(Log().find("5 steps in a row"), std::string::npos) << Log();
  const RunFolder folder(Out("diverges"));
  const std::vector<int64_t> steps = folder.Checkpoints();
  ASSERT_GE(steps.size(), 2U);
  for (const int64_t step : steps) EXPECT_NO_THROW(folder.Verify(step));
  // The steps after the checkpoint before the last were finite, so its weights were good.
  const std::vector<double> losses = LossColumn(Out("diverges"));
  const int64_t good = steps[steps.size() - 2];
  EXPECT_GE(losses.size(), static_cast<size_t>(good) + 1);
  WriteReliabilityRow({"R-N7 learning rate x 1000", 1, HasFailure() ? 1 : 0,
                       "steps between the good checkpoint and the stop",
                       static_cast<double>(steps.back() + 5 - good)});
}

}  // namespace
}  // namespace supreme
