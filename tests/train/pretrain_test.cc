// The program as a whole: supreme-train is started, killed and started again.
#include "train/pretrain.h"

#include <gtest/gtest.h>

#include "core/json.h"
#include "predict/bundle.h"
#include "tests/train/train_program.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

class PretrainProgram : public ProgramTest {};

TEST_F(PretrainProgram, KilledAndResumedEqualsStraightToTheLastBit) {
  ASSERT_EQ(Run(Command(Out("straight"))), 0) << Log();
  const pid_t child = StartPretrain(Command(Out("killed")), LogPath());
  ASSERT_TRUE(WaitForFile(Out("killed") / "checkpoints/step_000020/DONE"));
  ::kill(child, SIGKILL);
  EXPECT_EQ(WaitForEnd(child), -SIGKILL) << "the run ended before it could be killed";
  ASSERT_EQ(Run(Resumed(Command(Out("killed")))), 0) << Log();
  for (const char* file : {"model.safetensors", "optimizer.safetensors"}) {
    const fs::path name = fs::path("checkpoints/step_000040") / file;
    EXPECT_TRUE(ReadFile(Out("straight") / name) == ReadFile(Out("killed") / name)) << file;
  }
  EXPECT_EQ(Losses(Out("straight")), Losses(Out("killed")));
  EXPECT_EQ(ReadBundle(Out("killed") / "bundle").queries.queries.size(), kSmallQueries);
}

TEST_F(PretrainProgram, LearnsAndRefusesToStartOver) {
  const Words words =
      Command(Out("learns"), {"train.max_steps=0", "train.epochs=12", "train.batch_size=8",
                              "train.learning_rate=0.003", "train.warmup_steps=5",
                              "model.preprocess.normalisation=mv"});
  ASSERT_EQ(Run(words), 0) << Log();
  const Json run = ReadJsonFile(Out("learns") / "run.json");
  EXPECT_EQ(run.at("config").at("train").at("epochs"), 12);
  CsvReader csv = CsvReader::Open(Out("learns") / "metrics.csv");
  std::vector<double> losses;
  while (csv.Next()) {
    if (!csv["loss"].empty()) losses.push_back(std::stod(csv["loss"]));
  }
  EXPECT_LT(losses.back(), 0.85 * losses.front());
  EXPECT_EQ(Run(words), 2);
  EXPECT_NE(Log().find("--resume"), std::string::npos);
  Words again = words;
  again.push_back("--resume");
  EXPECT_EQ(Run(again), 0);
  EXPECT_NE(Log().find("finished"), std::string::npos);
  again.insert(again.end(), {"--set", "train.learning_rate=0.1"});
  EXPECT_EQ(Run(again), 2);
  EXPECT_NE(Log().find("learning_rate"), std::string::npos);
}

TEST_F(PretrainProgram, InterruptSavesTheStepAndExits130) {
  const pid_t child = StartPretrain(
      Command(Out("stopped"), {"train.max_steps=0", "train.epochs=1000", "train.patience=0"}),
      LogPath());
  ASSERT_TRUE(WaitForFile(Out("stopped") / "checkpoints/step_000020/DONE"));
  ::kill(child, SIGINT);
  EXPECT_EQ(WaitForEnd(child), 130) << Log();
  EXPECT_TRUE(fs::exists(Out("stopped") / "latest" / "DONE"));
}

TEST_F(PretrainProgram, StopsAfterFiveStepsThatAreNotFinite) {
  EXPECT_EQ(Run(Command(Out("diverges"), {"train.learning_rate=10", "train.weight_decay=1",
                                          "train.restart_steps=5000", "train.max_steps=4000",
                                          "train.epochs=400", "train.patience=0"})),
            1)
      << Log();
  EXPECT_NE(Log().find("steps in a row"), std::string::npos) << Log();
}

TEST_F(PretrainProgram, GoesBackToTheLastCheckpointThatCanBeRead) {
  ASSERT_EQ(Run(Command(Out("damaged"))), 0) << Log();
  const fs::path checkpoints = Out("damaged") / "checkpoints";
  const fs::path weights = checkpoints / "step_000040/model.safetensors";
  const std::string good = ReadFile(weights);
  std::string bad = good;
  bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 1);  // one bit of one weight
  WriteFileAtomically(weights, bad);
  fs::create_directory(checkpoints / "step_000100");
  WriteFileAtomically(checkpoints / "step_000100/DONE", "");
  fs::remove(Out("damaged") / "latest");
  fs::create_symlink("checkpoints/step_000099", Out("damaged") / "latest");
  fs::remove_all(Out("damaged") / "bundle");
  EXPECT_EQ(Run(Resumed(Command(Out("damaged")))), 0) << Log();
  EXPECT_NE(Log().find("step_000100/DONE: not valid JSON"), std::string::npos) << Log();
  EXPECT_NE(Log().find("model.safetensors: is not the file"), std::string::npos) << Log();
  EXPECT_NE(Log().find("resumed at step 21"), std::string::npos) << Log();
  EXPECT_TRUE(ReadFile(weights) == good);
  EXPECT_EQ(fs::read_symlink(Out("damaged") / "latest"), "checkpoints/step_000040");
}

TEST_F(PretrainProgram, AGpuThatIsNotThereIsOneLineAndExit5) {
  if (fs::exists("/dev/nvidia0")) GTEST_SKIP() << "this machine has a GPU";
  EXPECT_EQ(Run(Command(Out("gpu"), {"train.device=cuda"})), 5);
  EXPECT_NE(Log().find("--device cpu"), std::string::npos) << Log();
  EXPECT_EQ(Run(Command(Out("gpu"), {"train.device=tpu"})), 2);
}

}  // namespace
}  // namespace supreme
