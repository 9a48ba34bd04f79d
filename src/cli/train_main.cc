// supreme-train: the verbs that need LibTorch. `supreme` starts it; nobody needs to know its name.
#include <array>

#include "cli/verb.h"
#include "cli/verbs.h"

namespace {

constexpr std::array kVerbs = {
    supreme::Verb{"train", "pretrain", "train a model on a pack and its queries",
                  supreme::RunPretrain},
};

}  // namespace

int main(int argc, char** argv) {
  return supreme::RunProgram("supreme-train", kVerbs, {argv + 1, argv + argc});
}
