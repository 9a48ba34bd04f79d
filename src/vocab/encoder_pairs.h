// Pairs of texts that say whether a text encoder tells ECG findings apart
// (vocab/encoder_pairs.csv).
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace supreme {

enum class PairKind {
  kSynonym,       // two wordings of one term
  kAbbreviation,  // an abbreviation and a wording of its term
  kConflict,      // two terms that must not be taken for each other
};

struct EncoderPair {
  PairKind kind = PairKind::kSynonym;
  std::string family;  // terms that are told apart from one another; held out as a whole
  std::string term_a, text_a;
  std::string term_b, text_b;
};

// CSV with the columns kind, family, term_a, text_a, term_b, text_b; terms as in vocab/terms.csv.
// kCorruptData: another kind, an empty field, or terms that do not fit the kind.
std::vector<EncoderPair> ParseEncoderPairs(std::string_view csv, std::string_view where);
const std::vector<EncoderPair>& EncoderPairs();  // compiled into the program

// Terms of a share of the families, at least one family for a share over 0, drawn by `seed`.
std::set<std::string> DrawHeldOutTerms(const std::vector<EncoderPair>& pairs, double share,
                                       uint64_t seed);

// A statement of an ECG device and the term it means (vocab/glasgow_terms.csv).
struct MappedStatement {
  std::string statement;
  std::string term;
};

// CSV with the columns statement, term.
std::vector<MappedStatement> ParseMappedStatements(std::string_view csv, std::string_view where);
const std::vector<MappedStatement>& MappedStatements();

// Phrases of other fields (vocab/general_phrases.csv), to see that an encoder keeps what it knew:
// every other one is trained on, the rest measures.
struct GeneralPhrases {
  std::vector<std::string> trained;
  std::vector<std::string> unseen;
};
const GeneralPhrases& BuiltInGeneralPhrases();

}  // namespace supreme
