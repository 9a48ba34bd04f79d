// Several ranks as a user starts them: real processes over Open MPI, killed, frozen, missing.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <regex>
#include <thread>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/json.h"
#include "core/numbers.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;
using Clock = std::chrono::steady_clock;

const std::string kProgram = SUPREME_BIN_DIR "/supreme-train";

Words operator+(Words a, const Words& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

pid_t Start(Words words, const fs::path& log) {
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int descriptor = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(descriptor, STDERR_FILENO);
  ::dup2(descriptor, STDOUT_FILENO);
  ::execvp(pointers[0], pointers.data());
  ::_exit(127);
}

int Wait(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// Processes whose command line holds all the words.
std::vector<pid_t> Processes(const Words& words) {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const auto pid = ParseInt(entry.path().filename().string());
    if (!pid) continue;
    std::ifstream file(entry.path() / "cmdline");
    const std::string line((std::istreambuf_iterator<char>(file)), {});
    bool has_all = line.starts_with(kProgram);
    for (const std::string& word : words) has_all &= line.find(word) != std::string::npos;
    if (has_all) found.push_back(static_cast<pid_t>(*pid));
  }
  return found;
}

// A rank's own number, from its environment.
int64_t RankOf(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/environ");
  const std::string all((std::istreambuf_iterator<char>(file)), {});
  const std::string name = "OMPI_COMM_WORLD_RANK=";
  const size_t start = all.find(name);
  return start == std::string::npos ? -1 : std::atoi(all.c_str() + start + name.size());
}

class LaunchedRanks : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    data_ = new TestFolder("ranks");
    WriteSmallData(data_->path(), 80);
  }
  static void TearDownTestSuite() { delete data_; }
  void SetUp() override {
    if (!fs::exists(SUPREME_BIN_DIR "/libsupreme_mpi.so") ||
        std::system("mpirun --version >/dev/null") != 0) {
      GTEST_SKIP() << "Open MPI is not installed: apt-get install libopenmpi-dev openmpi-bin";
    }
  }

  fs::path Out(const std::string& name) const { return data_->path() / name; }
  std::string Log() const { return ReadFile(data_->path() / "log"); }

  // 40 steps of 5 records, which two ranks share as 2 and 3; with dropout unless told otherwise.
  Words Pretrain(const std::string& out, const Words& more = {}) const {
    Words words = {"pretrain",
                   "--pack",
                   (data_->path() / "pack").string(),
                   "--vocab",
                   (data_->path() / "vocab").string(),
                   "--out",
                   Out(out).string(),
                   "--preset",
                   "nano"};
    for (const char* setting :
         {"model.text_width=16", "model.stem_width=8", "model.width=16", "model.stage_blocks=1",
          "model.hidden_width=16", "model.fusion_ffn_width=32", "model.head_width=16",
          "train.batch_size=5", "train.max_steps=40", "train.checkpoint_every_steps=10",
          "train.keep_last=9", "train.restart_steps=0", "train.log_every_steps=8",
          "train.threads=1", "ranks.check_every_steps=16"}) {
      words.insert(words.end(), {"--set", setting});
    }
    return words + more;
  }
  Words Launch(int ranks, const Words& more = {}) const {
    return Words{kProgram, "launch", "--nproc", std::to_string(ranks)} + more + Words{"--"};
  }
  int Run(const Words& words) const { return Wait(Start(words, data_->path() / "log")); }

  bool WaitForCheckpoint(const std::string& out, const std::string& step) const {
    const fs::path done = Out(out) / "checkpoints" / ("step_" + step) / "DONE";
    for (int i = 0; i < 24000 && !fs::exists(done); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return fs::exists(done);
  }
  // Rank 1 of the run, 0 when it is not there.
  pid_t SecondRank(const std::string& out) const {
    for (const pid_t process : Processes({"pretrain", Out(out).string()})) {
      if (RankOf(process) == 1) return process;
    }
    return 0;
  }
  // Once the run's first checkpoint is there.
  void SignalSecondRank(const std::string& out, int signal) const {
    ASSERT_TRUE(WaitForCheckpoint(out, "000010")) << Log();
    const pid_t process = SecondRank(out);
    ASSERT_GT(process, 0) << "rank 1 is not there";
    ASSERT_EQ(::kill(process, signal), 0);
  }
  // Two ranks over TCP in a network of their own, which `before` and `after`, shell commands, make
  // worse and look at.
  static Words InOwnNetwork(const std::string& before, const std::string& after,
                            const Words& pretrain) {
    const std::string script =
        "ip link set lo up; " + before + "\n\"$@\"; code=$?; " + after + "\nexit $code";
    return Words{"unshare",
                 "--map-root-user",
                 "--net",
                 "sh",
                 "-c",
                 script,
                 "sh",
                 "mpirun",
                 "--allow-run-as-root",
                 "--oversubscribe",
                 "--mca",
                 "btl",
                 "self,tcp",
                 "--mca",
                 "btl_tcp_if_include",
                 "lo",
                 "-n",
                 "2",
                 kProgram} +
           pretrain;
  }
  static bool HasOwnNetwork(const std::string& command) {
    return std::system(("unshare --map-root-user --net " + command + " 2>/dev/null").c_str()) == 0;
  }
  void ExpectNobodyLeft(const std::string& out) const {
    EXPECT_TRUE(Processes({Out(out).string()}).empty());
  }
  // Weights, optimiser and generators of the last step, to the last bit.
  void ExpectSameEnd(const std::string& a, const std::string& b) const {
    for (const char* file : {"model.safetensors", "optimizer.safetensors"}) {
      const fs::path name = fs::path("checkpoints/step_000040") / file;
      EXPECT_TRUE(ReadFile(Out(a) / name) == ReadFile(Out(b) / name)) << file;
    }
  }
  // Two ranks, undisturbed; made once.
  void MakeStraightRun() const {
    if (fs::exists(Out("straight") / "bundle")) return;
    ASSERT_EQ(Run(Launch(2) + Pretrain("straight")), 0) << Log();
  }

  static TestFolder* data_;
};

