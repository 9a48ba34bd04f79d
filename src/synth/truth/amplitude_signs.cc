// Signs about the size of one wave in one lead against a limit.
#include <array>
#include <string>

#include "core/numbers.h"
#include "synth/truth/thresholds.h"
#include "synth/truth/wording.h"

namespace supreme {
namespace {

struct Amplitude {
  Quantity quantity;
  bool deep;               // measured downwards: limits are depths
  std::string_view names;  // separated by ';'
  std::string_view german;
  std::string_view limits;
  std::string_view leads;  // a territory
};

constexpr std::array<Amplitude, 22> kAmplitudes = {{
    {Quantity::kP, false, "p wave;p amplitude;p", "p-welle", "0.1;0.15;0.2", "all"},
    {Quantity::kPNegative, true, "negative p part;terminal p", "negativer p-anteil", "0.05;0.1",
     "septal"},
    {Quantity::kQ, true, "q wave;q", "q-zacke", "0.1;0.2;0.4", "all"},
    {Quantity::kQMs, false, "q wave duration;q width", "q-dauer", "20;30;40", "all"},
    {Quantity::kR, false, "r wave;r amplitude;r", "r-zacke", "0.2;0.5;1.0;1.5", "all"},
    {Quantity::kR, false, "r wave;r amplitude;r", "r-zacke", "0.1;0.3;2.0;2.5", "chest"},
    {Quantity::kS, true, "s wave;s", "s-zacke", "0.1;0.3;0.5;1.0", "all"},
    {Quantity::kS, true, "s wave;s", "s-zacke", "1.5;2.0;3.0", "chest"},
    {Quantity::kRPrime, false, "r prime;second r wave;r'", "r-strich", "0.1;0.2;0.5",
     "right_chest"},
    {Quantity::kPeakToPeak, false, "qrs amplitude;qrs peak to peak;qrs voltage", "qrs-amplitude",
     "0.3;0.7;1.0;1.5;2.0;3.0", "all"},
    {Quantity::kJ, false, "j point;st level at the j point", "j-punkt", "0.05;0.1;0.2", "all"},
    {Quantity::kJ, true, "j point depression;st depression at the j point", "j-punkt-senkung",
     "0.05;0.1", "all"},
    {Quantity::kSt40, false, "st level 40 ms after j;st at j plus 40 ms", "st 40 ms nach j", "0.1",
     "all"},
    {Quantity::kSt60, false, "st level 60 ms after j;st at j plus 60 ms", "st 60 ms nach j",
     "0.1;0.2", "all"},
    {Quantity::kSt60, true, "st depression 60 ms after j;st depression at j plus 60 ms",
     "st-senkung 60 ms nach j", "0.05;0.1;0.2", "all"},
    {Quantity::kSt80, false, "st level 80 ms after j;st at j plus 80 ms", "st 80 ms nach j",
     "0.1;0.2", "all"},
    {Quantity::kSt80, true, "st depression 80 ms after j;st depression at j plus 80 ms",
     "st-senkung 80 ms nach j", "0.05;0.1", "all"},
    {Quantity::kT, false, "t wave;t amplitude;t", "t-welle", "0.1;0.2;0.4", "all"},
    {Quantity::kT, false, "t wave;t amplitude;t", "t-welle", "0.6;0.8;1.0", "chest"},
    {Quantity::kTMin, true, "t inversion;negative t part", "t-negativierung", "0.1;0.2;0.4", "all"},
    {Quantity::kU, false, "u wave;u amplitude", "u-welle", "0.05;0.1", "anterior"},
    {Quantity::kROverS, false, "r to s ratio;r/s", "r/s-verhältnis", "0.5;1;2", "chest"},
}};

constexpr double kWeight = 0.35;

// Two rows may hold the same quantity: each limit is one sign and its opposite.
void AddLimit(SignBuilder& builder, const Amplitude& row, double limit, uint8_t lead, size_t turn) {
  const std::string name(kLeadNames[lead]);
  const std::vector<std::string_view> names = SplitWords(row.names);
  const std::vector<std::string_view> german = SplitWords(row.german);
  const std::array<std::string, 3> places = {
      " in " + AsciiLower(name), " of lead " + AsciiLower(name), " in lead " + AsciiLower(name)};
  const double threshold = row.deep ? -limit : limit;
  for (const bool over : {true, false}) {
    NewSign sign;
    sign.present = name + "." + std::string(QuantityName(row.quantity)) +
                   (over == row.deep ? "<=" : ">=") + FormatDouble(threshold);
    sign.id = "measure:" + sign.present;
    sign.weight = kWeight;
    const uint32_t index = builder.Add(sign);
    const Unit unit = UnitOf(row.quantity);
    AddThresholdTexts(builder, index, {names, german, limit, unit, over, row.deep, places[0]}, 3,
                      turn + (over ? 0 : 2));
    AddThresholdTexts(builder, index,
                      {names, {}, limit, unit, over, row.deep, places[1 + turn % 2]}, 2,
                      turn + (over ? 4 : 5));
  }
}

}  // namespace

void AddAmplitudeSigns(SignBuilder& builder) {
  size_t turn = 0;
  for (const Amplitude& row : kAmplitudes) {
    for (const std::string_view text : SplitWords(row.limits)) {
      const double limit = ParseDouble(text).value();
      for (const uint8_t lead : TerritoryLeads(row.leads)) {
        AddLimit(builder, row, limit, lead, turn++);
      }
    }
  }
}

}  // namespace supreme
