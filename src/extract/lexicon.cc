#include "extract/lexicon.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/csv.h"
#include "core/error.h"

namespace supreme {

std::string_view LexiconCsv();  // vocab/lexicon.csv, embedded at build time

namespace {

constexpr uint32_t kNoWord = 0;

constexpr std::array<std::pair<std::string_view, WordKind>, 24> kKindNames = {{
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
    {"causal", WordKind::kCausal},
    {"break", WordKind::kBreak},
    {"list_and", WordKind::kListAnd},
    {"list_or", WordKind::kListOr},
    {"list_comma", WordKind::kListComma},
    {"filler", WordKind::kFiller},
    {"ignore", WordKind::kIgnore},
}};

WordKind ParseKind(std::string_view name, const std::string& where) {
  for (const auto& [known, kind] : kKindNames) {
    if (known == name) return kind;
  }
  throw Error(ErrorCode::kCorruptData, "unknown kind \"" + std::string(name) + "\"", where);
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string_view FoldWord(std::string_view word, std::string& buffer) {
  if (word == "1st") return "first";
  if (word == "2nd") return "second";
  if (word == "3rd") return "third";
  if (word.size() <= 3) return word;
  buffer.assign(word);
  if (const size_t british = buffer.find("aemi"); british != std::string::npos) {
    buffer.erase(british, 1);
  }
  const char before = buffer[buffer.size() - 2];
  if (buffer.ends_with("ies")) {
    buffer.replace(buffer.size() - 3, 3, "y");
  } else if (buffer.ends_with("xes")) {
    buffer.resize(buffer.size() - 2);
  } else if (buffer.back() == 's' && before != 's' && before != 'u' && before != 'i') {
    buffer.pop_back();
  }
  return buffer;
}

std::vector<Token> Tokenize(std::string_view statement) {
  std::vector<Token> tokens;
  const size_t size = statement.size();
  for (size_t at = 0; at < size;) {
    const char c = statement[at];
    if (c == ' ') {
      ++at;
      continue;
    }
    size_t end = at + 1;
    if (IsWordByte(c)) {
      while (end < size && IsWordByte(statement[end])) ++end;
    } else if (c == '(' && statement.substr(at, 3) == "(s)") {
      at += 3;  // "pac(s)"
      continue;
    } else if (c == '-' && at > 0 && IsWordByte(statement[at - 1]) && end < size &&
               IsWordByte(statement[end])) {
      at = end;
      continue;
    }
    tokens.push_back({at, end});
    at = end;
  }
  return tokens;
}

Lexicon::Lexicon(std::string_view csv, std::string_view where) {
  nodes_.emplace_back();
  CsvReader reader{std::string(csv), std::string(where)};
  const size_t canonical_column = reader.Column("canonical");
  const size_t kind_column = reader.Column("kind");
  const size_t wordings_column = reader.Column("wordings");
  uint32_t canonical = 0;
  while (reader.Next()) {
    const WordKind kind = ParseKind(reader[kind_column], reader.Where());
    Add(reader[canonical_column], kind, ++canonical, reader.Where());
    std::string_view rest = reader[wordings_column];
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(';'), rest.size());
      Add(rest.substr(0, end), kind, canonical, reader.Where());
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

const Lexicon& Lexicon::BuiltIn() {
  static const Lexicon lexicon(LexiconCsv(), "vocab/lexicon.csv");
  return lexicon;
}

void Lexicon::Add(std::string_view wording, WordKind kind, uint32_t canonical,
                  std::string_view where) {
  uint32_t node = 0;
  std::string buffer;
  for (const Token& token : Tokenize(wording)) {
    const std::string_view word =
        FoldWord(wording.substr(token.begin, token.end - token.begin), buffer);
    const auto id = static_cast<uint32_t>(words_.size() + 1);
    const uint32_t word_id = words_.emplace(std::string(word), id).first->second;
    const auto [edge, is_new] =
        nodes_[node].next.emplace(word_id, static_cast<uint32_t>(nodes_.size()));
    node = edge->second;
    if (is_new) nodes_.emplace_back();
  }
  if (node == 0 || nodes_[node].is_end) {
    throw Error(ErrorCode::kCorruptData,
                "wording \"" + std::string(wording) + "\" is empty or stands in two rows", where);
  }
  nodes_[node].is_end = true;
  nodes_[node].kind = kind;
  nodes_[node].canonical = canonical;
}

uint32_t Lexicon::WordId(std::string_view word) const {
  thread_local std::string buffer;
  const auto found = words_.find(FoldWord(word, buffer));
  return found == words_.end() ? kNoWord : found->second;
}

std::vector<LexiconItem> Lexicon::Scan(std::string_view statement) const {
  const std::vector<Token> tokens = Tokenize(statement);
  std::vector<uint32_t> words;
  words.reserve(tokens.size());
  for (const Token& token : tokens) {
    words.push_back(WordId(statement.substr(token.begin, token.end - token.begin)));
  }
  std::vector<LexiconItem> items;
  items.reserve(tokens.size());
  for (size_t at = 0; at < tokens.size();) {
    size_t best_end = at + 1;
    const Node* best = nullptr;
    uint32_t node = 0;
    for (size_t end = at; end < tokens.size() && words[end] != kNoWord; ++end) {
      const auto edge = nodes_[node].next.find(words[end]);
      if (edge == nodes_[node].next.end()) break;
      node = edge->second;
      if (!nodes_[node].is_end) continue;
      best = &nodes_[node];
      best_end = end + 1;
    }
    LexiconItem item{WordKind::kUnknown, tokens[at].begin, tokens[best_end - 1].end, 0};
    if (best != nullptr) {
      item.kind = best->kind;
      item.canonical = best->canonical;
    }
    items.push_back(item);
    at = best_end;
  }
  return items;
}

}  // namespace supreme
