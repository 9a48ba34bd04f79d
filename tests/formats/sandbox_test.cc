#include "formats/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>

namespace supreme::formats {
namespace {

// Exit status of a child that locks itself in and then runs `tried`; 100 + signal when killed.
int StatusLockedIn(const std::function<int()>& tried, const SandboxLimits& limits = {}) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      EnterSandbox(limits);
      ::_exit(tried());
    } catch (...) {
      ::_exit(99);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

int IsDenied(long result) { return result < 0 && errno == EPERM ? 0 : 1; }

TEST(Sandbox, LetsAProcessComputeAndWrite) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  EXPECT_EQ(StatusLockedIn([&] {
              std::string text(100'000, 'x');
              return ::write(ends[1], text.data(), 5) == 5 ? 0 : 1;
            }),
            0);
  char got[5];
  EXPECT_EQ(::read(ends[0], got, 5), 5);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Sandbox, DeniesNetworkFilesAndPrograms) {
  EXPECT_EQ(StatusLockedIn([] { return IsDenied(::socket(AF_INET, SOCK_STREAM, 0)); }), 0);
  EXPECT_EQ(StatusLockedIn([] { return IsDenied(::open("/etc/hostname", O_RDONLY)); }), 0);
  EXPECT_EQ(StatusLockedIn([] { return IsDenied(::fork()); }), 0);
  EXPECT_EQ(StatusLockedIn([] { return IsDenied(::kill(::getppid(), 0)); }), 0);
  EXPECT_EQ(StatusLockedIn([] {
              char* arguments[] = {nullptr};
              return IsDenied(::execv("/bin/true", arguments));
            }),
            0);
}

TEST(Sandbox, BoundsProcessorTime) {
  const int status = StatusLockedIn(
      [] {
        std::atomic<uint64_t> count{0};
        while (true) ++count;
        return 0;
      },
      {.address_space_bytes = uint64_t{1} << 30, .cpu_sec = 1});
  EXPECT_TRUE(status == 100 + SIGXCPU || status == 100 + SIGKILL) << status;
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(Sandbox, BoundsMemory) {
  const SandboxLimits limits{.address_space_bytes = uint64_t{512} << 20};
  const auto map = [](size_t bytes) {
    return ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? 1
                                                                                               : 0;
  };
  EXPECT_EQ(StatusLockedIn([&] { return map(size_t{64} << 20); }, limits), 0);
  EXPECT_EQ(StatusLockedIn([&] { return map(size_t{1} << 30); }, limits), 1);
}
#endif

}  // namespace
}  // namespace supreme::formats
