#include "train/peer_watch.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>

#include "tests/train/free_port.h"
#include "train/rendezvous.h"

namespace supreme {
namespace {

using Ranks = std::vector<int64_t>;

bool Within(double seconds, const std::function<bool()>& condition) {
  const Deadline deadline = DeadlineIn(seconds);
  while (std::chrono::steady_clock::now() < deadline) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return condition();
}

// Ranks 1 and 2 are processes of their own; this one is rank 0.
class WatchedRanks : public ::testing::Test {
 protected:
  void SetUp() override {
    const int64_t port = FreePort();
    for (int64_t rank = 1; rank < 3; ++rank) {
      const pid_t child = ::fork();
      if (child == 0) BeRank(rank, port);
      children_.push_back(child);
    }
    watch_.emplace(0, 3, MeetRanks({0, 3, "127.0.0.1", port, "run", 20.0}));
  }
  void TearDown() override {
    for (const pid_t child : children_) {
      ::kill(child, SIGKILL);
      ::waitpid(child, nullptr, 0);
    }
  }
  // Has come to sum 5, and exits with 10 + the rank that it finds missing.
  [[noreturn]] static void BeRank(int64_t rank, int64_t port) {
    PeerWatch watch(rank, 3, MeetRanks({rank, 3, "127.0.0.1", port, "run", 20.0}));
    watch.SetProgress(5);
    Within(0.5, [] { return false; });  // until all have said something
    Within(20.0, [&] { return !watch.Gone().empty(); });
    const Ranks gone = watch.Gone();
    ::_exit(gone.size() == 1 ? 10 + static_cast<int>(gone[0]) : 9);
  }
  std::vector<pid_t> children_;
  std::optional<PeerWatch> watch_;
};

TEST_F(WatchedRanks, AreNotMissedWhenTheyHaveComeAsFar) {
  watch_->SetProgress(5);
  EXPECT_TRUE(Within(5.0, [&] { return watch_->Missing().empty(); }));
  EXPECT_TRUE(watch_->Gone().empty());
}

TEST_F(WatchedRanks, AreMissedWhenTheyAreBehind) {
  watch_->SetProgress(6);
  EXPECT_TRUE(Within(5.0, [&] { return watch_->Missing() == Ranks{1, 2}; }));
  EXPECT_TRUE(watch_->Gone().empty());
}

TEST_F(WatchedRanks, AreMissedWhenTheyAreStopped) {
  watch_->SetProgress(5);
  ASSERT_TRUE(Within(5.0, [&] { return watch_->Missing().empty(); }));
  ::kill(children_[1], SIGSTOP);
  EXPECT_TRUE(Within(5.0, [&] { return watch_->Missing() == Ranks{2}; }));
  ::kill(children_[1], SIGCONT);
  EXPECT_TRUE(Within(5.0, [&] { return watch_->Missing().empty(); }));
}

TEST_F(WatchedRanks, AreKnownToBeGoneWithinASecondByAll) {
  watch_->SetProgress(5);
  ASSERT_TRUE(Within(5.0, [&] { return watch_->Missing().empty(); }));
  ::kill(children_[1], SIGKILL);
  EXPECT_TRUE(Within(1.0, [&] { return watch_->Gone() == Ranks{2}; }));
  int status = 0;
  ::waitpid(children_[0], &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 12) << "rank 1 heard of it";
  children_.erase(children_.begin());
}

TEST_F(WatchedRanks, NoticeThatTheFirstHasGone) {
  watch_.reset();
  for (const pid_t child : children_) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 10);
  }
  children_.clear();
}

}  // namespace
}  // namespace supreme
