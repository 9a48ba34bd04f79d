#include "synth/heart/repolarisation_timing.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

using enum Finding;

// Below this a QT is called short (ESC 2015, doi 10.1093/eurheartj/ehv316: 340–360 ms).
constexpr double kShortQtLimitMs = 350.0;
constexpr double kWideQrsMs = 110.0;

double Between(double mild, double marked, double severity) {
  return mild + (marked - mild) * severity;
}

// PTB-XL folds 1–4, normal records, T end by the tangent: 380 ms · RR^0.365, women 2.8 % longer,
// 1.1 % per decade, standard deviation 4 %.
double NaturalQtMs(const RepolarisationInput& input, double qrs_ms, Rng& anatomy, Rng& state) {
  const double female = input.patient.sex == Sex::kFemale ? 1.028 : 1.0;
  const double age = 1.0 + 0.0115 * (input.patient.age_years - 50) / 10.0;
  const double spread = std::exp(std::clamp(anatomy.Normal(0.0, 0.036), -0.08, 0.08) +
                                 std::clamp(state.Normal(0.0, 0.018), -0.04, 0.04));
  const double exponent = anatomy.Uniform(0.33, 0.40);
  return 381.0 * female * age * spread * std::pow(input.mean_rr_s, exponent) +
         0.7 * std::max(0.0, qrs_ms - kWideQrsMs);
}

struct QtcRange {
  double low_ms;
  double high_ms;
};

// What the findings say of QTc; a wide QRS lengthens QT by itself.
QtcRange AllowedQtc(const RepolarisationInput& input, double qrs_ms, Rng& state) {
  const Diagnosis& diagnosis = input.diagnosis;
  const double limit_ms = LongQtLimitMs(input.patient.sex);
  if (diagnosis.Has(kLongQt)) {
    const double low = limit_ms + Between(8.0, 70.0, diagnosis.Severity(kLongQt));
    return {low, low + state.Uniform(0.0, 15.0)};
  }
  if (diagnosis.Has(kHypocalcaemia)) {
    const double low = limit_ms + Between(5.0, 60.0, diagnosis.Severity(kHypocalcaemia));
    return {low, low + state.Uniform(0.0, 15.0)};
  }
  if (diagnosis.Has(kShortQt)) {
    const double high = kShortQtLimitMs - Between(6.0, 45.0, diagnosis.Severity(kShortQt));
    return {high - state.Uniform(0.0, 10.0), high};
  }
  if (diagnosis.Has(kHypercalcaemia)) {
    const double high = kShortQtLimitMs - Between(3.0, 40.0, diagnosis.Severity(kHypercalcaemia));
    return {high - state.Uniform(0.0, 10.0), high};
  }
  if (diagnosis.Has(kDigitalis)) {
    const double high = 375.0 - Between(5.0, 30.0, diagnosis.Severity(kDigitalis));
    return {high - 20.0, high};
  }
  const double wide_ms = 0.9 * std::max(0.0, qrs_ms - kWideQrsMs);
  return {kShortQtLimitMs + 4.0, limit_ms - 6.0 + wide_ms};
}

double DrawQtMs(const RepolarisationInput& input, double qrs_ms, Rng& anatomy, Rng& state) {
  const double natural_ms = NaturalQtMs(input, qrs_ms, anatomy, state);
  const QtcRange range = AllowedQtc(input, qrs_ms, state);
  const double root_rr = std::sqrt(input.mean_rr_s);
  const double qt_ms = std::clamp(natural_ms, range.low_ms * root_rr, range.high_ms * root_rr);
  return std::max(std::min(qt_ms, 960.0 * input.mean_rr_s), qrs_ms + 130.0);
}

}  // namespace

double LongQtLimitMs(Sex sex) { return sex == Sex::kFemale ? 460.0 : 450.0; }

