#include "train/trainer_setup.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "nn/supreme_model.h"
#include "tests/core/temp_folder.h"
#include "tests/nn/small_network.h"

namespace supreme {
namespace {

TEST(TotalSteps, AreThoseOfAllEpochsUnlessThereIsALowerLimit) {
  TrainConfig config;
  config.epochs = 4;
  config.max_steps = 0;
  EXPECT_EQ(TotalSteps(config, 25), 100);
  config.max_steps = 30;
  EXPECT_EQ(TotalSteps(config, 25), 30);
  config.max_steps = 300;
  EXPECT_EQ(TotalSteps(config, 25), 100);
}

TEST(MakeSchedule, FallsOverTheWholeRunUnlessACycleIsSet) {
  TrainConfig config;
  config.restart_steps = 0;
  config.warmup_steps = 20;
  EXPECT_EQ(MakeSchedule(config, 100).first_cycle_steps, 80);
  EXPECT_EQ(MakeSchedule(config, 10).first_cycle_steps, 1) << "a run of nothing but warm-up";
  config.restart_steps = 7;
  EXPECT_EQ(MakeSchedule(config, 100).first_cycle_steps, 7);
}

TEST(MakeSchedule, NeverFallsToMoreThanThePeak) {
  TrainConfig config;
  config.learning_rate = 1e-4;
  config.minimum_learning_rate = 1e-3;
  EXPECT_EQ(MakeSchedule(config, 100).minimum, 1e-4);
}

TEST(TrainedParameters, LeaveOutAFrozenEncoderAndItsProjectionOnly) {
  const SupremeModel model(SmallNetwork());
  TrainConfig config;
  EXPECT_EQ(TrainedParameters(config, model.weights()).size(), model.weights().parameters().size());
  config.freeze_encoder = true;
  const auto trained = TrainedParameters(config, model.weights());
  EXPECT_GT(trained.size(), 0U);
  for (const auto& [name, tensor] : model.weights().parameters()) {
    const bool is_frozen = name.starts_with("encoder.") || name.starts_with("ecg_projection.");
    EXPECT_EQ(trained.contains(name), !is_frozen) << name;
  }
}

TEST(TakeOverWeights, KeepsTheStartOfADirectHeadThatTheBundleLacks) {
  const TempFolder folder;
  SupremeModel before(SmallNetwork());
  before.weights().Initialise(Rng(1));
  before.weights().Save(folder / "model.safetensors");
  ModelConfig config = SmallNetwork();
  config.direct_outputs = 3;
  SupremeModel after(config);
  after.weights().Initialise(Rng(2));
  std::map<std::string, at::Tensor> start;
  for (const auto& [name, tensor] : after.weights().parameters()) {
    start[name] = tensor.detach().clone();
  }
  TakeOverWeights(folder.path(), after.weights());
  size_t of_direct_head = 0;
  for (const auto& [name, tensor] : after.weights().parameters()) {
    const bool is_direct = name.starts_with("direct.");
    of_direct_head += is_direct ? 1 : 0;
    EXPECT_TRUE(at::equal(tensor, is_direct ? start.at(name) : before.weights().Get(name))) << name;
  }
  EXPECT_GT(of_direct_head, 0U);
}

}  // namespace
}  // namespace supreme
