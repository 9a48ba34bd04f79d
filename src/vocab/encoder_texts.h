// Makes what a text encoder is tuned on from the project's own words: reference terms and their
// synonyms, abbreviations, and the statements the simulator can judge.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "synth/truth/sign.h"
#include "vocab/terms.h"
#include "vocab/training_texts.h"

namespace supreme {

struct EncoderTextSources {
  const std::vector<Term>& terms;
  const SignLibrary& signs;
};

struct EncoderTextOptions {
  // Terms of which no wording is trained on, nor a text that holds one of two words or more;
  // findings and groups of signs that do are left out with all their texts.
  std::set<std::string> held_out;
  // Further wordings of the held-out terms, and texts that only they may hold.
  std::vector<std::string> held_out_wordings;
  // Texts that are for reporting alone; compared in lower case with blanks folded.
  std::vector<std::string> never;
};

// One concept per term (with its abbreviations and the signs that go by one of its wordings), per
// abbreviation that is no term's, and per sign; each with two texts or more. `general` stays empty.
// Deterministic.
TrainingTexts BuildTrainingTexts(const EncoderTextSources& sources,
                                 const EncoderTextOptions& options);

}  // namespace supreme
