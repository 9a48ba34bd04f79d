// How well a text encoder tells ECG findings apart, in figures.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/json.h"
#include "vocab/embedding.h"
#include "vocab/encoder_pairs.h"
#include "vocab/terms.h"

namespace supreme {

// Two texts with a higher cosine form one cluster (paper §2; `supreme vocab build`).
inline constexpr double kMergeCosine = 0.8;

// Pairs of one kind.
struct CosineFigures {
  uint64_t count = 0;
  uint64_t merged = 0;  // over kMergeCosine
  double mean = 0.0;    // 0 without pairs
};

struct PairFigures {
  CosineFigures synonyms, abbreviations, conflicts;
  // That a synonym pair has a higher cosine than a conflict pair; nothing without both.
  std::optional<double> auc;
};

// Statements whose nearest wording of all terms is one of the right term.
struct MappingFigures {
  uint64_t count = 0;
  uint64_t nearest = 0;  // by the encoder alone, the statement in lower case as it stands
  uint64_t guarded = 0;  // abbreviations in full, terms with a conflict passed over (TermMapper)
};

struct EncoderFigures {
  PairFigures all, held_out;  // held out: both terms are
  MappingFigures mapping, mapping_held_out;
  CosineFigures general;        // all pairs of phrases of other fields: they say different things
  std::vector<double> cosines;  // per pair of EncoderPairs()
};

// Measures on EncoderPairs(), MappedStatements() with the reference terms, and the unseen general
// phrases. `held_out` are terms that the encoder was not tuned on.
EncoderFigures CheckEncoder(const EmbedTexts& embed, const std::set<std::string>& held_out);

// Mean cosine of each unseen general phrase between two encoders of one width; 1 = nothing moved.
double GeneralAgreement(const EmbedTexts& a, const EmbedTexts& b);

OrderedJson ToJson(const EncoderFigures& figures);

}  // namespace supreme
