// Whole runs on simulated records.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "predict/bundle.h"
#include "tensor/safetensors.h"
#include "tests/core/expect_error.h"
#include "tests/train/small_world.h"
#include "train/pretrain.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class SimulatedPretrain : public testing::Test {
 protected:
  SimulatedPretrain() : test_("simulated") { WriteSmallSigns(test_.path() / "vocab"); }

  PretrainRequest Request(const std::string& name) const {
    PretrainRequest request;
    request.world = SmallWorld(1);
    request.vocabulary = test_.path() / "vocab";
    request.output = test_.path() / name;
    RunConfig& config = request.config;
    config.model = ModelPreset("small");
    config.model.text_width = kSmallTextWidth;
    config.model.stem_width = 8;
    config.model.width = 16;
    config.model.stage_blocks = 1;
    config.model.hidden_width = 20;
    config.model.dropout = 0.1;
    config.train.batch_size = 8;
    config.train.epochs = 2;
    config.train.learning_rate = 3e-3;
    config.train.replicas = 2;
    config.train.threads = 2;
    config.train.ema = 0.9;
    config.train.precision = "bf16";
    config.train.uncertain = "mask";
    config.simulate.epoch_records = 40;
    config.simulate.validation_records = 30;
    config.simulate.questions_per_batch = 4;
    config.augment.lead_gain = 0.1;
    return request;
  }

  TestFolder test_;
};

TEST_F(SimulatedPretrain, StoppedAndResumedEqualsStraightToTheLastBit) {
  PretrainRequest request = Request("parts");
  request.config.train.max_steps = 3;
  request.config.train.restart_steps = 10;
  PretrainRequest straight = Request("straight");
  straight.config.train.restart_steps = 10;
  straight.config.simulate.workers = 4;
  Pretrain(straight);
  Pretrain(request);
  request.resume = true;
  request.config.train.max_steps = 0;
  request.config.simulate.workers = 1;
  Pretrain(request);
  for (const char* file : {"model.safetensors", "averaged.safetensors", "optimizer.safetensors"}) {
    const fs::path name = fs::path("checkpoints/step_000010") / file;
    EXPECT_TRUE(ReadFile(straight.output / name) == ReadFile(request.output / name)) << file;
  }
}

TEST_F(SimulatedPretrain, ExportsTheAveragedWeightsWithoutWhatWasLeftOut) {
  const PretrainRequest request = Request("export");
  const Bundle bundle = ReadBundle(Pretrain(request));
  EXPECT_EQ(bundle.queries.queries.size(), kSmallSigns - 1);
  EXPECT_EQ(bundle.queries.held_out, std::vector<std::string>{"sign 1 wording 0"});
  EXPECT_EQ(bundle.training.at("simulator").at("seed"), 1);
  const Json run = ReadJsonFile(request.output / "run.json");
  const auto best = run.at("result").at("best_step").get<int64_t>();
  const fs::path checkpoint =
      request.output / "checkpoints" / (best == 5 ? "step_000005" : "step_000010");
  EXPECT_TRUE(ReadFile(bundle.folder / "model.safetensors") ==
              ReadFile(checkpoint / "averaged.safetensors"));
  EXPECT_FALSE(ReadFile(checkpoint / "averaged.safetensors") ==
               ReadFile(checkpoint / "model.safetensors"));
}

TEST_F(SimulatedPretrain, LearnsToReadTheSigns) {
  PretrainRequest request = Request("learns");
  request.config.simulate.epoch_records = 640;
  request.config.simulate.validation_records = 200;
  request.config.train.batch_size = 16;
  request.config.train.epochs = 3;
  request.config.train.restart_steps = 0;
  Pretrain(request);
  CsvReader csv = CsvReader::Open(request.output / "metrics.csv");
  double auc = 0.0;
  while (csv.Next()) {
    if (!csv["validation_auc"].empty()) auc = std::stod(csv["validation_auc"]);
  }
  EXPECT_GT(auc, 0.65);  // by chance 0.5, deviation 0.02
}

bool SameTensor(const SafetensorsFile& a, const SafetensorsFile& b, const std::string& name) {
  return std::ranges::equal(a.Get(name).bytes, b.Get(name).bytes);
}

TEST_F(SimulatedPretrain, LeavesAFrozenEncoderAsItStarted) {
  const fs::path first = Pretrain(Request("first"));
  PretrainRequest request = Request("second");
  request.config.train.start_from = first.string();
  request.config.train.freeze_encoder = true;
  request.config.train.seed = 2;
  const fs::path second = Pretrain(request);
  const SafetensorsFile before(first / "model.safetensors");
  const SafetensorsFile after(second / "model.safetensors");
  size_t kept = 0;
  for (const std::string& name : before.names()) {
    const bool is_ecg_side = name.starts_with("encoder.") || name.starts_with("ecg_projection.") ||
                             name.starts_with("lead_scale.");
    EXPECT_EQ(SameTensor(before, after, name), is_ecg_side) << name;
    kept += is_ecg_side ? 1 : 0;
  }
  EXPECT_GT(kept, 10u);
  EXPECT_EQ(ReadBundle(second).training.at("started_from").at("records_seen"),
            ReadBundle(first).training.at("records_seen"));
}

TEST_F(SimulatedPretrain, RefusesABundleOfAnotherShapeToStartFrom) {
  const fs::path first = Pretrain(Request("first"));
  PretrainRequest request = Request("second");
  request.config.train.start_from = first.string();
  request.config.model.stem_width = 16;
  ExpectError(ErrorCode::kCorruptData, "shape", [&] { Pretrain(request); });
}

TEST_F(SimulatedPretrain, HasNoTrainingRecordsToTakeAShareOf) {
  PretrainRequest request = Request("share");
  request.config.train.data_proportion = 50.0;
  ExpectError(ErrorCode::kUsage, "no records to leave out", [&] { Pretrain(request); });
}

TEST_F(SimulatedPretrain, GoesOnOnlyWithTheSameSimulation) {
  PretrainRequest request = Request("seed");
  Pretrain(request);
  request.resume = true;
  request.simulation_seed = 2;
  ExpectError(ErrorCode::kUsage, "simulator/seed", [&] { Pretrain(request); });
}

}  // namespace
}  // namespace supreme
