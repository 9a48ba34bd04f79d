// Signs that compare two leads, and how the QRS changes over the chest.
#include <array>
#include <string>
#include <utility>

#include "core/numbers.h"
#include "synth/truth/sign_builder.h"
#include "synth/truth/wording.h"

namespace supreme {
namespace {

struct Wave2 {
  Quantity quantity;
  bool deep;
  std::string_view name;
  std::string_view german;
  double weight;
};

constexpr std::array<Wave2, 6> kWaves = {{
    {Quantity::kR, false, "r wave", "r-zacke", 0.5},
    {Quantity::kS, true, "s wave", "s-zacke", 0.35},
    {Quantity::kT, false, "t wave", "t-welle", 0.35},
    {Quantity::kPeakToPeak, false, "qrs complex", "qrs-komplex", 0.3},
    {Quantity::kP, false, "p wave", "p-welle", 0.25},
    {Quantity::kSt60, false, "st segment", "st-strecke", 0.3},
}};

// Pairs that readers compare: along the chest, its ends, and the limb leads that give the axis.
constexpr std::array<std::pair<uint8_t, uint8_t>, 20> kPairs = {
    {{6, 7},  {7, 8},  {8, 9}, {9, 10}, {10, 11}, {6, 8}, {6, 9}, {6, 11}, {7, 9}, {7, 10},
     {8, 11}, {9, 11}, {0, 1}, {0, 2},  {1, 2},   {0, 5}, {4, 5}, {4, 2},  {0, 4}, {6, 10}}};

std::string Lead(uint8_t lead) { return AsciiLower(kLeadNames[lead]); }

struct Comparison {
  std::string_view larger;
  std::string_view smaller;
  std::string_view not_larger;
  std::string_view german;
};

Comparison WordsFor(const Wave2& wave) {
  if (wave.quantity == Quantity::kSt60) {
    return {"higher", "lower", "not higher", "höher"};
  }
  return wave.deep ? Comparison{"deeper", "less deep", "not deeper", "tiefer"}
                   : Comparison{"larger", "smaller", "not larger", "größer"};
}

void AddComparison(SignBuilder& builder, const Wave2& wave, uint8_t a, uint8_t b) {
  const std::string name(QuantityName(wave.quantity));
  const std::string of_a = std::string(kLeadNames[a]) + "." + name;
  const std::string of_b = std::string(kLeadNames[b]) + "." + name;
  NewSign sign;
  sign.present = wave.deep ? of_b + "-" + of_a + ">=0" : of_a + "-" + of_b + ">=0";
  sign.id = "compare:" + sign.present;
  sign.weight = wave.weight;
  const uint32_t index = builder.Add(sign);
  const Comparison words = WordsFor(wave);
  const std::string what(wave.name);
  const std::string in_a = what + " in " + Lead(a);
  const std::string in_b = what + " in " + Lead(b);
  const auto add = [&](std::string text) { builder.Text(index, std::move(text)); };
  add(what + " " + std::string(words.larger) + " in " + Lead(a) + " than in " + Lead(b));
  add(in_a + " " + std::string(words.larger) + " than in " + Lead(b));
  add(in_b + " " + std::string(words.smaller) + " than in " + Lead(a));
  add(in_b + " " + std::string(words.not_larger) + " than in " + Lead(a));
  add(std::string(wave.german) + " in " + Lead(a) + " " + std::string(words.german) + " als in " +
      Lead(b));
}

struct Progression {
  std::string_view id;
  std::string_view rule;
  std::string_view names;  // separated by ';'
  std::string_view negative;
};

constexpr std::array<Progression, 16> kProgressions = {{
    {"zone_v1", "transition<=1", "transition zone at v1 or earlier;r already dominates in v1",
     "transition zone later than v1"},
    {"zone_v2", "transition<=2",
     "transition zone at v2 or earlier;early transition;r dominates "
     "from v2 at the latest;frühe transition",
     "transition zone later than v2;no early transition"},
    {"zone_v3", "transition<=3",
     "transition zone at v3 or earlier;r dominates from v3 at the "
     "latest",
     "transition zone later than v3"},
    {"zone_v4", "transition<=4",
     "transition zone at v4 or earlier;r dominates from v4 at the "
     "latest",
     "transition zone later than v4"},
    {"zone_v5", "transition>=5",
     "transition zone at v5 or later;late transition;s dominates up to "
     "v4;späte transition",
     "transition zone before v5;no late transition"},
    {"zone_normal", "all(transition>=3,transition<=4)",
     "transition zone between v3 and v4;"
     "transition zone in v3 or v4;normal transition zone;transition v3/v4;"
     "umschlagzone in v3 oder v4",
     "transition zone neither in v3 nor in v4"},
    {"zone_none", "transition>=7",
     "no chest lead with dominant r;s dominates in all chest leads;"
     "no transition in the chest leads",
     "at least one chest lead with dominant r"},
    {"r_steps", "all(V2.r-V1.r>=0,V3.r-V2.r>=0,V4.r-V3.r>=0)",
     "r grows steadily from v1 to v4;"
     "each r from v1 to v4 larger than the one before;r nimmt von v1 bis v4 stetig zu",
     "r does not grow steadily from v1 to v4"},
    {"small_r", "all(V1.r<=0.2,V2.r<=0.2,V3.r<=0.25)",
     "tiny r waves in v1 v2 and v3;r below 2 mm "
     "from v1 to v3",
     "r waves of normal size in v1 to v3"},
    {"no_r", "all(V1.r<=0.05,V2.r<=0.05)", "no r in v1 and v2;missing r waves in v1 and v2",
     "r present in v1 or v2"},
    {"s_v5", "all(V5.r_over_s<=1.5,V6.r_over_s<=4)",
     "persistent s waves in v5 and v6;deep s up to "
     "v6;s-persistenz bis v6",
     "no persistent s waves in v5 and v6"},
    {"i_up_avf_down", "all(I.net>=0.1,aVF.net<=-0.1)",
     "qrs positive in i and negative in avf;"
     "lead i up and avf down",
     "not positive in i with negative avf"},
    {"i_down_avf_up", "all(I.net<=-0.1,aVF.net>=0.1)",
     "qrs negative in i with positive avf;lead i "
     "down and avf up",
     "not negative in i with positive avf"},
    {"both_up", "all(I.net>=0.1,aVF.net>=0.1)", "qrs positive in both i and avf;i and avf both up",
     "qrs not positive in both i and avf"},
    {"tall_avl", "aVL.r>=1.1",
     "r in avl above the hypertrophy limit of 11 mm;tall r in avl over "
     "1.1 mv",
     "r in avl within the hypertrophy limit of 11 mm"},
    {"deepest_v3", "all(V3.s-V1.s<=0,V3.s-V4.s<=0)",
     "deepest s in the middle of the right chest "
     "leads at v3;s in v3 deeper than in v1 and v4",
     "s in v3 not deeper than in both v1 and v4"},
}};

}  // namespace

void AddComparisonSigns(SignBuilder& builder) {
  for (const Wave2& wave : kWaves) {
    for (const auto& [a, b] : kPairs) {
      AddComparison(builder, wave, a, b);
      AddComparison(builder, wave, b, a);
    }
  }
  for (const Progression& row : kProgressions) {
    NewSign sign;
    sign.id = "progression:" + std::string(row.id);
    sign.present = row.rule;
    sign.weight = 3.0;
    const SignPair pair = builder.AddPair(sign);
    for (const std::string_view words : SplitWords(row.names)) {
      builder.TextIfFree(pair.positive, std::string(words));
    }
    for (const std::string_view words : SplitWords(row.negative)) {
      builder.TextIfFree(pair.negative, std::string(words));
    }
  }
}

}  // namespace supreme
