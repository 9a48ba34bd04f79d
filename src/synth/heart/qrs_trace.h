// A QRS complex as the twelve leads show it, and what a cardiologist measures on it.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "signal/leads.h"
#include "synth/heart/torso.h"
#include "synth/heart/wave.h"

namespace supreme {

// Canonical indices.
enum LeadPlace : size_t {
  kLeadI,
  kLeadII,
  kLeadIII,
  kLeadAvr,
  kLeadAvl,
  kLeadAvf,
  kLeadV1,
  kLeadV2,
  kLeadV3,
  kLeadV4,
  kLeadV5,
  kLeadV6,
};

// mV and ms; Q and S ≤ 0, 0 where absent. A QS complex: r_mv 0, all of it in q.
struct QrsDeflections {
  double q_mv = 0.0;
  double q_ms = 0.0;
  double r_mv = 0.0;
  double s_mv = 0.0;
  double r_prime_mv = 0.0;
  double r_ms = 0.0;  // width of the first R
  double peak_to_peak_mv = 0.0;
  double net_mv_ms = 0.0;

  double LowestMv() const { return s_mv < q_mv ? s_mv : q_mv; }
  double HighestMv() const { return r_mv > r_prime_mv ? r_mv : r_prime_mv; }
};

class QrsTrace {
 public:
  QrsTrace(std::span<const Wave> waves, const Torso& torso);

  const QrsDeflections& operator[](size_t lead) const { return leads_[lead]; }
  // From net areas, as FrontalAxisDegrees in signal/measurements.h.
  double AxisDegrees() const;
  double LimbVoltageMv() const;  // largest peak to peak of the six limb leads
  double SokolowLyonMv() const;
  double CornellMv() const;

 private:
  std::array<QrsDeflections, kLeadCount> leads_;
};

// Frontal axis from the waves' areas: the same as QrsTrace's, without sampling.
double AxisDegrees(std::span<const Wave> waves, const Torso& torso);

}  // namespace supreme
