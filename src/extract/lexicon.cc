#include "extract/lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view LexiconCsv();  // vocab/lexicon.csv, embedded at build time

namespace {

constexpr std::array<std::pair<std::string_view, WordKind>, 26> kKindNames = {{
    {"normal", WordKind::kNormal},
    {"abnormal", WordKind::kAbnormal},
    {"cause", WordKind::kCause},
    {"cued", WordKind::kCued},
    {"location", WordKind::kLocation},
    {"adverb", WordKind::kAdverb},
    {"lead", WordKind::kLead},
    {"lead_word", WordKind::kLeadWord},
    {"place", WordKind::kPlace},
    {"modifier", WordKind::kModifier},
    {"uncertain", WordKind::kUncertain},
    {"uncertain_verb", WordKind::kUncertainVerb},
    {"hedge", WordKind::kHedge},
    {"uncertain_after", WordKind::kUncertainAfter},
    {"uncertain_alone", WordKind::kUncertainAlone},
    {"negation", WordKind::kNegation},
    {"negation_after", WordKind::kNegationAfter},
    {"topic", WordKind::kTopic},
    {"causal", WordKind::kCausal},
    {"break", WordKind::kBreak},
    {"list_and", WordKind::kListAnd},
    {"list_or", WordKind::kListOr},
    {"list_comma", WordKind::kListComma},
    {"filler", WordKind::kFiller},
    {"ignore", WordKind::kIgnore},
    {"other", WordKind::kOther},
}};

WordKind ParseKind(std::string_view name, const std::string& where) {
  for (const auto& [known, kind] : kKindNames) {
    if (known == name) return kind;
  }
  throw Error(ErrorCode::kCorruptData, "unknown kind \"" + std::string(name) + "\"", where);
}

// "v4,5,6", "v2-3", "v1+2", "v1.2.3": the digits are chest leads.
void ReadLeadLists(std::string_view statement, std::vector<LexiconItem>& items) {
  bool in_list = false;
  for (size_t i = 0; i < items.size(); ++i) {
    LexiconItem& item = items[i];
    const std::string_view text = statement.substr(item.begin, item.end - item.begin);
    if (item.kind == WordKind::kLead) {
      in_list = text.size() == 2 && text[0] == 'v';
    } else if (in_list && item.kind == WordKind::kUnknown && text.size() == 1 && text[0] >= '1' &&
               text[0] <= '9') {
      item.kind = WordKind::kLead;
      if (statement[items[i - 1].begin] == '.') items[i - 1].kind = WordKind::kListComma;
    } else if (item.kind != WordKind::kListComma && item.kind != WordKind::kListAnd &&
               item.kind != WordKind::kListOr && text != "-" && text != ".") {
      in_list = false;
    }
  }
}

}  // namespace

Lexicon::Lexicon(std::string_view csv, std::string_view where) {
  CsvReader reader{std::string(csv), std::string(where)};
  const size_t canonical_column = reader.Column("canonical");
  const size_t kind_column = reader.Column("kind");
  const size_t wordings_column = reader.Column("wordings");
  while (reader.Next()) {
    const auto value = static_cast<uint32_t>(meanings_.size());
    meanings_.push_back({ParseKind(reader[kind_column], reader.Where()), value + 1});
    names_.push_back(reader[canonical_column]);
    Add(reader[canonical_column], value, reader.Where());
    std::string_view rest = reader[wordings_column];
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(';'), rest.size());
      Add(rest.substr(0, end), value, reader.Where());
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

const Lexicon& Lexicon::BuiltIn() {
  static const Lexicon lexicon(LexiconCsv(), "vocab/lexicon.csv");
  return lexicon;
}

void Lexicon::Add(std::string_view wording, uint32_t value, std::string_view where) {
  std::vector<uint32_t> words;
  std::string buffer;
  for (const Token& token : Tokenize(wording)) {
    words.push_back(phrases_.AddWord(FoldWord(TokenText(wording, token), buffer)));
  }
  if (!phrases_.Add(words, value)) {
    throw Error(ErrorCode::kCorruptData,
                "wording \"" + std::string(wording) + "\" is empty or stands in two rows", where);
  }
}

bool Lexicon::Knows(std::string_view word) const {
  std::string buffer;
  return phrases_.WordId(FoldWord(word, buffer)) != PhraseTable::kNoWord;
}

std::vector<LexiconItem> Lexicon::Scan(std::string_view statement) const {
  const std::vector<Token> tokens = Tokenize(statement);
  std::vector<uint32_t> words;
  words.reserve(tokens.size());
  std::string buffer;
  for (const Token& token : tokens) {
    words.push_back(phrases_.WordId(FoldWord(TokenText(statement, token), buffer)));
  }
  std::vector<LexiconItem> items;
  items.reserve(tokens.size());
  for (size_t at = 0; at < tokens.size();) {
    const auto match = phrases_.Longest(words, at);
    const size_t last = at + std::max<size_t>(match.word_count, 1) - 1;
    LexiconItem item{WordKind::kUnknown, tokens[at].begin, tokens[last].end, 0};
    if (match.word_count > 0) {
      item.kind = meanings_[match.value].kind;
      item.canonical = meanings_[match.value].canonical;
    }
    items.push_back(item);
    at = last + 1;
  }
  ReadLeadLists(statement, items);
  return items;
}

}  // namespace supreme
