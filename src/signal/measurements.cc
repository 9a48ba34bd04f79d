#include "signal/measurements.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace supreme {
namespace {

const LeadMeasurements& Lead(const EcgMeasurements& measurements, std::string_view name) {
  return measurements.leads[LeadIndex(name).value()];
}

}  // namespace

double FrontalAxisDegrees(double net_lead_i, double net_lead_avf) {
  const double down = net_lead_avf * 2.0 / std::numbers::sqrt3;
  return std::atan2(down, net_lead_i) * 180.0 / std::numbers::pi;
}

double SokolowLyonMv(const EcgMeasurements& measurements) {
  const double left = std::max(Lead(measurements, "V5").r_mv, Lead(measurements, "V6").r_mv);
  return left - Lead(measurements, "V1").s_mv;
}

double CornellMv(const EcgMeasurements& measurements) {
  return Lead(measurements, "aVL").r_mv - Lead(measurements, "V3").s_mv;
}

}  // namespace supreme
