#include "vocab/encoder_pairs.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/csv.h"
#include "core/error.h"
#include "core/rng.h"

namespace supreme {

std::string_view EncoderPairsCsv();    // vocab/encoder_pairs.csv, embedded at build time
std::string_view GlasgowTermsCsv();    // vocab/glasgow_terms.csv
std::string_view GeneralPhrasesCsv();  // vocab/general_phrases.csv

namespace {

PairKind KindOf(const CsvReader& reader) {
  const std::string& kind = reader["kind"];
  if (kind == "synonym") return PairKind::kSynonym;
  if (kind == "abbreviation") return PairKind::kAbbreviation;
  if (kind == "conflict") return PairKind::kConflict;
  throw Error(ErrorCode::kCorruptData, "\"" + kind + "\" is not a kind", reader.Where(),
              "synonym, abbreviation or conflict");
}

void CheckFields(const CsvReader& reader) {
  for (const std::string& field : reader.row()) {
    if (field.empty()) throw Error(ErrorCode::kCorruptData, "a field is empty", reader.Where());
  }
}

GeneralPhrases ParseGeneralPhrases() {
  GeneralPhrases phrases;
  CsvReader reader{std::string(GeneralPhrasesCsv()), "vocab/general_phrases.csv"};
  for (size_t i = 0; reader.Next(); ++i) {
    (i % 2 == 0 ? phrases.trained : phrases.unseen).push_back(reader["text"]);
  }
  return phrases;
}

}  // namespace

std::vector<EncoderPair> ParseEncoderPairs(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  std::vector<EncoderPair> pairs;
  while (reader.Next()) {
    CheckFields(reader);
    EncoderPair pair{KindOf(reader),   reader["family"], reader["term_a"],
                     reader["text_a"], reader["term_b"], reader["text_b"]};
    if ((pair.term_a == pair.term_b) == (pair.kind == PairKind::kConflict)) {
      throw Error(ErrorCode::kCorruptData, "the terms do not fit the kind", reader.Where(),
                  "two terms for a conflict, else one");
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

const std::vector<EncoderPair>& EncoderPairs() {
  static const auto pairs = ParseEncoderPairs(EncoderPairsCsv(), "vocab/encoder_pairs.csv");
  return pairs;
}

std::set<std::string> DrawHeldOutTerms(const std::vector<EncoderPair>& pairs, double share,
                                       uint64_t seed) {
  std::set<std::string> distinct;
  for (const EncoderPair& pair : pairs) distinct.insert(pair.family);
  std::vector<std::string> families(distinct.begin(), distinct.end());
  Rng(seed).Fork("held-out").Shuffle(std::span(families));
  const double wanted = std::ceil(share * static_cast<double>(families.size()));
  families.resize(std::min(families.size(), static_cast<size_t>(std::max(0.0, wanted))));
  const std::set<std::string> chosen(families.begin(), families.end());
  std::set<std::string> terms;
  for (const EncoderPair& pair : pairs) {
    if (chosen.contains(pair.family)) terms.insert({pair.term_a, pair.term_b});
  }
  return terms;
}

std::vector<MappedStatement> ParseMappedStatements(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  std::vector<MappedStatement> statements;
  while (reader.Next()) {
    CheckFields(reader);
    statements.push_back({reader["statement"], reader["term"]});
  }
  return statements;
}

const std::vector<MappedStatement>& MappedStatements() {
  static const auto statements =
      ParseMappedStatements(GlasgowTermsCsv(), "vocab/glasgow_terms.csv");
  return statements;
}

const GeneralPhrases& BuiltInGeneralPhrases() {
  static const GeneralPhrases phrases = ParseGeneralPhrases();
  return phrases;
}

}  // namespace supreme
