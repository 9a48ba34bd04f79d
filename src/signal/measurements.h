// What a cardiologist measures on a 12-lead ECG. Filled from the truth by the simulator
// (synth/truth) and from any record by signal/measure.h.
#pragma once

#include <array>
#include <limits>

#include "signal/leads.h"

namespace supreme {

inline constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();

// Of the dominant beat, against the PR segment's level (before QRS onset); mV and ms. Amplitudes
// are 0 where a wave is absent; Q and S amplitudes are negative.
struct LeadMeasurements {
  double p_mv = 0.0;           // extreme of the larger size, with its sign
  double p_negative_mv = 0.0;  // lowest value of the P wave, ≤ 0 (terminal part in V1)
  double q_mv = 0.0;
  double q_ms = 0.0;
  double r_mv = 0.0;
  double s_mv = 0.0;        // lowest value after the R wave; of a QS complex: q_mv
  double r_prime_mv = 0.0;  // a second positive deflection after S
  double qrs_peak_to_peak_mv = 0.0;
  double j_mv = 0.0;
  double st40_mv = 0.0;  // J + 40 ms
  double st60_mv = 0.0;
  double st80_mv = 0.0;
  double t_mv = 0.0;      // extreme of the larger size, with its sign
  double t_max_mv = 0.0;  // ≥ 0
  double t_min_mv = 0.0;  // ≤ 0
  double u_mv = 0.0;
};

// NaN (kNotMeasured) where there is nothing to measure: PR in atrial fibrillation.
struct EcgMeasurements {
  double ventricular_rate_bpm = kNotMeasured;
  double atrial_rate_bpm = kNotMeasured;
  double mean_rr_ms = kNotMeasured;
  double shortest_rr_ms = kNotMeasured;
  double longest_rr_ms = kNotMeasured;
  double rr_variation = kNotMeasured;  // standard deviation / mean of RR
  double p_ms = kNotMeasured;
  double pr_ms = kNotMeasured;
  double qrs_ms = kNotMeasured;
  double qt_ms = kNotMeasured;
  double qtc_ms = kNotMeasured;  // Bazett at the mean RR
  double p_axis_degrees = kNotMeasured;
  double qrs_axis_degrees = kNotMeasured;
  double t_axis_degrees = kNotMeasured;
  double beat_count = kNotMeasured;
  double wide_beat_count = kNotMeasured;           // QRS ≥ 120 ms and unlike the dominant beat
  double premature_beat_count = kNotMeasured;      // RR < 0.8 of the typical RR
  std::array<LeadMeasurements, kLeadCount> leads;  // canonical order
};

// Frontal axis from net values of I and aVF (aVF scaled by 2/√3: augmented leads are shorter),
// −180…180 degrees.
double FrontalAxisDegrees(double net_lead_i, double net_lead_avf);

// S in V1 + the larger R of V5 and V6 (Sokolow and Lyon 1949, doi 10.1016/0002-8703(49)90562-1).
double SokolowLyonMv(const EcgMeasurements& measurements);
// R in aVL + S in V3 (Casale et al. 1985, doi 10.1016/S0735-1097(85)80115-7).
double CornellMv(const EcgMeasurements& measurements);

}  // namespace supreme
