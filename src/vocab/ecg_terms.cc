#include "vocab/ecg_terms.h"

#include <string>
#include <vector>

#include "core/csv.h"
#include "core/error.h"
#include "vocab/glossary.h"

namespace supreme {

std::string_view EcgWordsCsv();  // vocab/ecg_words.csv, embedded at build time

namespace {

enum class Weight { kAlone, kShared, kOther };

struct FieldWord {
  std::string text;  // with a blank on either side
  Weight weight;
};

const std::vector<FieldWord>& FieldWords() {
  static const std::vector<FieldWord> words = [] {
    std::vector<FieldWord> list;
    CsvReader reader(std::string(EcgWordsCsv()), "vocab/ecg_words.csv");
    while (reader.Next()) {
      const std::string& says = reader["says"];
      const Weight weight = says == "ecg"      ? Weight::kAlone
                            : says == "shared" ? Weight::kShared
                                               : Weight::kOther;
      if (weight == Weight::kOther && says != "other") {
        throw Error(ErrorCode::kCorruptData, "unknown value \"" + says + "\"", reader.Where());
      }
      list.push_back({" " + reader["words"] + " ", weight});
    }
    return list;
  }();
  return words;
}

}  // namespace

bool IsEcgTerm(std::string_view text) {
  const std::string padded = " " + Glossary::BuiltIn().MatchKey(text) + " ";
  int shared = 0;
  bool is_alone = false;
  for (const FieldWord& word : FieldWords()) {
    if (padded.find(word.text) == std::string::npos) continue;
    if (word.weight == Weight::kOther) return false;
    if (word.weight == Weight::kAlone) is_alone = true;
    if (word.weight == Weight::kShared) ++shared;
  }
  return is_alone || shared >= 2;
}

}  // namespace supreme
