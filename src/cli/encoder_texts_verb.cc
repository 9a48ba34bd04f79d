// supreme vocab encoder-texts: what a text encoder is tuned on.
#include <cstdio>

#include "cli/arguments.h"
#include "cli/eval_inputs.h"
#include "cli/shipped_files.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "eval/leave_out.h"
#include "eval/wordings.h"
#include "vocab/encoder_pairs.h"
#include "vocab/encoder_texts.h"

namespace supreme {
namespace {

// What the evaluations ask. The names of their classes are the terms themselves, which stay.
std::vector<std::string> ReportingTexts() {
  std::set<std::string> texts;
  for (const WordedClass& entry : ReadWordingTask(TaskFile("wordings")).classes) {
    for (const auto& part : entry.texts) texts.insert(part.begin(), part.end());
  }
  for (const LeaveOutClass& entry : ReadLeaveOutClasses(TaskFile("leave_out"))) {
    for (const auto* part : {&entry.descriptions, &entry.signs}) {
      texts.insert(part->begin(), part->end());
    }
  }
  return {texts.begin(), texts.end()};
}

}  // namespace

int RunVocabTexts(const VerbArguments& arguments) {
  std::string out;
  double share = 0.25;
  int64_t seed = 1;
  Arguments flags("vocab encoder-texts",
                  "Writes the wordings that a text encoder is tuned on, by concept and with their "
                  "opposites,\nfrom the reference terms, the abbreviations and the simulator's "
                  "signs. What evaluations ask is left out,\nand so are whole families of terms.",
                  {"supreme vocab encoder-texts --out runs/texts",
                   "supreme vocab encoder-texts --out runs/texts --held-out-share 0"});
  flags.Option("--out", out, "folder to write", true);
  flags.Option("--held-out-share", share,
               "share of the families in vocab/encoder_pairs.csv to keep from training");
  flags.Option("--seed", seed, "which families");
  if (!flags.Parse(arguments)) return 0;
  if (!(share >= 0.0 && share <= 1.0)) {
    throw Error(ErrorCode::kUsage, "--held-out-share is not from 0 to 1", "vocab encoder-texts");
  }
  CheckRange("--seed", seed, 0, INT64_MAX);
  EncoderTextOptions options;
  options.held_out = DrawHeldOutTerms(EncoderPairs(), share, static_cast<uint64_t>(seed));
  for (const EncoderPair& pair : EncoderPairs()) {
    if (options.held_out.contains(pair.term_a)) options.held_out_wordings.push_back(pair.text_a);
    if (options.held_out.contains(pair.term_b)) options.held_out_wordings.push_back(pair.text_b);
  }
  options.never = ReportingTexts();
  TrainingTexts texts = BuildTrainingTexts({ReferenceTerms(), SignLibrary::BuiltIn()}, options);
  texts.general = BuiltInGeneralPhrases().trained;
  WriteTrainingTexts(texts, out);
  size_t count = 0;
  for (const TrainingConcept& entry : texts.concepts) count += entry.texts.size();
  std::printf("%-16s %8zu\n%-16s %8zu\n%-16s %8zu\n", "concepts", texts.concepts.size(), "texts",
              count, "held-out terms", texts.held_out.size());
  return 0;
}

}  // namespace supreme
