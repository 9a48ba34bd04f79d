// supreme: the command people type. Links no LibTorch; verbs that train run in supreme-train.
#include <unistd.h>

#include <array>
#include <cerrno>

#include "cli/train_program.h"
#include "cli/verb.h"
#include "cli/verbs.h"
#include "core/error.h"

namespace supreme {
namespace {

// Replaces this process by supreme-train, as git does with its sub-commands.
int ExecTrain(const VerbArguments& arguments) {
  const std::string program = TrainProgram().string();
  std::vector<std::string> words = {program, "pretrain"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(program.c_str(), pointers.data());
  throw Error(ErrorCode::kUnavailable, "cannot start the training program", program,
              errno == ENOENT ? "build it: ./dev build" : "check that it may be executed");
}

constexpr std::array kVerbs = {
    Verb{"prepare", "simulate", "write simulated ECGs with reports", RunSimulate},
    Verb{"prepare", "data import", "read a dataset into a pack", RunDataImport},
    Verb{"prepare", "data stats", "count what a pack holds", RunDataStats},
    Verb{"prepare", "data compare", "two packs side by side", RunDataCompare},
    Verb{"annotate", "extract", "find entities in reports or codes", RunExtract},
    Verb{"annotate", "vocab build", "turn entities into queries and labels", RunVocabBuild},
    Verb{"annotate", "vocab review", "let people correct a vocabulary, and apply it",
         RunVocabReview},
    Verb{"annotate", "vocab resolve", "say what an abbreviation or wording means", RunVocabResolve},
    Verb{"annotate", "vocab terms", "list reference terms, or read them from UMLS and SNOMED CT",
         RunVocabTerms},
    Verb{"annotate", "vocab signs", "embed what the simulator can judge, to train on it",
         RunVocabSigns},
    Verb{"train", "pretrain", "train a model on a pack, or on simulated records", ExecTrain},
    Verb{"evaluate", "eval zero-shot", "score a task's prompts without training on them",
         RunEvalZeroShot},
    Verb{"evaluate", "eval leave-out", "train without a class, then ask for it by its signs",
         RunEvalLeaveOut},
    Verb{"evaluate", "eval wordings", "measure what other wordings and opposites cost",
         RunEvalWordings},
    Verb{"evaluate", "report", "write a run's results as one HTML page", RunReport},
    Verb{"evaluate", "plot auc", "draw a result's AUC bars (SVG, PNG, PDF)", RunPlotAuc},
    Verb{"use", "predict", "score ECG files against text queries", RunPredict},
    Verb{"use", "plot ecg", "draw an ECG on paper (SVG, PNG, PDF)", RunPlotEcg},
    Verb{"inspect", "measure", "measure rates, intervals and amplitudes of ECGs", RunMeasure},
    Verb{"inspect", "inspect", "say what a record, pack, bundle or weight file is", RunInspect},
};

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) {
  return supreme::RunProgram("supreme", supreme::kVerbs, {argv + 1, argv + argc});
}
