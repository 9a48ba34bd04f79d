#include "synth/heart/repolarisation_normal.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace supreme {
namespace {

// Linear models of the normal records of PTB-XL folds 1–4 (n = 120) in µV, leads I, II, V1 … V6:
// a man of 50 at an RR of 0.88 s, changes per decade of age, in women, per second of RR, per mV of
// the mean QRS vector (x, y, z), and what is left as principal components of one deviation each.
using MicroVolts = std::array<double, kIndependentLeadCount>;
struct Model {
  MicroVolts mean;
  MicroVolts per_decade;
  MicroVolts female;
  MicroVolts per_rr;
  std::array<MicroVolts, 3> per_qrs;
  std::array<MicroVolts, 5> components;
};

constexpr Model kStModel = {{0, 7, 45, 90, 61, 26, 8, 9},
                            {-2, 0, -2, -9, -4, -2, -2, -2},
                            {-6, -15, -6, -34, -44, -36, -23, -18},
                            {16, 16, 1, 1, 9, 14, 8, 7},
                            {{{13, 7, 79, 132, 29, -23, -9, 0},
                              {-5, -29, -56, -122, -64, -61, -37, -34},
                              {41, 18, 26, 148, 202, 116, 48, 16}}},
                            {{{-10, -10, -10, -34, -38, -25, -16, -10},
                              {-3, -13, 13, 26, -3, -16, -14, -10},
                              {-3, -9, 4, -12, 19, -3, -7, -5},
                              {-8, -1, 14, -3, -3, 4, 4, 3},
                              {3, 9, 4, -1, 2, -9, -1, 3}}}};

constexpr Model kTModel = {{226, 272, 48, 540, 585, 485, 380, 275},
                           {-14, -17, 11, -18, -19, -18, -8, -4},
                           {-16, -31, -84, -162, -170, -151, -77, -32},
                           {173, 160, -75, 294, 248, 366, 307, 255},
                           {{{209, 104, -8, 864, 610, 352, 299, 210},
                             {-45, 207, -219, -749, -378, -43, 200, 192},
                             {-20, -162, -10, 302, 282, 58, -51, -53}}},
                           {{{-46, -68, 10, -146, -206, -159, -109, -71},
                             {-37, -31, 91, 129, 11, -34, -62, -59},
                             {-44, -30, 31, -56, 52, 34, -14, -28},
                             {9, -5, -61, 6, 36, -18, -40, -26},
                             {-18, 48, 9, -8, 13, -21, -8, 6}}}};

// A low U wave follows most T waves: PTB-XL folds 1–4, 0.05 mV above the PR segment in V2 to V4.
constexpr LeadPattern kUPattern = {0.15, 0.35, 0.3, 1.0, 1.0, 0.75, 0.5, 0.35};
constexpr MicroVolts kTailMean = {29, 48, 8, 38, 50, 53, 45, 36};
constexpr Vector3 kMeanQrs = {0.248, 0.138, 0.157};
constexpr double kQrsDeviation = 0.11;
constexpr LeadPattern kMeanT = {0.21, 0.25, 0.0, 0.46, 0.50, 0.42, 0.33, 0.25};
// The torso brings a part of the differences between patients, to the chest leads more.
constexpr MicroVolts kDrawnShare = {1.35, 1.2, 0.8, 0.75, 0.75, 0.85, 0.9, 0.95};

LeadPattern Draw(const Model& model, const RepolarisationInput& input,
                 std::span<const double> scores) {
  const auto limited = [](double value) {
    return std::clamp(value, -2.0 * kQrsDeviation, 2.0 * kQrsDeviation);
  };
  const std::array<double, 3> qrs = {limited(input.qrs.mean_mv.x - kMeanQrs.x),
                                     limited(input.qrs.mean_mv.y - kMeanQrs.y),
                                     limited(input.qrs.mean_mv.z - kMeanQrs.z)};
  const double decades = std::clamp((input.patient.age_years - 50) / 10.0, -3.2, 3.5);
  const double rr_s = std::clamp(input.mean_rr_s - 0.88, -0.4, 0.4);
  const double female = input.patient.sex == Sex::kFemale ? 1.0 : 0.0;
  LeadPattern pattern{};
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    double value = model.mean[lead] + decades * model.per_decade[lead] +
                   female * model.female[lead] + rr_s * model.per_rr[lead];
    for (size_t axis = 0; axis < 3; ++axis) value += qrs[axis] * model.per_qrs[axis][lead];
    for (size_t c = 0; c < model.components.size(); ++c) {
      value += kDrawnShare[lead] * scores[c] * model.components[c][lead];
    }
    pattern[lead] = value / 1000.0;
  }
  return pattern;
}