// Long because each part's timing is a line of numbers, in the order in which they follow.
Repolarisation MakeTiming(const RepolarisationInput& input, double qrs_ms, Rng& anatomy,
                          Rng& state) {
  const Diagnosis& diagnosis = input.diagnosis;
  Repolarisation r;
  r.qrs_ms = qrs_ms;
  r.qt_ms = DrawQtMs(input, qrs_ms, anatomy, state);
  // Shares: PTB-XL folds 1–4, normal records (median and spread of single fits).
  double end_share = std::clamp(anatomy.Normal(0.203, 0.022), 0.155, 0.26);
  if (diagnosis.Has(kHypocalcaemia)) end_share *= 0.82;  // the ST segment grows, T does not
  if (diagnosis.Has(kHypercalcaemia)) end_share *= 1.2;
  const double end_ms = std::min(end_share * r.qt_ms, 0.42 * (r.qt_ms - qrs_ms));
  r.t_peak_ms = r.qt_ms - end_ms;
  const double rise_ms = r.t_peak_ms - qrs_ms;  // J to the peak of T
  double width = 1.0;
  if (diagnosis.Has(kHyperkalaemia)) {
    width = Between(0.75, 0.5, diagnosis.Severity(kHyperkalaemia));
  }
  if (diagnosis.Has(kHypocalcaemia)) width = 0.8;
  double left_ms = width * std::clamp(anatomy.Normal(0.160, 0.02), 0.115, 0.21) * rise_ms;
  double right_ms = width * std::clamp(anatomy.Normal(0.472, 0.025), 0.42, 0.53) * end_ms;
  double slow_share = std::clamp(anatomy.Normal(0.44, 0.10), 0.2, 0.65);
  if (diagnosis.Has(kHyperkalaemia)) {
    // Narrow, pointed and as steep on either side.
    left_ms = right_ms = std::max(34.0, 0.5 * (left_ms + right_ms));
    slow_share = 0.0;
  }
  const double slow_ms = width * std::clamp(anatomy.Normal(0.43, 0.05), 0.34, 0.52) * rise_ms;
  const double st_end_ms = std::clamp(anatomy.Normal(0.76, 0.08), 0.55, 0.9) * rise_ms;
  const double st_fall_ms = std::clamp(anatomy.Normal(0.11, 0.025), 0.07, 0.17) * rise_ms;
  // The ST level is reached slowly: a steep rise would be read as the end of a wide QRS.
  const double st_start_ms = std::min(anatomy.Uniform(26.0, 38.0), 0.35 * rise_ms);
  r.Timing(Part::kSt) = {qrs_ms + st_start_ms,
                         st_start_ms / 2.0,
                         st_fall_ms,
                         std::max(0.0, st_end_ms - st_start_ms),
                         0.0,
                         10.0};
  r.Timing(Part::kInjury) = {qrs_ms - 5.0,
                             anatomy.Uniform(5.0, 8.0),
                             1.3 * st_fall_ms,
                             std::max(0.0, 0.85 * st_end_ms),
                             0.0,
                             10.0};
  r.Timing(Part::kT) = {r.t_peak_ms, left_ms, right_ms, 0.0, slow_share, slow_ms};
  // Ischaemic T waves are symmetric; strain slopes down slowly from a low ST segment.
  const double symmetric_ms = 0.5 * (0.21 * rise_ms + right_ms);
  const bool strained = diagnosis.findings.HasAny({kLvh, kLvhStrain, kRvh});
  const double lesion_left_ms =
      strained ? anatomy.Uniform(0.26, 0.36) * rise_ms : anatomy.Uniform(0.95, 1.3) * symmetric_ms;
  r.Timing(Part::kLesionT) = {
      r.t_peak_ms, lesion_left_ms, std::min(symmetric_ms, 1.1 * right_ms), 0.0, 0.0, 10.0};
  r.Timing(Part::kTail) = {r.qt_ms, 55.0, 60.0, 0.0, 0.0, 10.0};
  r.Timing(Part::kU) = {r.qt_ms + state.Uniform(60.0, 85.0), 24.0, 28.0, 0.0, 0.0, 10.0};
  r.Timing(Part::kJWave) = {qrs_ms + state.Uniform(0.0, 8.0),
                            state.Uniform(4.0, 7.0),
                            state.Uniform(8.0, 16.0),
                            0.0,
                            0.0,
                            10.0};
  r.Timing(Part::kLateQrs) = {
      qrs_ms, anatomy.Uniform(7.0, 11.0), anatomy.Uniform(6.0, 10.0), 0.0, 0.0, 10.0};
  r.Timing(Part::kPr) = {-45.0, 18.0, 9.0, 22.0, 0.0, 10.0};
  return r;
}

}  // namespace supreme
