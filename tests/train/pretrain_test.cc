// The program as a whole: supreme-train is started, killed and started again.
#include "train/pretrain.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/json.h"
#include "predict/bundle.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

pid_t Start(Words words, const fs::path& log) {
  words.insert(words.begin(), {SUPREME_BIN_DIR "/supreme-train", "pretrain"});
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int descriptor = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(descriptor, STDERR_FILENO);
  ::dup2(descriptor, STDOUT_FILENO);
  ::execv(pointers[0], pointers.data());
  ::_exit(127);
}

// Exit code, or minus the signal that ended the process.
int Wait(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool WaitForFile(const fs::path& path) {
  for (int i = 0; i < 6000 && !fs::exists(path); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return fs::exists(path);
}

class PretrainProgram : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    data_ = new TestFolder("data");
    WriteSmallData(data_->path(), 80);
  }
  static void TearDownTestSuite() { delete data_; }

  fs::path Out(const std::string& name) const { return data_->path() / name; }
  std::string Log() const { return ReadFile(data_->path() / "log"); }

  // Two epochs of 20 steps, a checkpoint every 20 steps, all parts with dropout.
  Words Command(const std::string& out, const Words& more = {}) const {
    Words words = {"--pack",   (data_->path() / "pack").string(),
                   "--vocab",  (data_->path() / "vocab").string(),
                   "--out",    Out(out).string(),
                   "--preset", "nano"};
    for (const char* setting :
         {"model.text_width=16", "model.stem_width=8", "model.width=16", "model.stage_blocks=1",
          "model.hidden_width=16", "model.fusion_ffn_width=32", "model.head_width=16",
          "train.batch_size=3", "train.max_steps=40", "train.checkpoint_every_steps=20",
          "train.keep_last=9", "train.restart_steps=0", "train.log_every_steps=7",
          "train.threads=1"}) {
      words.insert(words.end(), {"--set", setting});
    }
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  int Run(const Words& words) const { return Wait(Start(words, data_->path() / "log")); }

  static TestFolder* data_;
};

TestFolder* PretrainProgram::data_ = nullptr;

// Losses by step, without the columns that depend on time.
std::vector<std::string> Losses(const fs::path& run) {
  std::vector<std::string> losses;
  CsvReader csv = CsvReader::Open(run / "metrics.csv");
  while (csv.Next()) {
    losses.push_back(csv["step"] + " " + csv["loss"] + " " + csv["validation_auc"]);
  }
  return losses;
}

TEST_F(PretrainProgram, KilledAndResumedEqualsStraightToTheLastBit) {
  ASSERT_EQ(Run(Command("straight")), 0) << Log();
  const pid_t child = Start(Command("killed"), data_->path() / "log");
  ASSERT_TRUE(WaitForFile(Out("killed") / "checkpoints/step_000020/DONE"));
  ::kill(child, SIGKILL);
  EXPECT_EQ(Wait(child), -SIGKILL) << "the run ended before it could be killed";
  ASSERT_EQ(Run(Command("killed", {"--resume"})), 0) << Log();
  for (const char* file : {"model.safetensors", "optimizer.safetensors"}) {
    const fs::path name = fs::path("checkpoints/step_000040") / file;
    EXPECT_TRUE(ReadFile(Out("straight") / name) == ReadFile(Out("killed") / name)) << file;
  }
  EXPECT_EQ(Losses(Out("straight")), Losses(Out("killed")));
  EXPECT_EQ(ReadBundle(Out("killed") / "bundle").queries.queries.size(), kSmallQueries);
}

TEST_F(PretrainProgram, LearnsAndRefusesToStartOver) {
  const Words words =
      Command("learns", {"--set", "train.max_steps=0", "--epochs", "12", "--set",
                         "train.batch_size=8", "--set", "train.learning_rate=0.003", "--set",
                         "train.warmup_steps=5", "--set", "model.preprocess.normalisation=mv"});
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
  const pid_t child = Start(Command("stopped", {"--set", "train.max_steps=0", "--epochs", "1000",
                                                "--set", "train.patience=0"}),
                            data_->path() / "log");
  ASSERT_TRUE(WaitForFile(Out("stopped") / "checkpoints/step_000020/DONE"));
  ::kill(child, SIGINT);
  EXPECT_EQ(Wait(child), 130) << Log();
  EXPECT_TRUE(fs::exists(Out("stopped") / "latest" / "DONE"));
}

TEST_F(PretrainProgram, StopsAfterFiveStepsThatAreNotFinite) {
  EXPECT_EQ(
      Run(Command("diverges", {"--set", "train.learning_rate=10", "--set", "train.weight_decay=1",
                               "--set", "train.restart_steps=5000", "--set", "train.max_steps=4000",
                               "--epochs", "400", "--set", "train.patience=0"})),
      1)
      << Log();
  EXPECT_NE(Log().find("steps in a row"), std::string::npos) << Log();
}

TEST_F(PretrainProgram, GoesBackToTheLastCheckpointThatCanBeRead) {
  ASSERT_EQ(Run(Command("damaged")), 0) << Log();
  const fs::path weights = Out("damaged") / "checkpoints/step_000040/model.safetensors";
  fs::resize_file(weights, 100);
  fs::remove_all(Out("damaged") / "bundle");
  EXPECT_EQ(Run(Command("damaged", {"--resume"})), 0) << Log();
  EXPECT_NE(Log().find("going back one"), std::string::npos);
  EXPECT_GT(fs::file_size(weights), 100u);
}

TEST_F(PretrainProgram, AGpuThatIsNotThereIsOneLineAndExit5) {
  if (fs::exists("/dev/nvidia0")) GTEST_SKIP() << "this machine has a GPU";
  EXPECT_EQ(Run(Command("gpu", {"--device", "cuda"})), 5);
  EXPECT_NE(Log().find("--device cpu"), std::string::npos) << Log();
  EXPECT_EQ(Run(Command("gpu", {"--device", "tpu"})), 2);
}

}  // namespace
}  // namespace supreme
