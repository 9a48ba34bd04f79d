#include "synth/truth/wording.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace supreme {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 10> kFrames = {
    "ecg shows {}", "evidence of {}",         "{} is present",  "signs of {}", "{} on the ecg",
    "there is {}",  "ecg consistent with {}", "presence of {}", "{} is seen",  "findings: {}"};
constexpr std::array<Words, 3> kShortFrames = {"{} present", "ecg: {}", "{} on ecg"};
constexpr std::array<Words, 4> kGermanFrames = {"hinweis auf {}", "{} vorhanden", "zeichen für {}",
                                                "ekg zeigt {}"};
constexpr std::array<Words, 2> kSignsFrames = {"ecg with {}", "tracing that shows {}"};

constexpr Words kPlainNegation = "no {}";
constexpr std::array<Words, 7> kNegations = {
    "without {}",     "absence of {}",     "{} is absent",        "{} not present",
    "no signs of {}", "no evidence of {}", "ecg does not show {}"};
constexpr std::array<Words, 3> kShortNegations = {"no {}", "{} absent", "without {}"};
constexpr std::array<Words, 4> kGermanNegations = {"kein hinweis auf {}", "ohne {}",
                                                   "{} nicht vorhanden", "keine zeichen für {}"};
constexpr std::array<Words, 1> kSignsNegations = {"not the case: {}"};

// Ends of German nouns that take "kein"; others are left to frames without an article.
constexpr std::array<Words, 9> kMasculineOrNeuter = {
    "block", "rhythmus", "infarkt", "flimmern", "flattern", "typ", "syndrom", "ekg", "effekt"};

bool IsNegative(Words words) {
  static constexpr std::array<Words, 9> kStarts = {
      "no ", "not ", "without ", "absent ", "kein", "ohne ", "fehlende", "nicht ", "hardly "};
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [words](Words start) { return words.starts_with(start); });
}

bool TakesKein(Words words) {
  return words.find(' ') == Words::npos &&
         std::any_of(kMasculineOrNeuter.begin(), kMasculineOrNeuter.end(),
                     [words](Words end) { return words.ends_with(end); });
}

struct Frames {
  std::span<const Words> positive;
  size_t positive_count = 0;  // used per wording
  std::span<const Words> negative;
  size_t negative_count = 0;
};

Frames FramesOf(WordKind kind) {
  switch (kind) {
    case WordKind::kName:
      return {kFrames, 2, kNegations, 1};
    case WordKind::kShort:
      return {kShortFrames, 1, kShortNegations, 1};
    case WordKind::kGerman:
      return {kGermanFrames, 1, kGermanNegations, 1};
    case WordKind::kSigns:
      return {kSignsFrames, 1, kSignsNegations, 1};
  }
  return {};
}

void AddFramed(SignBuilder& builder, uint32_t sign, std::span<const Words> frames, Words words,
               std::span<const size_t> picks) {
  for (const size_t pick : picks) {
    builder.TextIfFree(sign, Fill(frames[pick % frames.size()], words));
  }
}

}  // namespace

std::vector<std::string_view> SplitWords(std::string_view list) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const size_t end = std::min(list.find(';'), list.size());
    parts.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

void AddWording(SignBuilder& builder, const SignPair& pair, WordKind kind, std::string_view words,
                size_t turn) {
  builder.Text(pair.positive, std::string(words));
  if (IsNegative(words)) return;
  const Frames frames = FramesOf(kind);
  const std::array<size_t, 2> picks = {turn, turn + 3};
  const std::span<const size_t> all(picks);
  AddFramed(builder, pair.positive, frames.positive, words, all.first(frames.positive_count));
  if (kind == WordKind::kName) builder.TextIfFree(pair.negative, Fill(kPlainNegation, words));
  AddFramed(builder, pair.negative, frames.negative, words, all.first(frames.negative_count));
  if (kind == WordKind::kGerman && TakesKein(words)) {
    builder.TextIfFree(pair.negative, Fill("kein {}", words));
  }
}

}  // namespace supreme
