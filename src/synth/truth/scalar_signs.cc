// Signs about one number of the whole record: rates, intervals, axes, sums of voltages, counts.
#include <array>
#include <string>

#include "core/numbers.h"
#include "synth/truth/thresholds.h"
#include "synth/truth/wording.h"

namespace supreme {
namespace {

struct Scalar {
  Quantity quantity;
  std::string_view names;  // separated by ';'
  std::string_view german;
  std::string_view limits;
  double weight;
};

constexpr std::array<Scalar, 28> kScalars = {{
    {Quantity::kRate, "heart rate;ventricular rate;rate;hr;pulse rate",
     "herzfrequenz;kammerfrequenz", "40;50;60;70;80;90;100;110;120;150;180", 2.0},
    {Quantity::kAtrialRate, "atrial rate;p wave rate", "vorhoffrequenz", "60;100;150;200;250", 0.7},
    {Quantity::kAtrialWaveRate, "rate of the flutter or f waves;atrial wave frequency",
     "frequenz der vorhofwellen", "250;300;350", 0.5},
    {Quantity::kMeanRr, "mean rr interval;average cycle length;rr interval", "mittlerer rr-abstand",
     "500;600;750;900;1000;1200", 1.0},
    {Quantity::kShortestRr, "shortest rr interval;minimum rr", "kürzester rr-abstand",
     "400;500;600;800", 0.8},
    {Quantity::kLongestRr, "longest rr interval;maximum rr", "längster rr-abstand",
     "800;1000;1200;1400;1800", 0.8},
    {Quantity::kRrRange, "difference between longest and shortest rr;rr range",
     "spannweite der rr-abstände", "60;120;200;400", 1.0},
    {Quantity::kRrVariation, "coefficient of variation of rr;relative rr variation",
     "relative rr-variation", "0.03;0.05;0.1;0.15;0.2", 1.0},
    {Quantity::kPMs, "p wave duration;p duration;width of the p wave", "p-dauer;p-wellen-dauer",
     "90;100;110;120;130", 1.2},
    {Quantity::kPrMs, "pr interval;pq interval;pr duration;pr", "pq-zeit;pq-intervall",
     "120;140;160;180;200;220;250;300", 2.0},
    {Quantity::kQrsMs, "qrs duration;qrs width;qrs;width of the qrs complex;qrs interval",
     "qrs-dauer;qrs-breite", "80;90;100;110;120;130;140;160", 2.0},
    {Quantity::kQtMs, "qt interval;qt duration;qt", "qt-zeit;qt-dauer", "320;360;400;440;480", 1.0},
    {Quantity::kQtcMs, "corrected qt interval;qtc interval;qtc;qt corrected for rate",
     "korrigierte qt-zeit;qtc-zeit", "370;390;420;440;450;460;480;500", 1.5},
    {Quantity::kQrsAxis, "qrs axis;electrical axis;frontal qrs axis;heart axis",
     "qrs-achse;elektrische herzachse", "-45;-30;0;30;60;75;90;110", 1.8},
    {Quantity::kPAxis, "p axis;p wave axis;frontal p axis", "p-achse", "0;30;60;75", 0.8},
    {Quantity::kTAxis, "t axis;t wave axis;frontal t axis", "t-achse", "-30;0;30;60;90", 1.0},
    {Quantity::kQrsTAngle, "angle between qrs and t axis;qrs-t angle", "qrs-t-winkel",
     "30;60;90;120", 0.8},
    {Quantity::kSokolow,
     "sum of s in v1 and the larger r of v5 and v6;sokolow lyon voltage;"
     "sokolow-lyon index",
     "sokolow-lyon-index", "1.5;2.0;2.5;3.0;4.0;4.5", 1.5},
    {Quantity::kCornell, "sum of r in avl and s in v3;cornell voltage", "cornell-index",
     "1.0;1.5;2.0;2.4;2.8;3.5", 1.2},
    {Quantity::kLimbVoltage, "largest qrs of the limb leads;highest limb lead voltage",
     "größte qrs-amplitude der extremitätenableitungen", "0.5;0.8;1.0;1.5;2.0", 1.2},
    {Quantity::kChestVoltage, "largest qrs of the chest leads;highest precordial voltage",
     "größte qrs-amplitude der brustwandableitungen", "1.0;1.5;2.0;3.0;4.0", 1.2},
    {Quantity::kBeats, "number of beats;number of qrs complexes", "anzahl der schläge",
     "8;10;12;15", 0.4},
    {Quantity::kVentricularEctopic, "number of ventricular ectopic beats;count of pvcs",
     "anzahl ventrikulärer extrasystolen", "1;2;4;6", 0.8},
    {Quantity::kAtrialPremature, "number of premature narrow beats;count of pacs",
     "anzahl supraventrikulärer extrasystolen", "1;2;4;6", 0.8},
    {Quantity::kWideBeats, "number of wide beats among narrow ones", "anzahl verbreiterter schläge",
     "1;2;4", 0.5},
    {Quantity::kPrematureBeats, "number of early beats", "anzahl vorzeitiger schläge", "1;2;4",
     0.5},
    {Quantity::kVentricularPaced, "number of paced qrs complexes",
     "anzahl stimulierter kammerkomplexe", "1;5", 0.4},
    {Quantity::kAtrialWaveSize, "size of the f or flutter waves;amplitude of the atrial waves",
     "größe der vorhofwellen", "0.1;0.2;0.3", 0.5},
}};

// A range must be wider than its unclear edges.
constexpr double kNarrowest = 3.0;
constexpr double kWholeUnder = 1.0;  // a count below n is at most n − 1

std::string Compare(const Scalar& scalar, bool over, double limit) {
  return std::string(QuantityName(scalar.quantity)) + (over ? ">=" : "<=") + FormatDouble(limit);
}

// Counts say ">= 2" and "< 2": no band lies between.
void AddLimit(SignBuilder& builder, const Scalar& scalar, double limit, size_t turn) {
  const std::vector<std::string_view> names = SplitWords(scalar.names);
  const std::vector<std::string_view> german = SplitWords(scalar.german);
  const Unit unit = UnitOf(scalar.quantity);
  for (const bool over : {true, false}) {
    const bool whole = unit == Unit::kCount && !over;
    NewSign sign;
    sign.present = Compare(scalar, over, whole ? limit - kWholeUnder : limit);
    sign.id = "measure:" + sign.present;
    sign.weight = scalar.weight;
    const uint32_t index = builder.Add(sign);
    if (unit != Unit::kCount) {
      AddThresholdTexts(builder, index, {names, german, limit, unit, over, false, ""}, 9, turn);
      continue;
    }
    const std::string amount = FormatDouble(limit);
    for (const std::string_view name : names) {
      builder.Text(index, std::string(name) + (over ? " at least " : " below ") + amount);
      builder.Text(index, std::string(name) + (over ? " >= " : " < ") + amount);
      builder.Text(index, std::string(name) + (over ? " not below " : " less than ") + amount);
    }
    for (const std::string_view name : german) {
      builder.Text(index, std::string(name) + (over ? " mindestens " : " unter ") + amount);
    }
  }
}

void AddRange(SignBuilder& builder, const Scalar& scalar, double low, double high) {
  const Unit unit = UnitOf(scalar.quantity);
  if (unit == Unit::kCount || high - low < kNarrowest * Band(unit, high)) return;
  NewSign sign;
  sign.present = "all(" + Compare(scalar, true, low) + "," + Compare(scalar, false, high) + ")";
  sign.id = "measure:" + sign.present;
  sign.weight = 0.6 * scalar.weight;
  const SignPair pair = builder.AddPair(sign);
  for (const std::string_view name : SplitWords(scalar.names)) {
    const std::string words(name);
    const std::string from = FormatDouble(low);
    const std::string to = Amount(high, unit, 0);
    builder.Text(pair.positive, words + " between " + from + " and " + to);
    builder.Text(pair.positive, words + " from " + from + " to " + to);
    builder.Text(pair.negative, words + " not between " + from + " and " + to);
    builder.Text(pair.negative, words + " outside " + from + " to " + to);
  }
  for (const std::string_view name : SplitWords(scalar.german)) {
    builder.Text(pair.positive, std::string(name) + " zwischen " + FormatDouble(low) + " und " +
                                    Amount(high, unit, 0));
  }
}

}  // namespace

void AddScalarSigns(SignBuilder& builder) {
  size_t turn = 0;
  for (const Scalar& scalar : kScalars) {
    double before = kNotMeasured;
    for (const std::string_view text : SplitWords(scalar.limits)) {
      const double limit = ParseDouble(text).value();
      AddLimit(builder, scalar, limit, turn++);
      if (before == before) AddRange(builder, scalar, before, limit);
      before = limit;
    }
  }
}

}  // namespace supreme
