// What another wording costs, and whether opposites are told apart.
//
// tasks/wordings.json:
//   {"name": "wordings",
//    "classes": [{"code": "AFIB", "name": "atrial fibrillation", "members": ["AFIB"],
//                 "wordings": ["…", …],        in no text of training
//                 "abbreviations": ["…", …],
//                 "signs": ["…", …]}, …],      in no text of training
//    "opposites": [{"left": SIDE, "right": SIDE}, …]}
//   SIDE = {"query": "left bundle branch block", "members": ["CLBBB"]}
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "eval/asked_texts.h"

namespace supreme {

// How a class is asked, beside its name.
enum class WordingKind : uint8_t { kWording, kAbbreviation, kSigns };
constexpr std::array<WordingKind, 3> kWordingKinds = {
    WordingKind::kWording, WordingKind::kAbbreviation, WordingKind::kSigns};
const char* WordingKindName(WordingKind kind);  // "wordings", "abbreviations", "signs"

struct WordedClass {
  std::string code;
  std::string name;
  std::vector<std::string> members;
  std::array<std::vector<std::string>, kWordingKinds.size()> texts;  // by WordingKind
};

struct OppositeSide {
  std::string query;
  std::vector<std::string> members;
};

struct WordingTask {
  std::vector<WordedClass> classes;
  std::vector<std::array<OppositeSide, 2>> opposites;
};

// kCorruptData for missing keys, empty lists, doubled codes.
WordingTask ReadWordingTask(const std::filesystem::path& path);

// A text's embedding as it stands, and as the resolver has it.
struct ResolvedText {
  std::string text;
  std::string kind;         // "known", "resolved" or "new"
  std::string resolved_to;  // what is asked after the resolver
};

struct WordedFigure {
  WordingKind kind = WordingKind::kWording;
  ResolvedText asked;
  std::optional<double> raw;       // AUROC as it stands
  std::optional<double> resolved;  // AUROC after the resolver
};

struct WordedResult {
  std::string code;
  std::string name;
  uint64_t positive_count = 0;
  uint64_t negative_count = 0;
  Figure by_name;  // after the resolver
  std::vector<WordedFigure> figures;
};

// One side's query on the records of the other side against those that have neither.
struct OppositeResult {
  std::string query;
  std::string other;
  uint64_t own_count = 0;
  uint64_t other_count = 0;
  uint64_t neither_count = 0;
  std::optional<double> own;  // AUROC on its own side's records
  Figure leak;                // AUROC on the other side's: 0.5 is right
};

struct WordingResult {
  std::vector<WordedResult> classes;
  std::vector<OppositeResult> opposites;  // two per pair
};

// Texts ready to be asked: names as the resolver has them ("name" of raw texts is "as typed: …").
struct WordingInput {
  const WordingTask& task;
  const Pack& pack;
  std::span<const size_t> rows;
  const AskedTexts& asked;                              // by the keys below
  const std::map<std::string, ResolvedText>& resolved;  // of every text
};

// Keys of AskedTexts.
std::string RawKey(const std::string& text);
std::string ResolvedKey(const std::string& text);
// Every text of the task, once.
std::vector<std::string> TextsOf(const WordingTask& task);

WordingResult EvaluateWordings(const WordingInput& input, const BootstrapOptions& bootstrap,
                               uint64_t seed);

}  // namespace supreme
