// Signs about several leads that look at one wall: "st depression in the lateral leads".
#include <array>
#include <string>
#include <utility>

#include "synth/truth/sign_builder.h"
#include "synth/truth/wording.h"

namespace supreme {
namespace {

struct TerritoryWords {
  std::string_view id;      // of TerritoryLeads
  std::string_view names;   // after "in"; separated by ';'
  std::string_view german;  // after "in"
  std::string_view adjective;
};

constexpr std::array<TerritoryWords, 11> kTerritories = {{
    {"inferior", "the inferior leads;ii iii and avf;leads ii iii avf", "den inferioren ableitungen",
     "inferior"},
    {"lateral", "the lateral leads;i avl v5 and v6;leads i avl v5 v6", "den lateralen ableitungen",
     "lateral"},
    {"high_lateral", "the high lateral leads;i and avl", "den hohen lateralen ableitungen",
     "high lateral"},
    {"low_lateral", "v5 and v6;the low lateral leads", "v5 und v6", "low lateral"},
    {"septal", "the septal leads;v1 and v2", "den septalen ableitungen", "septal"},
    {"anteroseptal", "the anteroseptal leads;v1 to v4", "den anteroseptalen ableitungen",
     "anteroseptal"},
    {"anterior", "the anterior leads;v2 to v4;leads v2 v3 v4", "den vorderwandableitungen",
     "anterior"},
    {"right_chest", "the right precordial leads;v1 to v3;the right chest leads",
     "den rechtspräkordialen ableitungen", "right precordial"},
    {"left_chest", "the left precordial leads;v4 to v6;the left chest leads",
     "den linkspräkordialen ableitungen", "left precordial"},
    {"chest", "the precordial leads;v1 to v6;the chest leads", "den brustwandableitungen",
     "precordial"},
    {"limb", "the limb leads;the extremity leads;the frontal leads", "den extremitätenableitungen",
     "limb lead"},
}};

// At least two leads of the territory show it, or every one.
struct Change {
  std::string_view id;
  bool every;
  std::string_view rule;
  std::string_view unclear;  // left open where one lead shows this (not for `every`)
  std::string_view names;    // "{}" is the territory
  std::string_view negative;
  std::string_view german;
  std::string_view german_negative;
};

constexpr std::array<Change, 14> kChanges = {{
    {"ste", false, "all(j>=0.12,st60>=0.09)", "j>=0.08",
     "st elevation in {};st segment elevation in {};st raised in {};elevated st segments in {}",
     "no st elevation in {};st segments not raised in {}", "st-hebungen in {}",
     "keine st-hebungen in {}"},
    {"std", false, "all(st60<=-0.05,st80<=-0.03)", "j<=-0.05",
     "st depression in {};st segment depression in {};st lowered in {};depressed st segments in {}",
     "no st depression in {};st segments not lowered in {}", "st-senkungen in {}",
     "keine st-senkungen in {}"},
    {"t_down", false, "t<=-0.1", "t_min<=-0.07",
     "t wave inversion in {};inverted t waves in {};negative t waves in {};t inversions in {}",
     "no t wave inversion in {};t waves not inverted in {}", "negative t-wellen in {}",
     "keine negativen t-wellen in {}"},
    {"t_deep", false, "t<=-0.35", "t<=-0.3",
     "deep t wave inversion in {};deeply inverted t waves in {}", "no deep t inversion in {}",
     "tief negative t-wellen in {}", "keine tief negativen t-wellen in {}"},
    {"t_flat", true, "all(t_max<=0.1,t_min>=-0.1)", "never()",
     "flat t waves in {};flattened t waves in {};t waves of low amplitude in {}",
     "t waves not flat in {}", "flache t-wellen in {}", "t-wellen nicht flach in {}"},
    {"t_up", true, "all(t_max>=0.08,t_min>=-0.06)", "never()",
     "upright t waves in {};positive t waves in {};t upright in all of {}",
     "t waves not all upright in {}", "positive t-wellen in {}",
     "nicht nur positive t-wellen in {}"},
    {"t_tall", false, "t>=0.6", "t>=0.5", "tall t waves in {};high t waves in {};large t in {}",
     "no tall t waves in {}", "hohe t-wellen in {}", "keine hohen t-wellen in {}"},
    {"q", false, "all(q_ms>=25,q<=-0.1)", "q<=-0.08",
     "q waves in {};abnormal q waves in {};initial negative deflections in {}",
     "no abnormal q waves in {};no q waves in {}", "q-zacken in {}", "keine q-zacken in {}"},
    {"r_loss", true, "r<=0.15", "never()",
     "small or missing r waves in {};loss of r waves in {};r waves reduced in {}",
     "r waves preserved in {}", "r-verlust in {}", "r-zacken erhalten in {}"},
    {"qrs_up", true, "net>=0.05", "never()",
     "positive qrs complexes in {};qrs mainly upright in {};r dominant in all of {}",
     "qrs not all positive in {}", "positive qrs-komplexe in {}",
     "qrs-komplexe nicht alle positiv in {}"},
    {"qrs_down", true, "net<=-0.05", "never()",
     "negative qrs complexes in {};qrs mainly negative in {};s dominant in all of {}",
     "qrs not all negative in {}", "negative qrs-komplexe in {}",
     "qrs-komplexe nicht alle negativ in {}"},
    {"large", false, "qrs>=2.2", "never()",
     "large qrs complexes in {};high qrs voltage in {};high voltages in {}",
     "no high qrs voltage in {}", "hohe qrs-amplituden in {}", "keine hohen qrs-amplituden in {}"},
    {"deep_s", false, "s<=-0.8", "never()", "deep s waves in {};large s waves in {}",
     "no deep s waves in {}", "tiefe s-zacken in {}", "keine tiefen s-zacken in {}"},
    {"level", true, "all(j<=0.1,j>=-0.05,st60<=0.1,st60>=-0.045)", "never()",
     "normal st segments in {};st segments at the baseline in {};no st deviation in {}",
     "st deviation in {};abnormal st segments in {}", "normale st-strecken in {}",
     "st-abweichung in {}"},
}};

constexpr double kWeight = 1.4;

std::string Over(std::string_view operation, const TerritoryWords& territory,
                 std::string_view rule) {
  return std::string(operation) + "(" + std::string(territory.id) + "," + std::string(rule) + ")";
}

// "no st depression in {}" of "lateral": "no lateral st depression"; empty for other words.
std::string WithAdjective(std::string_view words, std::string_view adjective) {
  constexpr std::string_view kEnd = " in {}";
  constexpr std::string_view kNo = "no ";
  if (!words.ends_with(kEnd)) return "";
  words.remove_suffix(kEnd.size());
  std::string text;
  if (words.starts_with(kNo)) {
    text = kNo;
    words.remove_prefix(kNo.size());
  } else if (words.find(" not ") != std::string_view::npos) {
    return "";
  }
  return text + std::string(adjective) + " " + std::string(words);
}

// `words` in all places of the territory.
void AddWords(SignBuilder& builder, uint32_t sign, const TerritoryWords& territory,
              std::string_view words) {
  for (const std::string_view place : SplitWords(territory.names)) {
    builder.TextIfFree(sign, Fill(words, place));
  }
  std::string text = WithAdjective(words, territory.adjective);
  if (!text.empty()) builder.TextIfFree(sign, std::move(text));
}

void AddChange(SignBuilder& builder, const TerritoryWords& territory, const Change& change) {
  NewSign sign;
  sign.id = "territory:" + std::string(territory.id) + ":" + std::string(change.id);
  sign.present = Over(change.every ? "every" : "two", territory, change.rule);
  if (!change.every) sign.unclear = Over("some", territory, change.unclear);
  sign.weight = kWeight;
  const SignPair pair = builder.AddPair(sign);
  for (const std::string_view words : SplitWords(change.names)) {
    AddWords(builder, pair.positive, territory, words);
  }
  for (const std::string_view words : SplitWords(change.negative)) {
    AddWords(builder, pair.negative, territory, words);
  }
  builder.TextIfFree(pair.positive, Fill(change.german, territory.german));
  builder.TextIfFree(pair.negative, Fill(change.german_negative, territory.german));
}

}  // namespace

void AddTerritorySigns(SignBuilder& builder) {
  for (const TerritoryWords& territory : kTerritories) {
    for (const Change& change : kChanges) AddChange(builder, territory, change);
  }
}

}  // namespace supreme