TestFolder* LaunchedRanks::data_ = nullptr;

std::map<std::string, double> Column(const fs::path& run, const std::string& name) {
  std::map<std::string, double> values;
  CsvReader csv = CsvReader::Open(run / "metrics.csv");
  while (csv.Next()) {
    if (!csv[name].empty()) values[csv["step"]] = std::stod(csv[name]);
  }
  return values;
}

TEST_F(LaunchedRanks, TrainLikeOneProcess) {
  const Words plain = {"--set", "model.dropout=0"};
  ASSERT_EQ(Run(Words{kProgram} + Pretrain("alone", plain)), 0) << Log();
  for (const int ranks : {2, 4}) {
    const std::string out = "shared" + std::to_string(ranks);
    ASSERT_EQ(Run(Launch(ranks) + Pretrain(out, plain)), 0) << Log();
    for (const std::string column : {"loss", "validation_loss", "validation_auc"}) {
      const auto alone = Column(Out("alone"), column);
      const auto shared = Column(Out(out), column);
      ASSERT_EQ(alone.size(), shared.size()) << column;
      ASSERT_GE(alone.size(), 2U);
      for (const auto& [step, value] : alone) {
        EXPECT_NEAR(shared.at(step), value, 2e-3) << column << ", step " << step;
      }
    }
    EXPECT_EQ(Column(Out("alone"), "records"), Column(Out(out), "records"));
    EXPECT_TRUE(fs::exists(Out(out) / "bundle/config.json"));
    EXPECT_TRUE(fs::exists(Out(out) / "ranks/rank_1.log"));
  }
  // Only the first of them talks, and once.
  const std::string log = Log();
  EXPECT_EQ(log.find("best checkpoint"), log.rfind("best checkpoint")) << log;
}

TEST_F(LaunchedRanks, AreRestartedWhenOneIsKilledAndEndTheSameToTheLastBit) {
  MakeStraightRun();
  const pid_t launch = Start(Launch(2) + Pretrain("killed"), data_->path() / "log");
  SignalSecondRank("killed", SIGKILL);
  EXPECT_EQ(Wait(launch), 0) << Log();
  EXPECT_NE(Log().find("restart 1 of 3"), std::string::npos) << Log();
  EXPECT_NE(Log().find("resumed at step"), std::string::npos) << Log();
  ExpectSameEnd("straight", "killed");
  EXPECT_EQ(Column(Out("straight"), "loss"), Column(Out("killed"), "loss"));
  ExpectNobodyLeft("killed");
}

