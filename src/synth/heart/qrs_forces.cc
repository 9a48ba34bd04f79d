#include <algorithm>
#include <array>

#include "synth/heart/qrs_parts.h"

namespace supreme {
namespace {

using enum Finding;

// A wall that can die: where its forces point, and the leads that then show Q waves.
struct Wall {
  Vector3 forces;
  Source source;
  std::array<size_t, 4> leads;
  size_t lead_count;
  size_t needed;  // leads with a pathological Q or QS
  double q_ms;
  Vector3 later_mv;  // what a large scar changes in the middle of the QRS
  Source later_source = Source::kCentre;
};

constexpr Wall kInferior = {
    {-0.45, 1.00, 0.05}, Source::kCentre, {kLeadIII, kLeadAvf, kLeadII, 0}, 3, 2, 30.0,
    {-0.12, -0.06, 0.08}};
constexpr Wall kSeptal = {
    {0.05, 0.00, -1.00},  Source::kSeptum, {kLeadV1, kLeadV2, kLeadV3, 0}, 3, 2, 20.0,
    {-0.32, -0.10, 0.60}, Source::kApex};
constexpr Wall kAnterior = {
    {0.20, 0.05, -1.00}, Source::kAnterior, {kLeadV2, kLeadV3, kLeadV4, 0}, 3, 2, 20.0,
    {-0.25, 0.00, 0.30}};
constexpr Wall kApical = {
    {0.80, 0.00, -0.60}, Source::kApex, {kLeadV3, kLeadV4, kLeadV5, kLeadV6}, 4, 2, 30.0,
    {-0.35, 0.05, 0.25}};
constexpr Wall kLateral = {
    {1.00, -0.15, 0.05}, Source::kLateral, {kLeadI, kLeadAvl, kLeadV5, kLeadV6}, 4, 2, 30.0,
    {-0.20, 0.05, 0.00}};
constexpr Wall kPosterior = {{0.10, 0.00, 1.00}, Source::kPosterior, {}, 0, 0, 0.0, {}};

struct Infarct {
  Finding finding;
  std::array<const Wall*, 3> walls;
};
constexpr std::array<Infarct, 10> kInfarcts = {{
    {kInferiorMi, {&kInferior, nullptr, nullptr}},
    {kAnteroseptalMi, {&kSeptal, nullptr, nullptr}},
    {kAnteriorMi, {&kAnterior, nullptr, nullptr}},
    {kAnterolateralMi, {&kApical, &kLateral, nullptr}},
    {kLateralMi, {&kLateral, nullptr, nullptr}},
    {kInferolateralMi, {&kInferior, &kLateral, nullptr}},
    {kInferoposteriorMi, {&kInferior, &kPosterior, nullptr}},
    {kInferoposterolateralMi, {&kInferior, &kLateral, &kPosterior}},
    {kPosteriorMi, {&kPosterior, nullptr, nullptr}},
    {kVentricularAneurysm, {&kAnterior, nullptr, nullptr}},
}};

constexpr double kMargin = 1.06;
constexpr double kGrowth = 1.16;
constexpr int kLargestGrowth = 26;

// R has all but gone in the middle one and in another lead, without a Q: every second anteroseptal
// infarction (PTB-XL folds 1–4).
bool RLost(const QrsTrace& trace, const Wall& wall) {
  size_t found = 0;
  for (size_t i = 0; i < wall.lead_count; ++i) {
    found += trace[wall.leads[i]].HighestMv() < 0.09 ? 1 : 0;
  }
  return found >= wall.needed && trace[wall.leads[1]].HighestMv() < 0.09;
}

bool DeepEnough(const QrsTrace& trace, const Wall& wall, double depth_mv) {
  size_t found = 0;
  for (size_t i = 0; i < wall.lead_count; ++i) {
    const QrsDeflections& lead = trace[wall.leads[i]];
    const bool long_enough = lead.q_ms >= kMargin * wall.q_ms;
    if (long_enough && lead.q_mv <= -depth_mv) ++found;
  }
  return found >= wall.needed;
}

bool TallInV1OrV2(const QrsTrace& trace, double severity) {
  size_t found = 0;
  for (const size_t lead : {kLeadV1, kLeadV2}) {
    const QrsDeflections& d = trace[lead];
    if (d.r_ms >= 42.0 && d.r_mv > kMargin * -d.s_mv) ++found;
  }
  return found >= (severity > 0.6 ? 2 : 1);
}

// What the dead wall no longer adds to the later forces.
void LoseLaterForces(const Wall& wall, double share, VentricularShape& shape) {
  const double length = Dot(wall.forces, wall.forces);
  for (size_t i = 2; i < shape.qrs.size(); ++i) {
    Wave& wave = shape.qrs[i];
    const double part = Dot(wave.peak_mv, wall.forces) / length;
    if (part > 0.0) wave.peak_mv = wave.peak_mv - share * part * wall.forces;
  }
}

struct Death {
  double severity = 0.0;
  bool r_lost = false;  // a lost R is enough
};

void KillWall(const Wall& wall, const QrsInput& input, const Death& death,
              VentricularShape& shape) {
  const double severity = death.severity;
  const bool r_lost = death.r_lost;
  const bool posterior = wall.lead_count == 0;
  const double depth_mv = 0.105 + 0.13 * severity;
  const auto shown = [&] {
    const QrsTrace trace(shape.qrs, input.torso);
    if (posterior) return TallInV1OrV2(trace, severity);
    return (r_lost && RLost(trace, wall)) || DeepEnough(trace, wall, depth_mv);
  };
  if (shown()) return;
  LoseLaterForces(wall, posterior ? 0.35 + 0.25 * severity : 0.03 + 0.22 * severity, shape);
  const double center_ms = posterior ? 44.0 : 21.0 + 4.0 * severity;
  const double sigma_ms = posterior ? 15.0 + 3.0 * severity : 11.0 + 2.5 * severity;
  const double later_ms = 0.45 * shape.qrs_ms;
  const double later_sigma_ms = 0.11 * std::min(shape.qrs_ms, 100.0);
  shape.qrs.push_back({std::min(later_ms, 45.0), later_sigma_ms, later_sigma_ms, 0.0,
                       (0.45 + 0.55 * severity) * wall.later_mv, wall.later_source});
  const size_t hole = shape.qrs.size();
  double size_mv = 0.10;
  shape.qrs.push_back({center_ms, std::min(sigma_ms, 0.42 * center_ms), sigma_ms, 0.0,
                       -size_mv * wall.forces, wall.source});
  for (int i = 0; i < kLargestGrowth; ++i) {
    if (shown()) return;
    size_mv *= kGrowth;
    shape.qrs[hole].peak_mv = -size_mv * wall.forces;
    // A deeper scar is also wider.
    if (!posterior && shape.qrs[hole].right_sigma_ms < 15.0) shape.qrs[hole].right_sigma_ms *= 1.02;
  }
}

}  // namespace

void TakeInfarctForces(const QrsInput& input, Rng& rng, VentricularShape& shape) {
  const Diagnosis& diagnosis = input.diagnosis;
  for (const Infarct& infarct : kInfarcts) {
    if (!diagnosis.Has(infarct.finding)) continue;
    const double severity = diagnosis.Severity(infarct.finding);
    // Of two dead walls the second may hide the first: once more.
    const double size = severity * rng.Uniform(0.8, 1.0);
    const bool r_lost = infarct.finding == kAnteroseptalMi && rng.Bernoulli(0.5);
    for (int pass = 0; pass < 2; ++pass) {
      for (const Wall* wall : infarct.walls) {
        if (wall != nullptr) KillWall(*wall, input, {size, r_lost}, shape);
      }
    }
  }
  if (diagnosis.Has(kQWaves)) {
    constexpr const Wall* kWalls[] = {&kInferior, &kInferior, &kLateral, &kApical, &kAnterior};
    Wall wall = *kWalls[rng.Index(std::size(kWalls))];
    wall.q_ms = 30.0;
    KillWall(wall, input, {0.6 * diagnosis.Severity(kQWaves), false}, shape);
  }
}

void AddRightHypertrophy(const QrsInput& input, Rng& rng, VentricularShape& shape) {
  const double severity = input.diagnosis.Severity(kRvh);
  for (Wave& wave : shape.qrs) wave.peak_mv = rng.Uniform(0.72, 0.88) * wave.peak_mv;
  const size_t first = shape.qrs.size();
  const double ms = shape.qrs_ms;
  const Vector3 front{-0.16, 0.06, -0.22};
  const Vector3 late{-0.22, -0.02, 0.02};
  shape.qrs.push_back({0.45 * ms, 0.10 * ms, 0.11 * ms, 0.0, front, Source::kRightVentricle});
  shape.qrs.push_back({0.70 * ms, 0.09 * ms, 0.09 * ms, 0.0, late, Source::kCentre});
  for (int i = 0; i < kLargestGrowth; ++i) {
    const QrsTrace trace(shape.qrs, input.torso);
    const QrsDeflections& v1 = trace[kLeadV1];
    const double lateral_ratio =
        std::min(trace[kLeadV5].r_mv / std::max(-trace[kLeadV5].s_mv, 0.01),
                 trace[kLeadV6].r_mv / std::max(-trace[kLeadV6].s_mv, 0.01));
    const double wanted_mv = 0.54 + 0.5 * severity;
    const bool front_done = v1.HighestMv() > wanted_mv && v1.HighestMv() > -kMargin * v1.s_mv;
    const bool late_done = lateral_ratio < 0.93;
    if (front_done && late_done) return;
    if (!front_done) shape.qrs[first].peak_mv = kGrowth * shape.qrs[first].peak_mv;
    if (!late_done) shape.qrs[first + 1].peak_mv = kGrowth * shape.qrs[first + 1].peak_mv;
  }
}

void AddSeptalHypertrophy(const QrsInput& input, Rng& rng, VentricularShape& shape) {
  const double severity = input.diagnosis.Severity(kSeptalHypertrophy);
  const bool lateral = rng.Bernoulli(0.65);
  constexpr std::array<size_t, 4> kSide = {kLeadI, kLeadAvl, kLeadV5, kLeadV6};
  constexpr std::array<size_t, 3> kFloor = {kLeadII, kLeadIII, kLeadAvf};
  const Vector3 forces = lateral ? Vector3{-1.0, 0.0, -0.9} : Vector3{-0.1, -1.0, -0.7};
  const double center_ms = 0.19 * shape.qrs_ms;
  const size_t wave = shape.qrs.size();
  double size_mv = 0.12;
  shape.qrs.push_back({center_ms, 6.0, 6.5, 0.0, size_mv * forces, Source::kCentre});
  for (int i = 0; i < kLargestGrowth; ++i) {
    const QrsTrace trace(shape.qrs, input.torso);
    size_t found = 0;
    const auto deep = [&](size_t lead) { return trace[lead].q_mv <= -0.215 - 0.2 * severity; };
    if (lateral)
      found = static_cast<size_t>(std::count_if(kSide.begin(), kSide.end(), deep));
    else
      found = static_cast<size_t>(std::count_if(kFloor.begin(), kFloor.end(), deep));
    if (found >= 2) return;
    size_mv *= kGrowth;
    shape.qrs[wave].peak_mv = size_mv * forces;
  }
}

}  // namespace supreme
