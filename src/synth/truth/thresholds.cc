#include "synth/truth/thresholds.h"

#include <array>
#include <utility>

#include "core/numbers.h"

namespace supreme {
namespace {

using Words = std::string_view;

// {} is the amount.
constexpr std::array<Words, 9> kOver = {"above {}",        "> {}",         "greater than {}",
                                        "of more than {}", "over {}",      "at least {}",
                                        "exceeds {}",      "not below {}", ">= {}"};
constexpr std::array<Words, 9> kUnder = {"below {}",           "< {}",         "less than {}",
                                         "of less than {}",    "under {}",     "at most {}",
                                         "does not exceed {}", "not above {}", "<= {}"};
constexpr std::array<Words, 5> kDeeper = {"deeper than {}", "depth above {}", "of more than {}",
                                          "at least {} deep", "exceeds {} in depth"};
constexpr std::array<Words, 5> kShallower = {"less deep than {}", "depth below {}",
                                             "of less than {}", "at most {} deep",
                                             "not deeper than {}"};
constexpr std::array<Words, 3> kOverGerman = {"über {}", "größer als {}", "mindestens {}"};
constexpr std::array<Words, 3> kUnderGerman = {"unter {}", "kleiner als {}", "höchstens {}"};

std::span<const Words> Comparatives(const ThresholdWords& words) {
  if (words.deep) return words.over ? std::span<const Words>(kDeeper) : kShallower;
  return words.over ? std::span<const Words>(kOver) : kUnder;
}

}  // namespace

std::string Amount(double value, Unit unit, size_t variant) {
  const bool other = variant % 2 == 1;
  switch (unit) {
    case Unit::kMillivolts:
      return other ? FormatDouble(value * 10.0) + " mm" : FormatDouble(value) + " mv";
    case Unit::kMilliseconds:
      return other ? FormatDouble(value / 1000.0) + " s" : FormatDouble(value) + " ms";
    case Unit::kPerMinute:
      return FormatDouble(value) + (other ? " bpm" : " per minute");
    case Unit::kDegrees:
      return FormatDouble(value) + " degrees";
    default:
      return FormatDouble(value);
  }
}

void AddThresholdTexts(SignBuilder& builder, uint32_t sign, const ThresholdWords& words,
                       size_t count, size_t turn) {
  const std::span<const Words> comparatives = Comparatives(words);
  const std::string first = Fill(comparatives[0], Amount(words.limit, words.unit, 0));
  builder.TextIfFree(sign, std::string(words.names[0]) + words.place + " " + first);
  for (size_t i = 0; i < count; ++i) {
    const size_t at = turn + i;
    std::string text(words.names[i % words.names.size()]);
    text += words.place + " ";
    text += Fill(comparatives[at % comparatives.size()], Amount(words.limit, words.unit, at / 2));
    builder.TextIfFree(sign, std::move(text));
  }
  if (words.german.empty()) return;
  const std::span<const Words> german = words.over ? kOverGerman : kUnderGerman;
  std::string text(words.german[turn % words.german.size()]);
  text += words.place + " ";
  text += Fill(german[turn % german.size()], Amount(words.limit, words.unit, turn));
  builder.TextIfFree(sign, std::move(text));
}

}  // namespace supreme