TEST_F(LaunchedRanks, AreRestartedWhenOneFreezes) {
  MakeStraightRun();
  const pid_t launch =
      Start(Launch(2, {"--timeout", "4"}) + Pretrain("frozen"), data_->path() / "log");
  SignalSecondRank("frozen", SIGSTOP);
  const auto start = Clock::now();
  EXPECT_EQ(Wait(launch), 0) << Log();
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(60));
  EXPECT_TRUE(std::regex_search(Log(), std::regex("step [0-9]+: rank 1 did not answer within 4 s")))
      << Log();
  ExpectSameEnd("straight", "frozen");
  ExpectNobodyLeft("frozen");
}

TEST_F(LaunchedRanks, SaveTheStepOnCtrlC) {
  const pid_t launch =
      Start(Launch(2) + Pretrain("stopped", {"--set", "train.max_steps=0", "--epochs", "1000",
                                             "--set", "train.patience=0"}),
            data_->path() / "log");
  ASSERT_TRUE(WaitForCheckpoint("stopped", "000010")) << Log();
  ::kill(launch, SIGINT);
  EXPECT_EQ(Wait(launch), 130) << Log();
  EXPECT_NE(Log().find("stopped after step"), std::string::npos) << Log();
  EXPECT_TRUE(fs::exists(Out("stopped") / "latest" / "DONE"));
  ExpectNobodyLeft("stopped");
}

TEST_F(LaunchedRanks, LeaveWithinTheTimeoutWhenTheNetworkIsCutAndGoOnToTheSameEnd) {
  if (!HasOwnNetwork("ip link set lo up")) {
    GTEST_SKIP() << "a network of its own needs unshare, ip and the right to use them";
  }
  MakeStraightRun();
  const Words pretrain = Pretrain("cut", {"--set", "ranks.timeout_s=3"});
  const fs::path cut = Out("cut") / "checkpoints/step_000010/DONE";
  const std::string cutter =
      "(while [ ! -e '" + cut.string() + "' ]; do sleep 0.01; done; ip link set lo down) &";
  const pid_t process = Start(InOwnNetwork(cutter, "kill $!", pretrain), data_->path() / "log");
  ASSERT_TRUE(WaitForCheckpoint("cut", "000010")) << Log();
  const auto start = Clock::now();
  EXPECT_EQ(Wait(process), 5) << Log();
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(8));
  EXPECT_NE(Log().find("did not answer within 3 s"), std::string::npos) << Log();
  ExpectNobodyLeft("cut");
  EXPECT_EQ(Run(InOwnNetwork("", "", pretrain + Words{"--resume"})), 0) << Log();
  ExpectSameEnd("straight", "cut");
}

// A queue of ten kilobytes in front of a slow line loses a good part of what is sent.
TEST_F(LaunchedRanks, ReachTheSameEndOverASlowNetworkThatLosesPackets) {
  const std::string slow =
      "ip link set lo mtu 1500; tc qdisc add dev lo root tbf rate 40mbit burst 5kb limit 10kb";
  if (!HasOwnNetwork("sh -c '" + slow + "'")) {
    GTEST_SKIP() << "a slow network needs unshare, ip, tc and the right to use them";
  }
  MakeStraightRun();
  EXPECT_EQ(Run(InOwnNetwork(slow, "tc -s qdisc show dev lo", Pretrain("slow"))), 0) << Log();
  std::smatch dropped;
  const std::string log = Log();
  ASSERT_TRUE(std::regex_search(log, dropped, std::regex("dropped ([0-9]+)"))) << log;
  EXPECT_GT(std::stoi(dropped[1]), 20) << "the network was a good one";
  ExpectSameEnd("straight", "slow");
  ExpectNobodyLeft("slow");
}

TEST_F(LaunchedRanks, AreNotStartedAgainForADeviceThatIsNotThere) {
  const Words words =
      Launch(2, {"--collective", "mpi"}) + Pretrain("nowhere", {"--device", "cuda:63"});
  EXPECT_EQ(Run(words), 5) << Log();
  EXPECT_NE(Log().find("device cuda"), std::string::npos) << Log();
  EXPECT_EQ(Log().find("restart"), std::string::npos) << Log();
  EXPECT_FALSE(fs::exists(Out("nowhere") / "ranks/attempt_2"));
  ExpectNobodyLeft("nowhere");
}

