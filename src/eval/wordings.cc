#include "eval/wordings.h"

#include <algorithm>
#include <set>

#include "core/error.h"
#include "core/json.h"
#include "eval/text_list.h"

namespace supreme {
namespace {

OppositeSide ReadSide(const Json& json, const std::string& where) {
  return {JsonString(json, "query", where), JsonTextList(json, "members", where)};
}

Figure MakeFigure(const std::vector<double>& scores, const std::vector<uint8_t>& positive,
                  const BootstrapOptions& bootstrap, uint64_t seed) {
  const RankedScores ranked(scores, positive);
  return {ranked.Auroc(),
          BootstrapAuroc(std::span(&ranked, 1), {}, bootstrap, Rng(seed).Fork("bootstrap"))
              .classes.front()};
}

WordedResult EvaluateClass(const WordingInput& input, const WordedClass& entry,
                           const BootstrapOptions& bootstrap, uint64_t seed) {
  const auto positive = CarryAny(input.pack, input.rows, entry.members);
  WordedResult result;
  result.code = entry.code;
  result.name = entry.name;
  result.positive_count = static_cast<uint64_t>(std::ranges::count(positive, uint8_t{1}));
  result.negative_count = positive.size() - result.positive_count;
  result.by_name =
      MakeFigure(input.asked.Column(ResolvedKey(entry.name)), positive, bootstrap, seed);
  for (const WordingKind kind : kWordingKinds) {
    for (const std::string& text : entry.texts[static_cast<size_t>(kind)]) {
      result.figures.push_back({kind, input.resolved.at(text),
                                Auroc(input.asked.Column(RawKey(text)), positive),
                                Auroc(input.asked.Column(ResolvedKey(text)), positive)});
    }
  }
  return result;
}

// The records that are marked or have neither side, and which of them are marked.
struct Selection {
  std::vector<double> scores;
  std::vector<uint8_t> positive;
};

Selection Select(const std::vector<double>& scores, const std::vector<uint8_t>& marked,
                 const std::vector<uint8_t>& unwanted) {
  Selection selection;
  for (size_t i = 0; i < scores.size(); ++i) {
    if (unwanted[i] != 0) continue;
    selection.scores.push_back(scores[i]);
    selection.positive.push_back(marked[i]);
  }
  return selection;
}

OppositeResult EvaluateSide(const WordingInput& input, const OppositeSide& asked,
                            const OppositeSide& other, const BootstrapOptions& bootstrap,
                            uint64_t seed) {
  const auto own = CarryAny(input.pack, input.rows, asked.members);
  const auto wrong = CarryAny(input.pack, input.rows, other.members);
  const std::vector<double> scores = input.asked.Column(ResolvedKey(asked.query));
  const Selection right_side = Select(scores, own, wrong);
  const Selection wrong_side = Select(scores, wrong, own);
  OppositeResult result;
  result.query = asked.query;
  result.other = other.query;
  result.own_count = static_cast<uint64_t>(std::ranges::count(right_side.positive, uint8_t{1}));
  result.other_count = static_cast<uint64_t>(std::ranges::count(wrong_side.positive, uint8_t{1}));
  result.neither_count = wrong_side.positive.size() - result.other_count;
  result.own = Auroc(right_side.scores, right_side.positive);
  result.leak = MakeFigure(wrong_side.scores, wrong_side.positive, bootstrap, seed);
  return result;
}

}  // namespace

const char* WordingKindName(WordingKind kind) {
  switch (kind) {
    case WordingKind::kWording:
      return "wordings";
    case WordingKind::kAbbreviation:
      return "abbreviations";
    case WordingKind::kSigns:
      return "signs";
  }
  throw Error(ErrorCode::kInternal, "unknown kind of wording");
}

WordingTask ReadWordingTask(const std::filesystem::path& path) {
  const std::string where = path.string();
  const Json json = ReadJsonFile(path);
  WordingTask task;
  std::set<std::string> codes;
  for (const Json& entry : JsonMember(json, "classes", where)) {
    WordedClass read;
    read.code = JsonString(entry, "code", where);
    read.name = JsonString(entry, "name", where);
    read.members = JsonTextList(entry, "members", where);
    for (const WordingKind kind : kWordingKinds) {
      read.texts[static_cast<size_t>(kind)] = JsonTextList(entry, WordingKindName(kind), where);
    }
    if (!codes.insert(read.code).second) {
      throw Error(ErrorCode::kCorruptData, "class " + read.code + " stands twice", where);
    }
    task.classes.push_back(std::move(read));
  }
  for (const Json& pair : JsonMember(json, "opposites", where)) {
    task.opposites.push_back({ReadSide(JsonMember(pair, "left", where), where),
                              ReadSide(JsonMember(pair, "right", where), where)});
  }
  if (task.classes.empty() && task.opposites.empty()) {
    throw Error(ErrorCode::kCorruptData, "there is nothing to ask", where);
  }
  return task;
}

std::string RawKey(const std::string& text) { return "raw: " + text; }
std::string ResolvedKey(const std::string& text) { return "resolved: " + text; }

std::vector<std::string> TextsOf(const WordingTask& task) {
  std::set<std::string> texts;
  for (const WordedClass& entry : task.classes) {
    texts.insert(entry.name);
    for (const auto& list : entry.texts) texts.insert(list.begin(), list.end());
  }
  for (const auto& pair : task.opposites) {
    for (const OppositeSide& side : pair) texts.insert(side.query);
  }
  return {texts.begin(), texts.end()};
}

WordingResult EvaluateWordings(const WordingInput& input, const BootstrapOptions& bootstrap,
                               uint64_t seed) {
  WordingResult result;
  for (const WordedClass& entry : input.task.classes) {
    result.classes.push_back(EvaluateClass(input, entry, bootstrap, seed));
  }
  for (const auto& [left, right] : input.task.opposites) {
    result.opposites.push_back(EvaluateSide(input, left, right, bootstrap, seed));
    result.opposites.push_back(EvaluateSide(input, right, left, bootstrap, seed));
  }
  return result;
}

}  // namespace supreme
