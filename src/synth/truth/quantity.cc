#include "synth/truth/quantity.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

using enum Quantity;

struct Row {
  Quantity quantity;
  std::string_view name;
  Unit unit;
};

constexpr std::array<Row, kQuantityCount> kRows = {{
    {kRate, "rate", Unit::kPerMinute},
    {kAtrialRate, "atrial_rate", Unit::kPerMinute},
    {kMeanRr, "mean_rr_ms", Unit::kMilliseconds},
    {kShortestRr, "shortest_rr_ms", Unit::kMilliseconds},
    {kLongestRr, "longest_rr_ms", Unit::kMilliseconds},
    {kRrRange, "rr_range_ms", Unit::kMilliseconds},
    {kRrVariation, "rr_variation", Unit::kRatio},
    {kPMs, "p_ms", Unit::kMilliseconds},
    {kPrMs, "pr_ms", Unit::kMilliseconds},
    {kQrsMs, "qrs_ms", Unit::kMilliseconds},
    {kQtMs, "qt_ms", Unit::kMilliseconds},
    {kQtcMs, "qtc_ms", Unit::kMilliseconds},
    {kPAxis, "p_axis", Unit::kDegrees},
    {kQrsAxis, "qrs_axis", Unit::kDegrees},
    {kTAxis, "t_axis", Unit::kDegrees},
    {kQrsTAngle, "qrs_t_angle", Unit::kDegrees},
    {kSokolow, "sokolow", Unit::kMillivolts},
    {kCornell, "cornell", Unit::kMillivolts},
    {kLimbVoltage, "limb_voltage", Unit::kMillivolts},
    {kChestVoltage, "chest_voltage", Unit::kMillivolts},
    {kTransition, "transition", Unit::kCount},
    {kBeats, "beats", Unit::kCount},
    {kWideBeats, "wide_beats", Unit::kCount},
    {kPrematureBeats, "premature_beats", Unit::kCount},
    {kConducted, "conducted", Unit::kCount},
    {kAtrialPremature, "atrial_premature", Unit::kCount},
    {kVentricularEctopic, "ventricular_ectopic", Unit::kCount},
    {kEscape, "escape", Unit::kCount},
    {kAtrialPaced, "atrial_paced", Unit::kCount},
    {kVentricularPaced, "ventricular_paced", Unit::kCount},
    {kDropped, "dropped", Unit::kCount},
    {kLongestEctopicRun, "ectopic_run", Unit::kCount},
    {kFibrillation, "fibrillation", Unit::kCount},
    {kFlutter, "flutter", Unit::kCount},
    {kAtrialWaveRate, "atrial_wave_rate", Unit::kPerMinute},
    {kAtrialWaveSize, "atrial_wave_size", Unit::kMillivolts},
    {kMale, "male", Unit::kCount},
    {kAge, "age", Unit::kCount},
    {kAcute, "acute", Unit::kCount},
    {kOld, "old", Unit::kCount},
    {kWander, "wander", Unit::kPlain},
    {kMuscle, "muscle", Unit::kPlain},
    {kMains, "mains", Unit::kPlain},
    {kFlatLeads, "flat_leads", Unit::kCount},
    {kClippedLeads, "clipped_leads", Unit::kCount},
    {kMotion, "motion", Unit::kCount},
    {kLowPass, "low_pass", Unit::kPlain},
    {kHighPass, "high_pass", Unit::kPlain},
    {kP, "p", Unit::kMillivolts},
    {kPNegative, "p_negative", Unit::kMillivolts},
    {kQ, "q", Unit::kMillivolts},
    {kQMs, "q_ms", Unit::kMilliseconds},
    {kR, "r", Unit::kMillivolts},
    {kS, "s", Unit::kMillivolts},
    {kRPrime, "r_prime", Unit::kMillivolts},
    {kPeakToPeak, "qrs", Unit::kMillivolts},
    {kJ, "j", Unit::kMillivolts},
    {kSt40, "st40", Unit::kMillivolts},
    {kSt60, "st60", Unit::kMillivolts},
    {kSt80, "st80", Unit::kMillivolts},
    {kT, "t", Unit::kMillivolts},
    {kTMax, "t_max", Unit::kMillivolts},
    {kTMin, "t_min", Unit::kMillivolts},
    {kU, "u", Unit::kMillivolts},
    {kNet, "net", Unit::kMillivolts},
    {kROverS, "r_over_s", Unit::kRatio},
    {kQOverR, "q_over_r", Unit::kRatio},
    {kTOverR, "t_over_r", Unit::kRatio},
    {kUOverT, "u_over_t", Unit::kRatio},
    {kStSlope, "st_slope", Unit::kMillivolts},
    {kFlatLead, "flat", Unit::kCount},
    {kClippedLead, "clipped", Unit::kCount},
}};

