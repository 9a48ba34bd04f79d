// Signs about the shape of one lead: which waves are there and where they point.
#include <array>
#include <string>

#include "core/numbers.h"
#include "synth/truth/sign_builder.h"
#include "synth/truth/wording.h"

namespace supreme {
namespace {

// '@' stands for the lead in rules, '{}' for its name in texts.
struct Shape {
  std::string_view id;
  std::string_view leads;  // a territory
  std::string_view present;
  std::string_view unclear;
  std::string_view names;     // separated by ';'
  std::string_view negative;  // how its absence is said
};

constexpr std::array<Shape, 32> kShapes = {{
    {"q", "all", "@.q<=-0.05", "never()",
     "q wave in {};{} shows a q wave;q-zacke in {};initial negative deflection in {}",
     "no q wave in {};{} without q wave;keine q-zacke in {}"},
    {"wide_q", "all", "all(@.q_ms>=30,@.q<=-0.1)", "never()",
     "abnormal q wave in {};pathological q in {};wide and deep q in lead {};pathologische q-zacke "
     "in {}",
     "no abnormal q wave in {};no pathological q in {};keine pathologische q-zacke in {}"},
    {"s", "all", "@.s<=-0.1", "@.s<=-0.03",
     "s wave in {};{} shows an s wave;s-zacke in {};negative deflection after r in {}",
     "no s wave in {};{} without s wave;keine s-zacke in {}"},
    {"deep_s", "left_chest", "@.s<=-0.7", "never()",
     "deep s wave in {};deep s in lead {};tiefe s-zacke in {}",
     "no deep s wave in {};keine tiefe s-zacke in {}"},
    {"r_prime", "chest", "@.r_prime>=0.1", "@.r_prime>=0.04",
     "r prime in {};second r wave in {};rsr shape in {};double positive qrs in {};r-strich in {}",
     "no r prime in {};no second r wave in {};kein r-strich in {}"},
    {"qs", "all", "all(@.r<=0.04,@.q<=-0.2)", "@.r<=0.06",
     "qs complex in {};no r wave in {};purely negative qrs in {};qs-komplex in {}",
     "no qs complex in {};r wave present in {};r-zacke vorhanden in {}"},
    {"rs", "all", "all(@.r>=0.1,@.s<=-0.1,@.q>=-0.03,@.r_over_s<=0.8)", "@.r_over_s<=1",
     "rs complex with deep s in {};small r and larger s in {};rs-komplex in {}",
     "no rs complex in {};kein rs-komplex in {}"},
    {"qr", "all", "all(@.q<=-0.06,@.r>=0.2,@.s>=-0.06)", "all(@.q<=-0.03,@.s>=-0.12)",
     "qr complex in {};small q and tall r without s in {};qr-komplex in {}",
     "no qr complex in {};kein qr-komplex in {}"},
    {"qrs_up", "all", "@.net>=0.1", "@.net>=-0.05",
     "positive qrs in {};upright qrs in {};mainly positive qrs complex in lead {};r dominates in "
     "{};positiver qrs-komplex in {}",
     "qrs not positive in {};no dominant r in {};qrs-komplex nicht positiv in {}"},
    {"qrs_down", "all", "@.net<=-0.1", "@.net<=0.05",
     "negative qrs in {};mainly negative qrs complex in lead {};qrs points down in {};negativer "
     "qrs-komplex in {}",
     "qrs not negative in {};qrs-komplex nicht negativ in {}"},
    {"r_over_s", "all", "@.r_over_s>=1", "never()",
     "r larger than s in {};r/s above one in {};r wave taller than the s wave is deep in {};r "
     "größer als s in {}",
     "r not larger than s in {};r/s not above one in {};r nicht größer als s in {}"},
    {"tall_r", "right_chest", "all(@.r>=0.7,@.r_over_s>=1)", "never()",
     "tall r in {};dominant tall r wave in {};hohe r-zacke in {}",
     "no tall r in {};keine hohe r-zacke in {}"},
    {"low", "all", "@.qrs<=0.5", "never()",
     "low voltage in {};small qrs in {};qrs below 5 mm in {};niederspannung in {}",
     "no low voltage in {};qrs not small in {};keine niederspannung in {}"},
    {"large", "all", "@.qrs>=2.2", "never()",
     "large qrs in {};high voltage in {};qrs above 22 mm in {};hochvoltage in {}",
     "no high voltage in {};qrs not large in {};keine hochvoltage in {}"},
    {"ste_chest", "right_chest", "all(@.j>=0.15,@.st60>=0.12)", "@.j>=0.08",
     "st elevation in {};elevated st segment in {};{} with st elevation;st raised in {};st-hebung "
     "in {}",
     "no st elevation in {};{} without st elevation;keine st-hebung in {}"},
    {"ste", "limb", "all(@.j>=0.1,@.st60>=0.07)", "@.j>=0.06",
     "st elevation in {};elevated st segment in {};{} with st elevation;st raised in {};st-hebung "
     "in {}",
     "no st elevation in {};{} without st elevation;keine st-hebung in {}"},
    {"ste_left", "left_chest", "all(@.j>=0.1,@.st60>=0.07)", "@.j>=0.06",
     "st elevation in {};elevated st segment in {};{} with st elevation;st raised in {};st-hebung "
     "in {}",
     "no st elevation in {};{} without st elevation;keine st-hebung in {}"},
    {"std", "all", "all(@.st60<=-0.05,@.st80<=-0.03)", "@.j<=-0.05",
     "st depression in {};depressed st segment in {};{} with st depression;st lowered in {};"
     "st-senkung in {}",
     "no st depression in {};{} without st depression;keine st-senkung in {}"},
    {"st_level", "all", "all(@.j<=0.06,@.j>=-0.05,@.st60<=0.08,@.st60>=-0.04)", "never()",
     "isoelectric st segment in {};st at the baseline in {};st neither raised nor lowered in {};"
     "isoelektrische st-strecke in {}",
     "st not isoelectric in {};st off the baseline in {};st-strecke nicht isoelektrisch in {}"},
    {"st_up", "all", "@.st_slope>=0.06", "@.st_slope>=0.03",
     "upsloping st segment in {};rising st in {};st climbs towards the t wave in {};aszendierende "
     "st-strecke in {}",
     "st not upsloping in {};st-strecke nicht aszendierend in {}"},
    {"st_down", "all", "all(@.st_slope<=-0.04,@.st80<=-0.02)", "@.st_slope<=-0.02",
     "downsloping st segment in {};falling st in {};st sinks towards the t wave in {};"
     "deszendierende st-strecke in {}",
     "st not downsloping in {};st-strecke nicht deszendierend in {}"},
    {"st_flat_low", "all", "all(@.st60<=-0.05,@.st_slope<=0.04,@.st_slope>=-0.04)", "@.st60<=-0.05",
     "horizontal st depression in {};flat lowered st segment in {};horizontale st-senkung in {}",
     "no horizontal st depression in {};keine horizontale st-senkung in {}"},
    {"t_up", "all", "all(@.t_max>=0.1,@.t_min>=-0.05)", "@.t_max>=0.06",
     "upright t wave in {};positive t wave in {};t positive in lead {};t points up in {};positive "
     "t-welle in {}",
     "t wave not upright in {};t not positive in {};t-welle nicht positiv in {}"},
    {"t_down", "all", "@.t<=-0.1", "@.t_min<=-0.06",
     "t wave inversion in {};inverted t wave in {};negative t wave in {};t inverted in lead {};t "
     "points down in {};negative t-welle in {}",
     "no t wave inversion in {};t not inverted in {};keine t-negativierung in {}"},
    {"t_deep", "all", "@.t<=-0.35", "never()",
     "deeply inverted t wave in {};deep t inversion in {};giant negative t in {};tief negative "
     "t-welle in {}",
     "no deep t inversion in {};keine tief negative t-welle in {}"},
    {"t_flat", "all", "all(@.t_max<=0.08,@.t_min>=-0.08)", "all(@.t_max<=0.1,@.t_min>=-0.1)",
     "flat t wave in {};flattened t in {};t nearly on the baseline in {};t wave hardly visible in "
     "{};flache t-welle in {}",
     "t wave not flat in {};clearly visible t wave in {};t-welle nicht flach in {}"},
    {"t_biphasic", "all", "all(@.t_max>=0.07,@.t_min<=-0.07)", "all(@.t_max>=0.04,@.t_min<=-0.04)",
     "biphasic t wave in {};t with a positive and a negative part in {};biphasische t-welle in {}",
     "t wave not biphasic in {};t-welle nicht biphasisch in {}"},
    {"t_small", "left_chest", "all(@.t_over_r<=0.1,@.r>=0.5,@.t_min>=-0.1)", "@.t_over_r<=0.12",
     "t wave below ten percent of r in {};t less than a tenth of the r wave in {};t kleiner als "
     "ein zehntel von r in {}",
     "t wave more than ten percent of r in {};t größer als ein zehntel von r in {}"},
    {"p_up", "all", "@.p>=0.05", "@.p>=0.02",
     "upright p wave in {};positive p wave in {};p positive in lead {};positive p-welle in {}",
     "p wave not upright in {};p not positive in {};p-welle nicht positiv in {}"},
    {"p_down", "all", "@.p<=-0.04", "@.p_negative<=-0.02",
     "inverted p wave in {};negative p wave in {};p inverted in lead {};negative p-welle in {}",
     "p wave not inverted in {};p not negative in {};p-welle nicht negativ in {}"},
    {"u", "anterior", "@.u>=0.06", "@.u>=0.02",
     "u wave in {};u wave visible in {};extra wave after t in {};u-welle in {}",
     "no u wave in {};keine u-welle in {}"},
    {"q_quarter", "all", "all(@.q_over_r>=0.25,@.q<=-0.05)", "never()",
     "q deeper than a quarter of r in {};q wave larger than 25 percent of r in {};q tiefer als ein "
     "viertel von r in {}",
     "q not deeper than a quarter of r in {};q nicht tiefer als ein viertel von r in {}"},
}};

constexpr double kWeight = 0.8;

std::string ForLead(std::string_view rule, std::string_view lead) {
  std::string text;
  for (const char c : rule) {
    if (c == '@') {
      text += lead;
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

void AddShapeSigns(SignBuilder& builder) {
  for (const Shape& shape : kShapes) {
    for (const uint8_t lead : TerritoryLeads(shape.leads)) {
      const std::string name = AsciiLower(kLeadNames[lead]);
      NewSign sign;
      sign.id = "shape:" + std::string(kLeadNames[lead]) + ":" + std::string(shape.id);
      sign.present = ForLead(shape.present, kLeadNames[lead]);
      sign.unclear = ForLead(shape.unclear, kLeadNames[lead]);
      sign.weight = kWeight;
      const SignPair pair = builder.AddPair(sign);
      for (const std::string_view words : SplitWords(shape.names)) {
        builder.TextIfFree(pair.positive, Fill(words, name));
        if (words.ends_with(" in {}")) {
          builder.TextIfFree(pair.positive, Fill(words, "lead " + name));
        }
      }
      for (const std::string_view words : SplitWords(shape.negative)) {
        builder.TextIfFree(pair.negative, Fill(words, name));
      }
    }
  }
}

}  // namespace supreme
