#include "extract/llm_answer.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "extract/extraction_schema.h"
#include "extract/lexicon.h"
#include "extract/rule_extractor.h"
#include "extract/statement.h"

namespace supreme {
namespace {

constexpr size_t kMaxLeftOut = 6;  // words between two words of an entity
constexpr std::array<std::string_view, 12> kListWords = {
    "/", ",", "&", "and", "or", "+", "-", "und", "oder", "sowie", "och", "eller"};

bool JoinsLists(std::string_view word) {
  return std::find(kListWords.begin(), kListWords.end(), word) != kListWords.end();
}

// Words as they are compared; a slash or comma is a word of its own.
std::vector<std::string> FoldedWords(std::string_view text) {
  std::vector<std::string> words;
  std::string buffer;
  for (const Token& token : Tokenize(text)) {
    std::string_view word = text.substr(token.begin, token.end - token.begin);
    std::string adjective;
    if (word.size() > 5 && word.ends_with("ly")) {
      adjective = std::string(word.substr(0, word.size() - 2));
      if (adjective.ends_with("b")) adjective += "le";  // possibly, probably
      word = adjective;
    }
    words.emplace_back(FoldWord(word, buffer));
  }
  return words;
}

bool MayBeLeftOut(const std::vector<std::string>& line, size_t begin, size_t end) {
  if (begin == end) return true;
  return end - begin <= kMaxLeftOut && (JoinsLists(line[begin]) || JoinsLists(line[end - 1]));
}

// Dynamic programme: the places of the line at which the entity's words so far can end.
bool IsInLine(const std::vector<std::string>& entity, const std::vector<std::string>& line) {
  std::vector<size_t> ends;
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] == entity[0]) ends.push_back(at);
  }
  for (size_t word = 1; word < entity.size() && !ends.empty(); ++word) {
    std::set<size_t> next;
    for (const size_t end : ends) {
      const size_t limit = std::min(line.size(), end + kMaxLeftOut + 2);
      for (size_t at = end + 1; at < limit; ++at) {
        if (line[at] == entity[word] && MayBeLeftOut(line, end + 1, at)) next.insert(at);
      }
    }
    ends.assign(next.begin(), next.end());
  }
  return !ends.empty();
}

// True when the rules are sure that a line of the report states something.
bool StatesSomething(std::string_view report) {
  static const RuleExtractor rules;
  for (size_t start = 0; start <= report.size();) {
    const size_t end = std::min(report.find('\n', start), report.size());
    const std::string_view line = report.substr(start, end - start);
    if (rules.AccountsForAll(line) && !rules.Extract(line).entities.empty()) return true;
    start = end + 1;
  }
  return false;
}

bool IsBareModifier(std::string_view entity) {
  const std::vector<LexiconItem> items = Lexicon::BuiltIn().Scan(entity);
  return std::all_of(items.begin(), items.end(), [](const LexiconItem& item) {
    return item.kind == WordKind::kModifier || item.kind == WordKind::kUncertain ||
           item.kind == WordKind::kHedge || item.kind == WordKind::kUncertainVerb ||
           item.kind == WordKind::kFiller;
  });
}

Json ParseStrictly(std::string_view content) {
  try {
    return ParseJson(content, "answer");
  } catch (const Error& error) {
    throw AnswerFault(FailureKind::kNotJson, "not one valid JSON object alone");
  }
}

// What is wrong, for a model: it knows neither our files nor what a user could do.
std::string WordsFor(const Error& error) {
  constexpr std::string_view kBeforeHint = "; try: ";
  std::string words = error.what();
  if (!error.hint().empty()) words.resize(words.rfind(kBeforeHint));
  return words.substr(words.find(": ") + 2);
}

Json ParseContent(std::string_view content) {
  Json json = ParseStrictly(content);
  try {
    CheckExtractionSchema(json, "answer");
  } catch (const Error& error) {
    throw AnswerFault(FailureKind::kSchema, WordsFor(error));
  }
  return json;
}

std::string Quoted(std::string_view text) {
  return DumpJson(Json(std::string(text.substr(0, 100))));
}

}  // namespace

bool IsInReport(std::string_view entity, std::string_view report) {
  const std::vector<std::string> words = FoldedWords(entity);
  if (words.empty()) return false;
  for (size_t start = 0; start <= report.size();) {
    const size_t end = std::min(report.find('\n', start), report.size());
    if (IsInLine(words, FoldedWords(report.substr(start, end - start)))) return true;
    start = end + 1;
  }
  return false;
}

Extraction ParseAnswer(std::string_view content, std::string_view report) {
  const Json json = ParseContent(content);
  Extraction extraction;
  try {
    extraction = ExtractionFromJson(json, "answer");
  } catch (const Error& error) {
    throw AnswerFault(FailureKind::kClasses, WordsFor(error));
  }
  std::map<std::string, Certainty> seen;
  std::vector<Entity> entities;
  for (Entity& entity : extraction.entities) {
    const std::string written = entity.text;
    entity.text = NormalizeStatement(entity.text);
    if (!IsInReport(entity.text, report)) {
      throw AnswerFault(FailureKind::kNotInReport,
                        "the entity " + Quoted(written) + " does not stand in the text");
    }
    if (IsBareModifier(entity.text)) {
      throw AnswerFault(FailureKind::kNotInReport,
                        "the entity " + Quoted(written) + " is a modifier without a finding");
    }
    const auto [known, is_new] = seen.emplace(entity.text, entity.certainty);
    if (known->second != entity.certainty) {
      throw AnswerFault(FailureKind::kClasses,
                        "the entity " + Quoted(written) + " has two classes");
    }
    if (is_new) entities.push_back(std::move(entity));
  }
  if (entities.empty() && StatesSomething(report)) {
    throw AnswerFault(FailureKind::kNoEntity, "no entity, but the text states at least one");
  }
  extraction.entities = std::move(entities);
  return extraction;
}

Extraction ParseTermAnswer(std::string_view content, std::string_view term) {
  const Json json = ParseStrictly(content);
  if (!json.is_object() || json.size() != 1 || !json.contains("is_ecg_term") ||
      !json["is_ecg_term"].is_boolean()) {
    throw AnswerFault(FailureKind::kSchema, "not {\"is_ecg_term\": true} or false");
  }
  if (!json["is_ecg_term"].get<bool>()) return {};
  return {{{std::string(term), Certainty::kAbnormal}}};
}

}  // namespace supreme
