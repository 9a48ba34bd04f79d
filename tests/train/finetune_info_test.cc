#include "train/finetune_info.h"

#include "tests/core/expect_error.h"
#include "tests/train/small_finetune.h"

namespace supreme {
namespace {

class FineTuneInfo : public SmallFineTune {
 protected:
  void SetUp() override {
    SmallFineTune::SetUp();
    Start();
  }
  void Start() {
    StartOrCheckFineTuning(folder_ / "run.json", DescribeFineTuning(Data(), options_));
  }
  void ExpectRefused(const std::string& words) {
    ExpectError(ErrorCode::kUsage, words, [&] { Start(); });
  }
};

TEST_F(FineTuneInfo, TakesTheSameCallAgainAlsoOnOtherHardware) {
  options_.config.threads = 7;
  options_.config.device = "cuda:1";
  options_.command = {"supreme", "finetune", "--threads", "7"};
  EXPECT_NO_THROW(Start());
}

TEST_F(FineTuneInfo, RefusesAnotherSettingByItsName) {
  options_.config.encoder_rate = 0.5;
  ExpectRefused("config/train/encoder_rate: 0.01, now 0.5");
  options_.config.encoder_rate = 0.01;
  options_.config.epochs = 4;
  ExpectRefused("config/train/epochs: 3, now 4");
  options_.config.epochs = 3;
  options_.config.precision = "bf16";
  ExpectRefused("config/train/precision");
}

TEST_F(FineTuneInfo, RefusesOtherRecordsAndLabels) {
  std::swap(train_.rows[0], rest_.rows[0]);
  ExpectRefused("records/train/rows");
  std::swap(train_.rows[0], rest_.rows[0]);
  rest_.positive[0] ^= 1;
  ExpectRefused("records/validation/labels");
}

TEST_F(FineTuneInfo, RefusesOtherWeightsOfTheBundle) {
  Weights weights(bundle_.model, {});
  weights.Initialise(Rng(4), LinearInit::kFanIn);
  weights.Save(folder_ / "model.safetensors");
  ExpectRefused("bundle/weights");
}

}  // namespace
}  // namespace supreme
