// supreme-train as a process of its own, on data small enough for a test.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "tests/train/small_data.h"

namespace supreme {

using Words = std::vector<std::string>;

// Starts `supreme-train pretrain WORDS…` with "NAME=value" of `environment`; all it says goes to
// `log`.
inline pid_t StartPretrain(Words words, const std::filesystem::path& log,
                           const Words& environment = {}) {
  words.insert(words.begin(), {SUPREME_BIN_DIR "/supreme-train", "pretrain"});
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int descriptor = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(descriptor, STDERR_FILENO);
  ::dup2(descriptor, STDOUT_FILENO);
  ::setenv("GOMP_SPINCOUNT", "20000", 1);  // as the program does itself, by a second start
  for (const std::string& setting : environment) ::putenv(const_cast<char*>(setting.c_str()));
  ::execv(pointers[0], pointers.data());
  ::_exit(127);
}

// Exit code, or minus the signal that ended the process.
inline int WaitForEnd(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

inline bool WaitForFile(const std::filesystem::path& path) {
  for (int i = 0; i < 12000 && !std::filesystem::exists(path); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return std::filesystem::exists(path);
}

// Rows of metrics.csv without the columns that depend on time.
inline std::vector<std::string> Losses(const std::filesystem::path& run) {
  std::vector<std::string> losses;
  CsvReader csv = CsvReader::Open(run / "metrics.csv");
  while (csv.Next()) {
    losses.push_back(csv["step"] + " " + csv["loss"] + " " + csv["validation_auc"] + " " +
                     csv["skipped_steps"]);
  }
  return losses;
}

// A pack, a vocabulary and the run folders of a test suite.
class ProgramTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto* suite = testing::UnitTest::GetInstance()->current_test_suite();
    data_ = std::make_unique<TestFolder>(suite->name());
    WriteSmallData(data_->path(), 80);
  }
  static void TearDownTestSuite() { data_.reset(); }

  static std::filesystem::path Out(const std::string& name) { return data_->path() / name; }
  static std::filesystem::path LogPath() { return data_->path() / "log"; }
  static std::string Log() { return ReadFile(LogPath()); }

  // Two epochs of 20 steps, a checkpoint every 20 steps, all parts with dropout.
  static Words Command(const std::filesystem::path& out, const Words& more = {}) {
    Words words = {"--pack",  (data_->path() / "pack").string(),
                   "--vocab", (data_->path() / "vocab").string(),
                   "--out",   out.string(),
                   "--set",   "model.text_width=16"};
    const auto set = [&](const Words& settings) {
      for (const std::string& setting : settings) words.insert(words.end(), {"--set", setting});
    };
    set({"model.stem_width=8", "model.width=16", "model.stage_blocks=1", "model.hidden_width=16",
         "model.fusion_ffn_width=32", "model.head_width=16", "train.batch_size=3",
         "train.max_steps=40", "train.checkpoint_every_steps=20", "train.keep_last=9",
         "train.restart_steps=0", "train.log_every_steps=7", "train.threads=1"});
    set(more);
    return words;
  }
  static Words Resumed(Words words) {
    words.emplace_back("--resume");
    return words;
  }

  static int Run(const Words& words, const Words& environment = {}) {
    return WaitForEnd(StartPretrain(words, LogPath(), environment));
  }

  static inline std::unique_ptr<TestFolder> data_;
};

}  // namespace supreme
