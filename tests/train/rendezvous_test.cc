#include "train/rendezvous.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "tests/core/expect_error.h"
#include "tests/train/free_port.h"

namespace supreme {
namespace {

RendezvousPlace Place(int64_t rank, int64_t size, int64_t port) {
  return {rank, size, "127.0.0.1", port, "run", 20.0};
}

// Runs in a process of its own; 0 when `work` throws nothing, else the error's exit code.
template <class Work>
pid_t Fork(Work work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  int code = 0;
  try {
    work();
  } catch (const Error& error) {
    code = ExitCode(error.code());
  }
  ::_exit(code);
}

int Wait(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Rendezvous, BringsProcessesTogetherInAnyOrder) {
  const int64_t port = FreePort();
  std::vector<pid_t> children;
  for (int64_t rank = 3; rank >= 1; --rank) {  // before rank 0 listens
    children.push_back(Fork([&] {
      auto sockets = MeetRanks(Place(rank, 4, port));
      char word[6] = {};
      ShareBytes(sockets, Place(rank, 4, port), WritableBytesOf(word));
      if (std::strcmp(word, "hello") != 0) ::_exit(99);
    }));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  auto sockets = MeetRanks(Place(0, 4, port));
  ASSERT_EQ(sockets.size(), 4U);
  EXPECT_FALSE(sockets[0].is_open());
  char word[6] = "hello";
  ShareBytes(sockets, Place(0, 4, port), WritableBytesOf(word));
  for (const pid_t child : children) EXPECT_EQ(Wait(child), 0);
}

TEST(Rendezvous, NamesTheRanksThatDoNotComeOnAllThatDid) {
  const int64_t port = FreePort();
  std::string told;
  std::thread one([&] {
    try {
      MeetRanks(Place(1, 4, port));
    } catch (const Error& error) {
      told = error.what();
    }
  });
  RendezvousPlace first = Place(0, 4, port);
  first.timeout_s = 0.7;
  const auto start = std::chrono::steady_clock::now();
  ExpectError(ErrorCode::kTimeout, "ranks 2, 3 did not answer within 0.7 s",
              [&] { MeetRanks(first); });
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  one.join();
  EXPECT_NE(told.find("ranks 2, 3 did not join"), std::string::npos) << told;
}

TEST(Rendezvous, NamesTheAddressThatNobodyListensAt) {
  RendezvousPlace place = Place(1, 2, FreePort());
  place.timeout_s = 0.3;
  ExpectError(ErrorCode::kTimeout, "127.0.0.1:" + std::to_string(place.port),
              [&] { MeetRanks(place); });
  place.host = "no-such-host.invalid";
  ExpectError(ErrorCode::kTimeout, "MASTER_ADDR", [&] { MeetRanks(place); });
}

TEST(Rendezvous, NamesThePortThatIsTaken) {
  const int64_t port = FreePort();
  const TcpSocket other = TcpSocket::Listen(port);
  ExpectError(ErrorCode::kUnavailable, "port " + std::to_string(port),
              [&] { MeetRanks(Place(0, 2, port)); });
}

TEST(Rendezvous, RefusesStrangersWithoutLosingTheRun) {
  const int64_t port = FreePort();
  std::vector<pid_t> wrong;
  wrong.push_back(Fork([&] { MeetRanks({1, 2, "127.0.0.1", port, "another run", 20.0}); }));
  wrong.push_back(Fork([&] { MeetRanks(Place(1, 3, port)); }));
  wrong.push_back(Fork([&] { MeetRanks(Place(2, 2, port)); }));
  const pid_t noise = Fork([&] {
    std::string reason;
    auto socket = TcpSocket::Connect("127.0.0.1", port, DeadlineIn(20.0), reason);
    const char text[40] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    if (!socket->Send(BytesOf(text), DeadlineIn(1.0))) ::_exit(98);
  });
  const pid_t right = Fork([&] {
    ::usleep(700'000);  // after all others
    MeetRanks(Place(1, 2, port));
  });
  EXPECT_EQ(MeetRanks(Place(0, 2, port)).size(), 2U);
  EXPECT_EQ(Wait(right), 0);
  EXPECT_EQ(Wait(noise), 0);
  for (const pid_t child : wrong) EXPECT_EQ(Wait(child), 2);
}

}  // namespace
}  // namespace supreme
