#include "core/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

#include "core/error.h"

namespace supreme {
namespace {

// Lock-free, so that the handler may touch it; atomic, so that other threads may read it.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

std::atomic<bool> says_so{false};
constexpr char kNote[] = "\nstopping after this step; again to stop at once\n";

void OnSignal(int) {
  if (interrupted.exchange(true)) ::_exit(130);
  const int error_number = errno;
  if (says_so && ::write(STDERR_FILENO, kNote, sizeof kNote - 1) < 0) errno = 0;
  errno = error_number;
}

}  // namespace

void InstallInterruptHandler() {
  says_so = ::isatty(STDERR_FILENO) == 1;
  struct sigaction action {};
  action.sa_handler = OnSignal;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void SilenceInterruptNote() { says_so = false; }

bool Interrupted() { return interrupted; }

void ThrowIfInterrupted() {
  if (Interrupted()) {
    throw Error(ErrorCode::kCancelled, "stopped by the user", "",
                "run the same command again to go on");
  }
}

}  // namespace supreme
