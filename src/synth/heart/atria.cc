#include "synth/heart/atria.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace supreme {
namespace {

using enum Finding;

// Right atrium first (down, left), then the left one (left, back); mV at the atria.
struct TwoAtria {
  Vector3 right_mv;
  Vector3 left_mv;
  double duration_ms;
};

// The mean P wave of normal ECGs (PTB-XL folds 1–4: 0.08 mV in I, 0.13 mV in II, ± 0.03 mV in V1,
// 0.065 mV in V4 to V6; two waves with σ 19 ms, 30 ms apart).
constexpr TwoAtria kSinus = {{0.046, 0.055, 0.003}, {0.071, 0.048, 0.090}, 115.0};
// Foci: low in the right atrium, at the coronary sinus, left atrium, high at the crista.
constexpr std::array<TwoAtria, 4> kFoci = {
    {{{0.060, -0.095, 0.010}, {0.075, -0.050, 0.030}, 100.0},
     {{0.000, -0.110, -0.040}, {0.045, -0.080, -0.050}, 94.0},
     {{-0.075, 0.060, -0.090}, {-0.045, 0.040, -0.060}, 108.0},
     {{0.045, 0.120, 0.010}, {0.060, 0.080, 0.060}, 98.0}}};
constexpr TwoAtria kFromBelow = {{0.010, -0.100, -0.020}, {0.030, -0.085, -0.030}, 84.0};
constexpr TwoAtria kAppendage = {{0.045, 0.070, 0.020}, {0.085, 0.060, 0.085}, 122.0};

TwoAtria Choose(AtrialKind kind, uint8_t focus, Rng& anatomy) {
  const uint64_t first = anatomy.Index(kFoci.size());
  switch (kind) {
    case AtrialKind::kSinus:
      return kSinus;
    case AtrialKind::kEctopic:
      return kFoci[(first + focus) % kFoci.size()];
    case AtrialKind::kRetrograde:
      return kFromBelow;
    case AtrialKind::kPaced:
      return kAppendage;
  }
  return kSinus;
}

Vector3 Varied(const Vector3& peak_mv, Rng& anatomy) {
  const double gain = std::exp(std::clamp(anatomy.Normal(0.0, 0.24), -0.5, 0.5));
  const auto shift = [&] { return std::clamp(anatomy.Normal(0.0, 0.034), -0.068, 0.068); };
  const Vector3 moved{shift(), shift(), shift()};
  return gain * peak_mv + moved;
}

// P axis: upright in I and II stays upright.
void KeepUpright(TwoAtria& atria) {
  for (Vector3* peak : {&atria.right_mv, &atria.left_mv}) {
    peak->y = std::max(peak->y, 0.022);
    peak->x = std::max({peak->x, 0.03, 0.45 * peak->y + 0.015});
  }
}

void Enlarge(const Diagnosis& diagnosis, Rng& anatomy, TwoAtria& atria) {
  if (diagnosis.Has(kRightAtrialEnlargement)) {
    // > 0.25 mV in II: where the row of y is about 1.1.
    const double severity = diagnosis.Severity(kRightAtrialEnlargement);
    const double size_mv = 0.205 + 0.12 * severity + anatomy.Uniform(0.0, 0.03);
    atria.right_mv = {0.06, size_mv, -0.05 - 0.04 * severity};
    atria.left_mv.y = std::max(atria.left_mv.y, 0.09);
    atria.duration_ms = std::min(atria.duration_ms, 112.0);
  }
  if (diagnosis.Has(kLeftAtrialEnlargement)) {
    const double severity = diagnosis.Severity(kLeftAtrialEnlargement);
    atria.duration_ms = 126.0 + 20.0 * severity + anatomy.Uniform(0.0, 6.0);
    atria.left_mv.z = 0.23 + 0.13 * severity + anatomy.Uniform(0.0, 0.04);
    atria.left_mv.x = std::max(atria.left_mv.x, 0.10 + 0.03 * severity);
    atria.left_mv.y = std::min(atria.left_mv.y, 0.06);
  }
}

}  // namespace

AtrialShape MakeAtrialShape(const Patient& patient, const Diagnosis& diagnosis, AtrialKind kind,
                            uint8_t focus, Rng& anatomy) {
  Rng draws = anatomy.Fork("atria " + std::to_string(static_cast<int>(kind)));
  TwoAtria atria = Choose(kind, focus, draws);
  if (kind == AtrialKind::kEctopic) draws = draws.Fork(focus);
  atria.right_mv = Varied(atria.right_mv, draws);
  atria.left_mv = Varied(atria.left_mv, draws);
  const double age_ms = 0.12 * (patient.age_years - 50);
  atria.duration_ms += age_ms + std::clamp(draws.Normal(0.0, 12.0), -26.0, 22.0);
  if (kind == AtrialKind::kSinus) {
    // A loaded left ventricle loads its atrium: terminal P in V1 −0.08 mV (PTB-XL folds 1–4).
    if (diagnosis.findings.HasAny({kLvh, kLvhStrain})) {
      atria.left_mv.z += draws.Uniform(0.0, 0.08);
    }
    KeepUpright(atria);
    atria.duration_ms = std::clamp(atria.duration_ms, 82.0, 132.0);
    Enlarge(diagnosis, draws, atria);
  }
  if (diagnosis.Has(kHyperkalaemia)) {
    const double flat = 1.0 - 0.85 * diagnosis.Severity(kHyperkalaemia);
    atria.right_mv = flat * atria.right_mv;
    atria.left_mv = flat * atria.left_mv;
  }
  AtrialShape shape;
  const double ms = atria.duration_ms;
  shape.duration_ms = ms;
  // A wide P is that of two atria which are far apart in time: notched.
  const double apart = ms > 118.0 ? 0.04 : 0.0;
  const double sigma = ms > 118.0 ? 0.135 : 0.155;
  const double shift = std::clamp(draws.Normal(0.0, 0.015), -0.03, 0.03);
  shape.waves = {
      {(0.36 + shift - apart) * ms, sigma * ms, sigma * ms, 0.0, atria.right_mv, Source::kAtria},
      {(0.645 + shift + apart) * ms, sigma * ms, 0.92 * sigma * ms, 0.0, atria.left_mv,
       Source::kAtria}};
  // The atria's repolarisation: shallow, opposite, from the PR segment to the foot of T; deeper
  // where the pericardium is inflamed. For it the line before P lies 10 to 40 µV above the PR
  // segment (PTB-XL folds 1–4).
  const bool inflamed = diagnosis.Has(kPericarditis);
  const double share = inflamed ? -0.35 - 0.15 * diagnosis.Severity(kPericarditis)
                                : -std::clamp(draws.Normal(0.21, 0.09), 0.0, 0.42);
  shape.waves.push_back({inflamed ? ms + 22.0 : 0.9 * ms, 18.0, 80.0, inflamed ? 40.0 : 200.0,
                         share * (atria.right_mv + atria.left_mv), Source::kAtria});
  return shape;
}

}  // namespace supreme
