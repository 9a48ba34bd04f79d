#include "synth/rhythm/extra_beats.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "synth/rhythm/extra_kinds.h"

namespace supreme {
namespace {

using enum Finding;

using AddFunction = void (*)(const RhythmCase&, Finding, Rng&, BeatPlan&);

struct ExtraKind {
  Finding finding;
  int seen_at_least = 1;      // of its beats (or missing ones) inside the recording
  AddFunction add = nullptr;  // null: the base rhythm has them
};

// Runs first: single beats find room beside them, not the other way round. Patterns last: they take
// the beats that are left.
constexpr std::array<ExtraKind, 15> kExtraKinds = {{
    {kNonsustainedVt, 3, AddRun},
    {kParoxysmalSvt, 3, AddRun},
    {kSinusPause, 1, AddPause},
    {kJunctionalEscape, 1, AddEscape},
    {kVentricularEscape, 1, AddEscape},
    {kVentricularCouplet, 2, AddCouplets},
    {kPac, 1, AddPacs},
    {kJunctionalPremature, 1, AddJunctionalPremature},
    {kPvc, 1, AddPvcs},
    {kVentricularBigeminy, 2, AddVentricularPattern},
    {kVentricularTrigeminy, 1, AddVentricularPattern},
    {kAtrialBigeminy, 2, AddAtrialBigeminy},
    {kWenckebach, 1, nullptr},
    {kMobitz2, 1, nullptr},
    {kTwoToOneAvBlock, 1, nullptr},
}};

// Escape beats are the base rhythm itself when no P is conducted; a pattern shows its single beats.
bool Asked(const RhythmCase& rhythm, Finding finding) {
  if (!rhythm.Has(finding)) return false;
  if (finding == kJunctionalEscape || finding == kVentricularEscape) {
    return !rhythm.Has(kThirdDegreeAvBlock);
  }
  if (finding == kPvc) {
    return !rhythm.Has(kVentricularBigeminy) && !rhythm.Has(kVentricularTrigeminy);
  }
  return finding != kPac || !rhythm.Has(kAtrialBigeminy);
}

// Blocked and aberrant premature beats alone would not do for "an early narrow QRS".
bool Shows(const Beat& beat, Finding finding) {
  if (beat.made_by != finding) return false;
  return finding != kPac || (beat.has_qrs && beat.ventricular == VentricularKind::kConducted);
}

}  // namespace

size_t DrawCount(const RhythmCase& rhythm, double severity, Rng& rng) {
  const double per_10_s = 1.0 + severity * rng.Uniform(1.5, 6.0);
  return static_cast<size_t>(std::max(1.0, std::round(per_10_s * rhythm.duration_s / 10.0)));
}

// From a QRS to the premature one after it: about the same each time for one focus.
double DrawCoupling(const BeatPlan& plan, double shortest_share, Rng& rng) {
  const double coupling_s = rng.Uniform(shortest_share, 0.74) * plan.rr_s;
  return std::min(std::clamp(coupling_s, 0.31, 0.72), 0.78 * plan.rr_s);
}

Beat VentricularBeat(double qrs_s, Finding made_by) {
  Beat beat = LoneQrs(qrs_s, VentricularKind::kEctopic);
  beat.premature = true;
  beat.made_by = made_by;
  return beat;
}

void AddExtraBeats(const RhythmCase& rhythm, Rng& rng, BeatPlan& plan) {
  for (const ExtraKind& kind : kExtraKinds) {
    if (kind.add != nullptr && Asked(rhythm, kind.finding)) {
      kind.add(rhythm, kind.finding, rng, plan);
    }
  }
}

bool ShowsAll(const RhythmCase& rhythm, const BeatPlan& plan) {
  for (const ExtraKind& kind : kExtraKinds) {
    if (!Asked(rhythm, kind.finding)) continue;
    const auto seen = std::count_if(plan.beats.begin(), plan.beats.end(), [&](const Beat& beat) {
      return Shows(beat, kind.finding) && rhythm.Visible(beat.Time());
    });
    if (seen < kind.seen_at_least) return false;
  }
  return true;
}

}  // namespace supreme
