#include "core/interrupt.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "core/error.h"

namespace supreme {
namespace {

// Runs `body` in a process of its own, so that signals stay out of the test program. Gives the exit
// code, or -1 when a signal ended it.
int RunInChild(const std::function<int()>& body) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Interrupt, AsksToStopOnTheFirstSignal) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const int code = RunInChild([signal] {
      InstallInterruptHandler();
      if (Interrupted()) return 1;
      std::raise(signal);
      if (!Interrupted()) return 2;
      try {
        ThrowIfInterrupted();
      } catch (const Error& error) {
        return error.code() == ErrorCode::kCancelled ? 0 : 3;
      }
      return 4;
    });
    EXPECT_EQ(code, 0) << signal;
  }
}

TEST(Interrupt, EndsTheProcessOnTheSecondSignal) {
  EXPECT_EQ(RunInChild([] {
              InstallInterruptHandler();
              std::raise(SIGINT);
              std::raise(SIGINT);
              return 0;
            }),
            130);
}

TEST(Interrupt, TurnsABrokenPipeIntoAWriteError) {
  EXPECT_EQ(RunInChild([] {
              InstallInterruptHandler();
              int ends[2];
              if (::pipe(ends) != 0) return 1;
              ::close(ends[0]);
              return ::write(ends[1], "x", 1) == -1 && errno == EPIPE ? 0 : 2;
            }),
            0);
}

TEST(Interrupt, LeavesWorkAloneWithoutASignal) {
  EXPECT_FALSE(Interrupted());
  EXPECT_NO_THROW(ThrowIfInterrupted());
}

}  // namespace
}  // namespace supreme
