#include "train/peer_watch.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

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

// Between two sockets, until the network is cut: then both ends stay open, and nothing comes.
class CableThatCanBeCut {
 public:
  CableThatCanBeCut(int64_t near_port, int64_t far_port)
      : thread_([this, near_port, far_port] { Carry(near_port, far_port); }) {}
  ~CableThatCanBeCut() {
    stops_ = true;
    thread_.join();
  }
  void Cut() { is_cut_ = true; }

 private:
  void Carry(int64_t near_port, int64_t far_port) {
    TcpSocket listener = TcpSocket::Listen(near_port);
    std::optional<TcpSocket> near = listener.Accept(DeadlineIn(20.0));
    std::string reason;
    auto far = TcpSocket::Connect("127.0.0.1", far_port, DeadlineIn(20.0), reason);
    ASSERT_TRUE(near && far) << reason;
    std::byte byte{};
    while (!stops_) {
      const bool is_quiet = is_cut_ || !(Pass(*near, *far, byte) || Pass(*far, *near, byte));
      if (is_quiet) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  static bool Pass(TcpSocket& from, TcpSocket& to, std::byte& byte) {
    return from.Receive(std::span(&byte, 1), DeadlineIn(0.0)) &&
           to.Send(std::span(&byte, 1), DeadlineIn(1.0));
  }
  std::atomic<bool> is_cut_ = false, stops_ = false;
  std::thread thread_;
};

TEST(PeerWatch, MissesRanksBehindACutNetworkWhoseConnectionsStayOpen) {
  const int64_t port = FreePort();
  int64_t cable_end = port;
  while (cable_end == port) cable_end = FreePort();
  const pid_t child = ::fork();
  if (child == 0) {  // rank 1, for whom the cable's end is rank 0's address
    PeerWatch watch(1, 2, MeetRanks({1, 2, "127.0.0.1", cable_end, "run", 20.0}));
    watch.SetProgress(5);
    Within(5.0, [&] { return watch.Missing().empty(); });
    Within(20.0, [&] { return !watch.Missing().empty(); });
    ::_exit(watch.Missing() == Ranks{0} && watch.Gone().empty() ? 10 : 9);
  }
  CableThatCanBeCut cable(cable_end, port);
  PeerWatch watch(0, 2, MeetRanks({0, 2, "127.0.0.1", port, "run", 20.0}));
  watch.SetProgress(5);
  ASSERT_TRUE(Within(10.0, [&] { return watch.Missing().empty(); })) << "rank 1 has not spoken";
  Within(0.5, [] { return false; });  // until rank 1 has heard rank 0
  cable.Cut();
  EXPECT_TRUE(Within(4.0, [&] { return watch.Missing() == Ranks{1}; }));
  EXPECT_TRUE(watch.Gone().empty()) << "nobody knows that it has died";
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 10);
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
