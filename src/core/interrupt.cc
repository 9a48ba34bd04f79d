#include "core/interrupt.h"

#include <unistd.h>

#include <csignal>

#include "core/error.h"

namespace supreme {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void OnSignal(int) {
  if (interrupted != 0) ::_exit(130);
  interrupted = 1;
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

bool Interrupted() { return interrupted != 0; }

void ThrowIfInterrupted() {
  if (Interrupted()) {
    throw Error(ErrorCode::kCancelled, "stopped by the user", "",
                "run the same command again to go on");
  }
}

}  // namespace supreme
