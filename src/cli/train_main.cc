// supreme-train: the verbs that need LibTorch. `supreme` starts it; nobody needs to know its name.
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "cli/verb.h"
#include "cli/verbs.h"
#include "cli/view_verbs.h"

namespace {

constexpr std::array kVerbs = {
    supreme::Verb{"train", "pretrain", "train a model on a pack, or on simulated records",
                  supreme::RunPretrain},
    supreme::Verb{"train", "launch", "train with several processes, restarted when one is lost",
                  supreme::RunLaunch},
    supreme::Verb{"inspect", "doctor", "say what training finds on this machine",
                  supreme::RunTrainDoctor},
    supreme::Verb{"inspect", "gradients", "gradients of answers, for supreme explain",
                  supreme::RunGradients},
    supreme::Verb{"train", "finetune", "train an encoder on labels, for supreme finetune",
                  supreme::RunFineTuneJob},
#ifdef SUPREME_TUNES_ENCODERS  // needs the tokenizer's libraries, which a GPU machine may lack
    supreme::Verb{"train", "tune-encoder", "teach a text encoder the words of the field",
                  supreme::RunTuneEncoder},
#endif
};

// OpenMP's threads spin while they wait for each other. For ever, they slow training five times
// when the cores have other work too; not at all, every small operation pays for a wake-up. The
// library reads the setting before main, hence the new start.
void LimitSpinning(char** argv) {
  constexpr const char* kSpins = "GOMP_SPINCOUNT";
  const bool is_set = std::getenv(kSpins) != nullptr || std::getenv("OMP_WAIT_POLICY") != nullptr;
  if (is_set || ::setenv(kSpins, "20000", 1) != 0) return;
  ::execv("/proc/self/exe", argv);  // when this fails, training is only slower
}

}  // namespace

int main(int argc, char** argv) {
  LimitSpinning(argv);
  return supreme::RunProgram("supreme-train", kVerbs, {argv + 1, argv + argc});
}