TEST_F(LaunchedRanks, AreNotStartedAgainInAFolderThatAnotherRunWritesTo) {
  const Words endless = {"--set", "train.max_steps=0", "--epochs", "1000",
                         "--set", "train.patience=0"};
  const pid_t other =
      Start(Words{kProgram} + Pretrain("shared_folder", endless), data_->path() / "other_log");
  ASSERT_TRUE(WaitForCheckpoint("shared_folder", "000010"));
  EXPECT_EQ(Run(Launch(2) + Pretrain("shared_folder", endless + Words{"--resume"})), 5) << Log();
  EXPECT_NE(Log().find("in use by process"), std::string::npos) << Log();
  EXPECT_EQ(Log().find("restart"), std::string::npos) << Log();
  ::kill(other, SIGKILL);
  Wait(other);
  ExpectNobodyLeft("shared_folder");
}

TEST_F(LaunchedRanks, AreGivenUpAfterTheLastRestart) {
  const pid_t launch = Start(Launch(2, {"--max-restarts", "1"}) +
                                 Pretrain("hopeless", {"--set", "train.max_steps=0", "--epochs",
                                                       "1000", "--set", "train.patience=0"}),
                             data_->path() / "log");
  pid_t killed = 0;
  for (int attempt = 1; attempt <= 2; ++attempt) {
    pid_t rank = 0;
    for (int i = 0; i < 6000 && (rank == 0 || rank == killed); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      rank = SecondRank("hopeless");
    }
    ASSERT_TRUE(rank != 0 && rank != killed) << Log();
    ASSERT_EQ(::kill(rank, SIGKILL), 0);
    killed = rank;
  }
  EXPECT_EQ(Wait(launch), 5) << Log();
  EXPECT_NE(Log().find("after 1 restarts"), std::string::npos) << Log();
  for (const char* attempt : {"attempt_1", "attempt_2"}) {
    EXPECT_TRUE(fs::exists(Out("hopeless") / "ranks" / attempt)) << attempt;
  }
  ExpectNobodyLeft("hopeless");
}

TEST_F(LaunchedRanks, AreNotRestartedForAWrongSetting) {
  EXPECT_EQ(Run(Launch(2) + Pretrain("wrong", {"--set", "train.batch_size=1"})), 2) << Log();
  EXPECT_NE(Log().find("train.batch_size"), std::string::npos) << Log();
  EXPECT_EQ(Log().find("restart"), std::string::npos) << Log();
}

TEST_F(LaunchedRanks, GoOnInAnotherNumberOnlyWhenAllowed) {
  MakeStraightRun();
  fs::remove_all(Out("fewer"));
  fs::copy(Out("straight"), Out("fewer"),
           fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  const Words more = {"--resume", "--set", "train.max_steps=44"};
  EXPECT_EQ(Run(Words{kProgram} + Pretrain("fewer", more)), 2) << Log();
  EXPECT_NE(Log().find("started with 2 ranks, now there are 1"), std::string::npos) << Log();
  EXPECT_EQ(Run(Words{kProgram} + Pretrain("fewer", more + Words{"--allow-world-size-change"})), 0)
      << Log();
  EXPECT_NE(Log().find("before, there were 2 ranks"), std::string::npos) << Log();
}

TEST_F(LaunchedRanks, AreNamedWhenTheyNeverJoin) {
  std::string command = "exec " + kProgram;
  for (const std::string& word : Pretrain("absent", {"--set", "ranks.join_timeout_s=2"})) {
    command += " '" + word + "'";
  }
  const auto start = Clock::now();
  EXPECT_EQ(Run({"mpirun", "--allow-run-as-root", "--oversubscribe", "-n", "2", "sh", "-c",
                 "[ $OMPI_COMM_WORLD_RANK = 1 ] && exec sleep 100; " + command}),
            5)
      << Log();
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(30));
  EXPECT_NE(Log().find("joining the ranks: rank 1 did not answer within 2 s"), std::string::npos)
      << Log();
}

TEST_F(LaunchedRanks, AreNotBelievedWhenTheirVariablesContradict) {
  const Words pretrain = Words{kProgram} + Pretrain("variables");
  EXPECT_EQ(Run(Words{"env", "RANK=1"} + pretrain), 2);
  EXPECT_NE(Log().find("WORLD_SIZE"), std::string::npos) << Log();
  EXPECT_EQ(Run(Words{"env", "RANK=0", "WORLD_SIZE=2"} + pretrain), 2);
  EXPECT_NE(Log().find("mpirun -n 2"), std::string::npos) << Log();
}

}  // namespace
}  // namespace supreme
