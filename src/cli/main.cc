// supreme: the command people type. Links no LibTorch; verbs that train run in supreme-train.
#include <unistd.h>

#include <array>
#include <cerrno>

#include "cli/audit_verbs.h"
#include "cli/extract_verbs.h"
#include "cli/find_rate.h"
#include "cli/train_program.h"
#include "cli/verb.h"
#include "cli/verbs.h"
#include "cli/view_verbs.h"
#include "core/error.h"

namespace supreme {
namespace {

// Replaces this process by supreme-train, as git does with its sub-commands.
int ExecTrainVerb(const std::string& verb, const VerbArguments& arguments) {
  const std::string program = TrainProgram().string();
  std::vector<std::string> words = {program, verb};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(program.c_str(), pointers.data());
  throw Error(ErrorCode::kUnavailable, "cannot start the training program", program,
              errno == ENOENT ? "build it: ./dev build" : "check that it may be executed");
}

int ExecPretrain(const VerbArguments& arguments) {
  if (AsksForRate(arguments)) return FindRateWithPicture(arguments);
  return ExecTrainVerb("pretrain", arguments);
}
int ExecTuneEncoder(const VerbArguments& arguments) {
  return ExecTrainVerb("tune-encoder", arguments);
}

constexpr std::array kVerbs = {
    Verb{"prepare", "simulate", "write simulated ECGs with reports", RunSimulate},
    Verb{"prepare", "data fetch", "download an open database from its publisher", RunDataFetch},
    Verb{"prepare", "convert", "write ECG files of any format as WFDB, CSV, NPY or JSON",
         RunConvert},
    Verb{"prepare", "data import", "read a dataset into a pack", RunDataImport},
    Verb{"prepare", "data stats", "count what a pack holds", RunDataStats},
    Verb{"prepare", "data split", "write a task's published split, or a share of it", RunDataSplit},
    Verb{"prepare", "data compare", "two packs side by side", RunDataCompare},
    Verb{"prepare", "data verify", "find what is wrong with a dataset or a pack", RunDataVerify},
    Verb{"annotate", "extract plan", "count a language model's calls before they are made",
         RunExtractPlan},
    Verb{"annotate", "extract status", "say what is done, pending and failed", RunExtractStatus},
    Verb{"annotate", "extract retry", "send failed statements again", RunExtractRetry},
    Verb{"annotate", "extract export", "write a store as CSV or JSON", RunExtractExport},
    Verb{"annotate", "extract compare", "two extractions side by side", RunExtractCompare},
    Verb{"annotate", "extract", "find entities in reports or codes", RunExtract},
    Verb{"annotate", "extract quality", "measure the rule extractor on annotated text",
         RunExtractQuality},
    Verb{"annotate", "vocab build", "turn entities into queries and labels", RunVocabBuild},
    Verb{"annotate", "vocab report", "a vocabulary in tables and figures, the paper's beside",
         RunVocabReport},
    Verb{"annotate", "vocab review", "let people correct a vocabulary, and apply it",
         RunVocabReview},
    Verb{"annotate", "vocab resolve", "say what an abbreviation or wording means", RunVocabResolve},
    Verb{"annotate", "vocab terms", "list reference terms, or read UMLS and SNOMED CT",
         RunVocabTerms},
    Verb{"annotate", "vocab signs", "embed what the simulator can judge, to train on it",
         RunVocabSigns},
    Verb{"annotate", "vocab encoder-texts", "write what a text encoder is tuned on", RunVocabTexts},
    Verb{"annotate", "vocab check-encoder", "measure synonyms, opposites and mapping of an encoder",
         RunCheckEncoder},
    Verb{"train", "pretrain", "train a model on a pack, or on simulated records", ExecPretrain},
    Verb{"train", "launch", "train with several processes, restarted when one is lost", RunLaunch},
    Verb{"train", "sweep", "train and evaluate variants with several seeds, as a table", RunSweep},
    Verb{"train", "tune-encoder", "teach a text encoder the words of the field", ExecTuneEncoder},
    Verb{"train", "model", "list model presets with parameters and arithmetic", RunModel},
    Verb{"evaluate", "eval zero-shot", "score a task's prompts without training on them",
         RunEvalZeroShot},
    Verb{"evaluate", "eval overlap",
         "say which classes pre-training has met, and the AUC of others", RunEvalOverlap},
    Verb{"evaluate", "eval independence", "measure how answers move with what else is asked",
         RunEvalIndependence},
    Verb{"evaluate", "eval leave-out", "train without a class, then ask for it by its signs",
         RunEvalLeaveOut},
    Verb{"evaluate", "eval wordings", "measure what other wordings and opposites cost",
         RunEvalWordings},
    Verb{"evaluate", "eval explanations", "check explanations where the true place is known",
         RunEvalExplanations},
    Verb{"evaluate", "eval subgroups", "compare groups of people and recordings, the worst first",
         RunEvalSubgroups},
    Verb{"evaluate", "eval robustness", "measure what noise, lost leads and other faults cost",
         RunEvalRobustness},
    Verb{"evaluate", "eval gallery", "show the most confident mistakes as ECGs", RunEvalGallery},
    Verb{"evaluate", "eval scores", "judge any system's scores, or compare two systems",
         RunEvalScores},
    Verb{"evaluate", "prompts list", "list the prompt sets that have a name", RunPromptsList},
    Verb{"evaluate", "prompts show", "print what the classes are asked by", RunPromptsShow},
    Verb{"evaluate", "prompts check", "find what is wrong with a prompt set", RunPromptsCheck},
    Verb{"evaluate", "prompts generate", "let a language model write prompts", RunWritePrompts},
    Verb{"evaluate", "probe", "train a linear layer on the frozen encoder's features", RunProbe},
    Verb{"evaluate", "finetune", "train the encoder too, with a linear layer on it", RunFineTune},
    Verb{"evaluate", "stats compare", "test whether systems differ", RunStatsCompare},
    Verb{"evaluate", "stats anova", "two-way analysis of variance of a table", RunStatsAnova},
    Verb{"evaluate", "stats paper", "the paper's statistics, printed and recomputed",
         RunStatsPaper},
    Verb{"evaluate", "report", "write a run's results as one HTML page", RunReport},
    Verb{"evaluate", "report paper", "make the paper's tables and figures from result files",
         RunReportPaper},
    Verb{"evaluate", "plot auc", "draw a result's AUC bars (SVG, PNG, PDF)", RunPlotAuc},
    Verb{"evaluate", "plot embedding", "draw features as a map: PCA or t-SNE (SVG, PNG, PDF)",
         RunPlotEmbedding},
    Verb{"use", "predict", "score ECG files against text queries", RunPredict},
    Verb{"use", "explain", "show which leads and times an answer comes from", RunExplain},
    Verb{"use", "embed", "write the encoder's features of ECGs as an array", RunEmbed},
    Verb{"use", "plot ecg", "draw an ECG on paper (SVG, PNG, PDF)", RunPlotEcg},
    Verb{"inspect", "measure", "measure rates, intervals and amplitudes of ECGs", RunMeasure},
    Verb{"inspect", "inspect", "say what a record, pack, bundle or weight file is", RunInspect},
    Verb{"inspect", "runs", "list training runs: state, best AUC, speed, size", RunRuns},
    Verb{"inspect", "doctor", "check programs, machine and limits", RunDoctor},
};

}  // namespace
}  // namespace supreme

int main(int argc, char** argv) {
  return supreme::RunProgram("supreme", supreme::kVerbs, {argv + 1, argv + argc});
}
