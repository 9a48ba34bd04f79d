#include "synth/heart/repolarisation_criteria.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

IndependentLeads QrsAt(const Torso& torso, const std::vector<Wave>& waves, double time_ms) {
  IndependentLeads sum{};
  for (const Wave& wave : waves) {
    const double height =
        CourseAt({wave.center_ms, wave.left_sigma_ms, wave.right_sigma_ms, wave.hold_ms, 0.0, 10.0},
                 time_ms);
    if (height > 1e-4) AddScaled(height, torso.Leads(wave.peak_mv, wave.source), sum);
  }
  return sum;
}

TwelveLeads HighestPoint(const Torso& torso, const VentricularShape& shape) {
  constexpr double kStepMs = 5.0;
  TwelveLeads highest{};
  for (double time_ms = 10.0; time_ms < shape.qrs_ms; time_ms += kStepMs) {
    const TwelveLeads leads = DeriveLeads(QrsAt(torso, shape.qrs, time_ms));
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      highest[lead] = std::max(highest[lead], leads[lead]);
    }
  }
  return highest;
}

}  // namespace

StTMeter::StTMeter(const Torso& torso, const VentricularShape& shape)
    : view_(torso),
      r_mv_(HighestPoint(torso, shape)),
      qrs_at_j_mv_(DeriveLeads(QrsAt(torso, shape.qrs, shape.qrs_ms))),
      qrs_at_60_mv_(DeriveLeads(QrsAt(torso, shape.qrs, shape.qrs_ms + 60.0))) {}

double StTMeter::TimeOf(Quantity quantity, const Repolarisation& r) const {
  switch (quantity) {
    case Quantity::kJ:
      return r.qrs_ms;
    case Quantity::kSt60:
      return r.qrs_ms + 60.0;
    case Quantity::kU:
      return r.Timing(Part::kU).center_ms;
    default:
      return r.t_peak_ms;
  }
}

TwelveLeads StTMeter::Measure(Quantity quantity, const Repolarisation& r) const {
  const double time_ms = TimeOf(quantity, r);
  LeadPattern sum{};
  for (size_t part = 0; part < kPartCount; ++part) {
    const double height = CourseAt(r.timing[part], time_ms);
    if (height > 1e-4) AddScaled(height, r.patterns[part], sum);
  }
  TwelveLeads leads = DeriveLeads(view_.Leads(sum));
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (quantity == Quantity::kJ) leads[lead] += qrs_at_j_mv_[lead];
    if (quantity == Quantity::kSt60) leads[lead] += qrs_at_60_mv_[lead];
    if (quantity == Quantity::kTPerR) leads[lead] /= std::max(0.1, r_mv_[lead]);
  }
  return leads;
}

TwelveLeads StTMeter::Effect(Quantity quantity, Part part, const LeadPattern& pattern,
                             const Repolarisation& r) const {
  const double height =
      quantity == Quantity::kPeak ? 1.0 : CourseAt(r.Timing(part), TimeOf(quantity, r));
  TwelveLeads leads = DeriveLeads(view_.Leads(pattern));
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    leads[lead] *= height;
    if (quantity == Quantity::kTPerR) leads[lead] /= std::max(0.1, r_mv_[lead]);
  }
  return leads;
}

void Fulfil(const Requirement& requirement, const StTMeter& meter, Repolarisation& r) {
  constexpr double kLargestStMv = 1.0;
  constexpr double kLargestTMv = 1.5;
  const double sign = requirement.upwards ? 1.0 : -1.0;
  const TwelveLeads values = meter.Measure(requirement.quantity, r);
  const TwelveLeads effects =
      meter.Effect(requirement.quantity, requirement.part, requirement.pattern, r);
  // How much each lead needs; the cheapest leads count.
  std::array<double, kLeadCount> needs{};
  size_t found = 0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if ((requirement.leads >> lead & 1) == 0) continue;
    const double missing = sign * (requirement.limit - values[lead]);
    const double effect = std::max(sign * effects[lead], 0.02);
    needs[found++] = missing <= 0.0 ? 0.0 : missing / effect;
  }
  if (requirement.count == 0 || requirement.count > found) return;
  std::sort(needs.begin(), needs.begin() + static_cast<std::ptrdiff_t>(found));
  const TwelveLeads shown = meter.Effect(Quantity::kPeak, requirement.part, requirement.pattern, r);
  double strongest = 0.1;
  for (const double value : shown) strongest = std::max(strongest, std::abs(value));
  const bool st = requirement.quantity == Quantity::kJ || requirement.quantity == Quantity::kSt60;
  const double largest = (st ? kLargestStMv : kLargestTMv) / strongest;
  AddScaled(std::min(needs[requirement.count - 1], largest), requirement.pattern,
            r.Pattern(requirement.part));
}

}  // namespace supreme
