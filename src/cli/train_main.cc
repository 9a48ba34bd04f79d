// supreme-train: the verbs that need LibTorch. `supreme` starts it; nobody needs to know its name.
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "cli/verb.h"
#include "cli/verbs.h"

namespace {

constexpr std::array kVerbs = {
    supreme::Verb{"train", "pretrain", "train a model on a pack and its queries",
                  supreme::RunPretrain},
};

// OpenMP's threads spin while they wait for each other, which makes training five times slower when
// the cores have other work too. The library reads the setting before main, hence the new start.
void MakeThreadsSleepWhileWaiting(char** argv) {
  constexpr const char* kPolicy = "OMP_WAIT_POLICY";
  if (std::getenv(kPolicy) != nullptr || ::setenv(kPolicy, "passive", 1) != 0) return;
  ::execv("/proc/self/exe", argv);  // when this fails, training is only slower
}

}  // namespace

int main(int argc, char** argv) {
  MakeThreadsSleepWhileWaiting(argv);
  return supreme::RunProgram("supreme-train", kVerbs, {argv + 1, argv + argc});
}