using Scores = std::array<double, 5>;

// Mostly the patient's, a little the day's.
Scores DrawScores(Rng& anatomy, Rng& state) {
  Scores scores;
  for (double& score : scores) {
    score = std::clamp(0.95 * anatomy.Normal() + 0.3 * state.Normal(), -2.6, 2.6);
  }
  return scores;
}

// PTB-XL folds 1–4: at J the leads still lie up to 50 µV off the ST segment, a few ms later not.
void AddLateQrs(const RepolarisationInput& input, Rng& anatomy, Repolarisation& r) {
  constexpr LeadPattern kMean = {0.002, 0.0, -0.030, -0.012, -0.025, -0.020, -0.006, 0.004};
  constexpr LeadPattern kThick = {-0.01, -0.045, 0.0, -0.01, -0.045, -0.06, -0.045, -0.02};
  constexpr std::array<LeadPattern, 3> kSpread = {
      {{0.003, 0.042, 0.0, 0.005, 0.015, 0.025, 0.025, 0.028},
       {0.0, 0.0, 0.020, 0.058, 0.038, 0.020, 0.005, 0.0},
       {0.026, 0.010, -0.018, -0.005, 0.005, 0.015, 0.018, 0.016}}};
  LeadPattern& late = r.Pattern(Part::kLateQrs);
  late = kMean;
  if (input.diagnosis.findings.HasAny({Finding::kLvh, Finding::kLvhStrain, Finding::kLvhVoltage})) {
    AddScaled(anatomy.Uniform(0.3, 1.4), kThick, late);
  }
  for (const LeadPattern& spread : kSpread) {
    AddScaled(std::clamp(anatomy.Normal(), -2.0, 2.0), spread, late);
  }
}

}  // namespace

const LeadPattern& MeanTPattern() { return kMeanT; }

void AddNormalStT(const RepolarisationInput& input, Rng& anatomy, Rng& state, Repolarisation& r) {
  const Scores t_scores = DrawScores(anatomy, state);
  Scores st_scores = DrawScores(anatomy, state);
  // High T waves rise from high ST segments.
  for (size_t c = 0; c < 2; ++c) st_scores[c] = 0.6 * t_scores[c] + 0.8 * st_scores[c];
  r.Pattern(Part::kSt) = Draw(kStModel, input, st_scores);
  LeadPattern t = Draw(kTModel, input, t_scores);
  const double low = input.diagnosis.Has(Finding::kLowVoltage) ? 0.65 : 1.0;
  // PTB-XL folds 1–4: T in II 0.16, 0.29, 0.52 mV (5, 50, 95 %).
  const double gain = input.diagnosis.Has(Finding::kHyperkalaemia)
                          ? 1.0
                          : std::exp(std::clamp(anatomy.Normal(-0.01, 0.13), -0.28, 0.28));
  for (double& value : t) value *= low * gain;
  r.Pattern(Part::kT) = t;
  AddLateQrs(input, anatomy, r);
  AddScaled(low * std::max(0.0, anatomy.Normal(0.032, 0.018)), kUPattern, r.Pattern(Part::kU));
  const double tail = std::max(0.0, anatomy.Normal(1.0, 0.45)) * low;
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    r.Pattern(Part::kTail)[lead] = tail * kTailMean[lead] / 1000.0 + 0.008 * anatomy.Normal();
  }
}

}  // namespace supreme