constexpr size_t kV1 = 6;
// A ratio over a wave that is not there: larger than any threshold.
constexpr double kLargeRatio = 99.0;

bool Contains(const std::vector<size_t>& leads, size_t lead) {
  return std::find(leads.begin(), leads.end(), lead) != leads.end();
}

double Ratio(double numerator, double denominator) {
  if (denominator > 0.0) return std::min(numerator / denominator, kLargeRatio);
  return numerator > 0.0 ? kLargeRatio : kNotMeasured;
}

double Depth(const LeadMeasurements& lead) { return std::max(-lead.q_mv, -lead.s_mv); }

double LargestQrs(const EcgMeasurements& m, size_t first, size_t last) {
  if (std::isnan(m.qrs_ms)) return kNotMeasured;
  double largest = 0.0;
  for (size_t i = first; i < last; ++i) {
    largest = std::max(largest, m.leads[i].qrs_peak_to_peak_mv);
  }
  return largest;
}

double Transition(const EcgMeasurements& m) {
  if (std::isnan(m.qrs_ms)) return kNotMeasured;
  for (size_t i = kV1; i < kLeadCount; ++i) {
    if (m.leads[i].r_mv > 0.0 && m.leads[i].r_mv >= Depth(m.leads[i])) {
      return static_cast<double>(i - kV1 + 1);
    }
  }
  return 7.0;
}

// 0–180 degrees.
double AngleBetween(double a, double b) {
  const double difference = std::abs(a - b);
  return difference > 180.0 ? 360.0 - difference : difference;
}

// Long because it is one plain list.
double RecordValue(Quantity quantity, const Truth& truth) {
  const EcgMeasurements& m = truth.measurements;
  const EventCounts& counts = truth.counts;
  const RecordingFaults& faults = truth.faults;
  const auto kind = truth.activity.kind;
  switch (quantity) {
    case kRate:
      return m.ventricular_rate_bpm;
    case kAtrialRate:
      return m.atrial_rate_bpm;
    case kMeanRr:
      return m.mean_rr_ms;
    case kShortestRr:
      return m.shortest_rr_ms;
    case kLongestRr:
      return m.longest_rr_ms;
    case kRrRange:
      return m.longest_rr_ms - m.shortest_rr_ms;
    case kRrVariation:
      return m.rr_variation;
    case kPMs:
      return m.p_ms;
    case kPrMs:
      return m.pr_ms;
    case kQrsMs:
      return m.qrs_ms;
    case kQtMs:
      return m.qt_ms;
    case kQtcMs:
      return m.qtc_ms;
    case kPAxis:
      return m.p_axis_degrees;
    case kQrsAxis:
      return m.qrs_axis_degrees;
    case kTAxis:
      return m.t_axis_degrees;
    case kQrsTAngle:
      return AngleBetween(m.qrs_axis_degrees, m.t_axis_degrees);
    case kSokolow:
      return std::isnan(m.qrs_ms) ? kNotMeasured : SokolowLyonMv(m);
    case kCornell:
      return std::isnan(m.qrs_ms) ? kNotMeasured : CornellMv(m);
    case kLimbVoltage:
      return LargestQrs(m, 0, kV1);
    case kChestVoltage:
      return LargestQrs(m, kV1, kLeadCount);
    case kTransition:
      return Transition(m);
    case kBeats:
      return m.beat_count;
    case kWideBeats:
      return m.wide_beat_count;
    case kPrematureBeats:
      return m.premature_beat_count;
    case kConducted:
      return counts.conducted;
    case kAtrialPremature:
      return counts.atrial_premature;
    case kVentricularEctopic:
      return counts.ventricular_ectopic;
    case kEscape:
      return counts.escape;
    case kAtrialPaced:
      return counts.atrial_paced;
    case kVentricularPaced:
      return counts.ventricular_paced;
    case kDropped:
      return counts.dropped;
    case kLongestEctopicRun:
      return counts.longest_ectopic_run;
    case kFibrillation:
      return kind == AtrialActivity::Kind::kFibrillation ? 1.0 : 0.0;
    case kFlutter:
      return kind == AtrialActivity::Kind::kFlutter ? 1.0 : 0.0;
    case kAtrialWaveRate:
      return kind == AtrialActivity::Kind::kNone ? kNotMeasured : 60.0 * truth.activity.rate_hz;
    case kAtrialWaveSize:
      return kind == AtrialActivity::Kind::kNone ? kNotMeasured : truth.activity.size_mv;
    case kMale:
      return truth.patient.sex == Sex::kMale ? 1.0 : 0.0;
    case kAge:
      return truth.patient.age_years;
    case kAcute:
      return truth.diagnosis.infarct_age == InfarctAge::kAcute ? 1.0 : 0.0;
    case kOld:
      return truth.diagnosis.infarct_age == InfarctAge::kOld ? 1.0 : 0.0;
    case kWander:
      return faults.wander_mv;
    case kMuscle:
      return faults.muscle_mv;
    case kMains:
      return faults.mains_mv;
    case kFlatLeads:
      return static_cast<double>(faults.flat_leads.size());
    case kClippedLeads:
      return static_cast<double>(faults.clipped_leads.size());
    case kMotion:
      return faults.motion ? 1.0 : 0.0;
    case kLowPass:
      return faults.low_pass_hz;
    case kHighPass:
      return faults.high_pass_hz;
    default:
      return kNotMeasured;
  }
}

