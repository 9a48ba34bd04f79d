#include "cli/process_group.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "core/atomic_file.h"
#include "core/numbers.h"
#include "tests/core/expect_error.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

void WaitForAll(ProcessGroup& group) {
  while (!group.AllEnded()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

class Processes : public ::testing::Test {
 protected:
  Processes() : folder_(fs::temp_directory_path() / "supreme_process_group") {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Processes() override { fs::remove_all(folder_); }
  // Waits until a process has written its id there.
  pid_t ReadPid(const std::string& name) const {
    for (int i = 0; i < 1000; ++i) {
      if (fs::exists(folder_ / name)) {
        if (const auto pid = ParseInt(ReadFile(folder_ / name))) return static_cast<pid_t>(*pid);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return 0;
  }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  fs::path folder_;
};

TEST_F(Processes, GetTheirEnvironmentAndLog) {
  ProcessGroup group;
  group.Start({{"sh", "-c", "echo rank $RANK; echo bad >&2"}, {{"RANK", "3"}}, folder_ / "log"});
  WaitForAll(group);
  EXPECT_EQ(ReadFile(folder_ / "log"), "rank 3\nbad\n");
  EXPECT_FALSE(group.first_failure());
}

TEST_F(Processes, TellTheFirstFailure) {
  ProcessGroup group;
  group.Start({{"sh", "-c", "exit 5"}, {}, {}});
  WaitForAll(group);
  group.Start({{"sh", "-c", "exit 3"}, {}, {}});
  WaitForAll(group);
  EXPECT_EQ(group.first_failure(), 5);
}

TEST_F(Processes, TellTheSignalThatEndedThem) {
  ProcessGroup group;
  group.Start({{"sh", "-c", "kill -9 $$"}, {}, {}});
  WaitForAll(group);
  EXPECT_EQ(group.first_failure(), 128 + SIGKILL);
}

TEST_F(Processes, LeaveNobodyBehindEvenWhenStoppedOrOrphaned) {
  pid_t orphan = 0;
  pid_t stopped = 0;
  {
    ProcessGroup group;
    // The shell between ends at once: its child is an orphan in a session of its own.
    group.Start({{"sh", "-c", "(setsid sleep 100 & echo $! > " + Path("orphan") + ")"}, {}, {}});
    group.Start({{"sh", "-c", "echo $$ > " + Path("stopped") + "; kill -STOP $$"}, {}, {}});
    orphan = ReadPid("orphan");
    stopped = ReadPid("stopped");
    ASSERT_GT(orphan, 0);
    ASSERT_GT(stopped, 0);
    EXPECT_FALSE(group.AllEnded());
  }
  EXPECT_EQ(::kill(orphan, 0), -1);
  EXPECT_EQ(::kill(stopped, 0), -1);
}

TEST_F(Processes, AreSignalledByGeneration) {
  ProcessGroup group;
  const std::string child = "sh -c 'trap \"exit 7\" INT; echo $$ > " + Path("grandchild") +
                            "; while :; do sleep 0.05; done'; exit $?";
  group.Start({{"sh", "-c", "trap \"exit 99\" INT; " + child}, {}, {}});
  ASSERT_GT(ReadPid("grandchild"), 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  group.SignalGrandchildren(SIGINT);
  WaitForAll(group);
  EXPECT_EQ(group.first_failure(), 7);
}

TEST_F(Processes, AreNamedWhenTheyCannotBeStarted) {
  ProcessGroup group;
  ExpectError(ErrorCode::kUnavailable, "no-such-program", [&] {
    group.Start({{"no-such-program"}, {}, {}});
  });
  EXPECT_TRUE(group.AllEnded());
}

}  // namespace
}  // namespace supreme
