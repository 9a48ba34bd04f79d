#include "core/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "core/error.h"

namespace supreme {
namespace {

// Lock-free, so that the handler may touch it; atomic, so that other threads may read it.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void OnSignal(int) {
  if (interrupted.exchange(true)) ::_exit(130);
}

}  // namespace

void InstallInterruptHandler() {
  struct sigaction action {};
  action.sa_handler = OnSignal;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool Interrupted() { return interrupted; }

void ThrowIfInterrupted() {
  if (Interrupted()) {
    throw Error(ErrorCode::kCancelled, "stopped by the user", "",
                "run the same command again to go on");
  }
}

}  // namespace supreme