bool IsOfP(Quantity quantity) { return quantity == kP || quantity == kPNegative; }

// Amplitudes of a lead that shows the heart.
double ShapeValue(Quantity quantity, const LeadMeasurements& lead) {
  switch (quantity) {
    case kP:
      return lead.p_mv;
    case kPNegative:
      return lead.p_negative_mv;
    case kQ:
      return lead.q_mv;
    case kQMs:
      return lead.q_ms;
    case kR:
      return lead.r_mv;
    case kS:
      return lead.s_mv;
    case kRPrime:
      return lead.r_prime_mv;
    case kPeakToPeak:
      return lead.qrs_peak_to_peak_mv;
    case kJ:
      return lead.j_mv;
    case kSt40:
      return lead.st40_mv;
    case kSt60:
      return lead.st60_mv;
    case kSt80:
      return lead.st80_mv;
    case kT:
      return lead.t_mv;
    case kTMax:
      return lead.t_max_mv;
    case kTMin:
      return lead.t_min_mv;
    case kU:
      return lead.u_mv;
    case kNet:
      return std::max(lead.r_mv, lead.r_prime_mv) - Depth(lead);
    case kROverS:
      return Ratio(std::max(lead.r_mv, lead.r_prime_mv), Depth(lead));
    case kQOverR:
      return Ratio(-lead.q_mv, lead.r_mv);
    case kTOverR:
      return Ratio(std::abs(lead.t_mv), lead.r_mv);
    case kUOverT:
      return Ratio(lead.u_mv, std::abs(lead.t_mv));
    case kStSlope:
      return lead.st80_mv - lead.j_mv;
    default:
      return kNotMeasured;
  }
}

double LeadValue(Quantity quantity, size_t lead, const Truth& truth) {
  const RecordingFaults& faults = truth.faults;
  const bool flat = !faults.flat_leads.empty() && Contains(faults.flat_leads, lead);
  const bool clipped = !faults.clipped_leads.empty() && Contains(faults.clipped_leads, lead);
  if (quantity == kFlatLead) return flat ? 1.0 : 0.0;
  if (quantity == kClippedLead) return clipped ? 1.0 : 0.0;
  if (flat || clipped) return kNotMeasured;
  const double needs = IsOfP(quantity) ? truth.measurements.p_ms : truth.measurements.qrs_ms;
  if (std::isnan(needs)) return kNotMeasured;
  return ShapeValue(quantity, truth.measurements.leads[lead]);
}

}  // namespace

Unit UnitOf(Quantity quantity) { return kRows[static_cast<size_t>(quantity)].unit; }

std::string_view QuantityName(Quantity quantity) {
  return kRows[static_cast<size_t>(quantity)].name;
}

std::optional<Quantity> QuantityByName(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.quantity;
  }
  return std::nullopt;
}

double Value(const QuantityRef& ref, const Truth& truth) {
  return IsOfLead(ref.quantity) ? LeadValue(ref.quantity, ref.lead, truth)
                                : RecordValue(ref.quantity, truth);
}

double Band(Unit unit, double threshold) {
  const double size = std::abs(threshold);
  switch (unit) {
    case Unit::kMillivolts:
      return std::max(std::min(0.02, 0.4 * size), 0.06 * size);
    case Unit::kMilliseconds:
      return std::max(5.0, 0.03 * size);
    case Unit::kPerMinute:
      return std::max(1.5, 0.03 * size);
    case Unit::kDegrees:
      return 6.0;
    case Unit::kRatio:
      return 0.12 * size;
    case Unit::kPlain:
      return 0.15 * size;
    case Unit::kCount:
      return 0.0;
  }
  return 0.0;
}

}  // namespace supreme
