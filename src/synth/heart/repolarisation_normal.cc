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

constexpr Model kStModel = {
    {25, 35, 55, 169, 143, 84, 44, 27},
    {-4, -2, -1, -11, -7, -4, -3, -2},
    {-11, -23, -16, -59, -73, -59, -37, -26},
    {27, 22, -3, 30, 16, 35, 23, 18},
    {{{29, 14, 94, 248, 93, 7, 13, 13},
      {5, -10, -85, -187, -86, -58, -13, -13},
      {42, 4, 16, 177, 247, 138, 52, 13}}},
    {{{-14, -13, -12, -55, -57, -34, -21, -12},
      {-2, -9, 14, 37, -16, -20, -15, -11},
      {-6, -11, 8, -8, 22, -7, -13, -10},
      {8, 3, -21, 4, 5, -9, -6, -2},
      {1, -12, -5, 2, -3, 11, -1, -6}}}};

constexpr Model kTModel = {
    {221, 266, 47, 540, 586, 498, 376, 275},
    {-14, -15, 11, -19, -18, -16, -8, -4},
    {-14, -27, -84, -153, -156, -141, -71, -28},
    {171, 164, -73, 299, 268, 376, 313, 261},
    {{{215, 113, -24, 849, 618, 372, 314, 220},
      {-58, 209, -210, -762, -396, -58, 191, 196},
      {-21, -163, 1, 319, 285, 42, -63, -59}}},
    {{{-45, -65, 8, -145, -201, -156, -107, -70},
      {-37, -30, 89, 123, 12, -34, -61, -58},
      {-43, -28, 28, -55, 50, 33, -13, -27},
      {-10, 6, 62, -7, -33, 15, 38, 26},
      {-19, 48, 6, -7, 12, -18, -9, 4}}}};

constexpr MicroVolts kTailMean = {29, 48, 8, 38, 50, 53, 45, 36};
constexpr Vector3 kMeanQrs = {0.248, 0.138, 0.157};
constexpr double kQrsDeviation = 0.11;
constexpr LeadPattern kMeanT = {0.21, 0.25, 0.0, 0.46, 0.50, 0.42, 0.33, 0.25};
// The torso brings a part of the differences between patients.
constexpr double kDrawnShare = 0.75;

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
      value += kDrawnShare * scores[c] * model.components[c][lead];
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
  for (double& value : t) value *= low;
  r.Pattern(Part::kT) = t;
  const double tail = std::max(0.0, anatomy.Normal(1.0, 0.45)) * low;
  for (size_t lead = 0; lead < kIndependentLeadCount; ++lead) {
    r.Pattern(Part::kTail)[lead] = tail * kTailMean[lead] / 1000.0 + 0.008 * anatomy.Normal();
  }
}

}  // namespace supreme
