#include "sweep/child_process.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "core/atomic_file.h"
#include "core/numbers.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

using Milliseconds = std::chrono::milliseconds;

int WaitFor(ChildProcess& child) {
  for (int i = 0; i < 500; ++i) {
    if (const auto status = child.Poll()) return *status;
    std::this_thread::sleep_for(Milliseconds(20));
  }
  ADD_FAILURE() << "the child does not end";
  return -1;
}

ChildCommand Shell(const std::string& script, const TempFolder& folder) {
  return {"/bin/sh", {"-c", script}, folder / "log.txt"};
}

void WaitForText(const std::filesystem::path& file) {
  for (int i = 0; i < 500 && ReadFile(file).empty(); ++i) {
    std::this_thread::sleep_for(Milliseconds(20));
  }
}

TEST(ChildProcess, ReturnsTheStatusAndAddsToTheLog) {
  TempFolder folder;
  WriteFileAtomically(folder / "log.txt", "before\n");
  ChildProcess child(Shell("echo out; echo err >&2; exit 7", folder));
  EXPECT_EQ(WaitFor(child), 7);
  EXPECT_EQ(ReadFile(folder / "log.txt"), "before\nout\nerr\n");
}

TEST(ChildProcess, SaysWhichSignalEndedIt) {
  TempFolder folder;
  ChildProcess child(Shell("kill -9 $$", folder));
  EXPECT_EQ(WaitFor(child), 128 + 9);
}

TEST(ChildProcess, StopsAtTheFirstRequest) {
  TempFolder folder;
  ChildProcess child(Shell(
      "trap 'echo stopped; exit 130' TERM; echo ready; while :; do sleep 0.02; done", folder));
  WaitForText(folder / "log.txt");
  child.Stop();
  child.Stop();
  EXPECT_EQ(WaitFor(child), 130);
  EXPECT_EQ(ReadFile(folder / "log.txt"), "ready\nstopped\n");
}

TEST(ChildProcess, HasNoInput) {
  TempFolder folder;
  ChildProcess child(Shell("read line && exit 1; exit 0", folder));
  EXPECT_EQ(WaitFor(child), 0);
}

TEST(ChildProcess, EndsWith127WhenItCannotBeStarted) {
  TempFolder folder;
  ChildProcess child({folder / "none", {}, folder / "log.txt"});
  EXPECT_EQ(WaitFor(child), 127);
}

TEST(ChildProcess, NamesALogThatCannotBeWritten) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "none/log.txt", [&] {
    ChildProcess({"/bin/true", {}, folder / "none" / "log.txt"});
  });
}

TEST(ChildProcess, DiesWithAParentThatIsKilled) {
  TempFolder folder;
  const pid_t parent = ::fork();
  if (parent == 0) {
    ChildProcess child(Shell("echo $$; exec sleep 60", folder));
    ::pause();
    ::_exit(0);
  }
  for (int i = 0; i < 500 && !std::filesystem::exists(folder / "log.txt"); ++i) {
    std::this_thread::sleep_for(Milliseconds(20));
  }
  WaitForText(folder / "log.txt");
  const auto child = ParseInt(Trim(ReadFile(folder / "log.txt")));
  ASSERT_TRUE(child);
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  // Whoever inherits the child reaps it, sooner or later: a zombie counts as ended.
  const auto runs = [&] {
    const std::filesystem::path status = "/proc/" + std::to_string(*child) + "/stat";
    std::error_code gone;
    if (!std::filesystem::exists(status, gone)) return false;
    std::string text;
    std::FILE* file = std::fopen(status.c_str(), "r");
    if (file == nullptr) return false;
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
    std::fclose(file);
    return text.find(") Z") == std::string::npos;
  };
  for (int i = 0; i < 500 && runs(); ++i) std::this_thread::sleep_for(Milliseconds(20));
  EXPECT_FALSE(runs());
}

}  // namespace
}  // namespace supreme
