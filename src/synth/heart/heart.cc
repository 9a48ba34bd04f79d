#include "synth/heart/heart.h"

#include <algorithm>
#include <utility>

#include "synth/heart/atria.h"
#include "synth/heart/qrs.h"
#include "synth/heart/repolarisation.h"

namespace supreme {
namespace {

using Counts = std::array<size_t, 6>;

// How many shapes of each kind the strip asks for.
Counts AtrialShapes(const RhythmStrip& strip) {
  Counts counts{};
  for (const AtrialEvent& event : strip.atrial) {
    size_t& count = counts[static_cast<size_t>(event.kind)];
    count = std::max<size_t>(count, event.focus + 1U);
  }
  return counts;
}

Counts VentricularShapes(const RhythmStrip& strip) {
  Counts counts{};
  for (const VentricularEvent& event : strip.ventricular) {
    size_t& count = counts[static_cast<size_t>(event.kind)];
    count = std::max<size_t>(count, 1 + ShapeIndex(event, 256));
  }
  return counts;
}

// From the onset of a sinus P to that of the next QRS, the shortest of the strip; large without
// any.
double ShortestPrMs(const RhythmStrip& strip) {
  constexpr double kLongestPrMs = 400.0;
  double shortest_ms = kLongestPrMs;
  auto qrs = strip.ventricular.begin();
  for (const AtrialEvent& p : strip.atrial) {
    if (p.kind != AtrialKind::kSinus) continue;
    while (qrs != strip.ventricular.end() && qrs->onset_s <= p.onset_s) ++qrs;
    if (qrs == strip.ventricular.end()) break;
    if (qrs->kind != VentricularKind::kConducted) continue;
    shortest_ms = std::min(shortest_ms, 1000.0 * (qrs->onset_s - p.onset_s));
  }
  return shortest_ms;
}

// Atria that conduct fast are also activated fast: P ends before the QRS begins.
void EndBefore(double pr_ms, AtrialShape& shape) {
  constexpr double kGapMs = 10.0;
  const double factor = std::clamp((pr_ms - kGapMs) / shape.duration_ms, 0.65, 1.0);
  shape.duration_ms *= factor;
  for (Wave& wave : shape.waves) {
    wave.center_ms *= factor;
    wave.left_sigma_ms *= factor;
    wave.right_sigma_ms *= factor;
  }
}

}  // namespace

size_t ShapeIndex(const VentricularEvent& event, size_t shape_count) {
  const size_t wanted =
      event.kind == VentricularKind::kConducted ? (event.conduction < 0.5 ? 1 : 0) : event.focus;
  return std::min(wanted, shape_count - 1);
}

Heart MakeHeart(const Patient& patient, const Diagnosis& diagnosis, const Torso& torso,
                const RhythmStrip& strip, Rng& rng) {
  Heart heart;
  const Rng anatomy(patient.anatomy_seed);
  const Counts atrial = AtrialShapes(strip);
  for (size_t kind = 0; kind < heart.atrial.size(); ++kind) {
    for (size_t focus = 0; focus < atrial[kind]; ++focus) {
      Rng draws = anatomy.Fork("atria");
      heart.atrial[kind].push_back(MakeAtrialShape(
          patient, diagnosis, static_cast<AtrialKind>(kind), static_cast<uint8_t>(focus), draws));
      if (static_cast<AtrialKind>(kind) == AtrialKind::kSinus) {
        EndBefore(ShortestPrMs(strip), heart.atrial[kind].back());
      }
    }
  }
  const Counts ventricular = VentricularShapes(strip);
  for (size_t kind = 0; kind < heart.ventricular.size(); ++kind) {
    const auto ventricular_kind = static_cast<VentricularKind>(kind);
    for (size_t focus = 0; focus < ventricular[kind]; ++focus) {
      Rng draws = anatomy.Fork("ventricles");
      QrsInput input{patient, diagnosis, torso, ventricular_kind};
      input.focus = static_cast<uint8_t>(focus);
      if (ventricular_kind == VentricularKind::kConducted && focus == 1) input.conduction = 0.0;
      VentricularShape shape = MakeQrs(input, draws);
      RepolarisationInput repolarisation{.patient = patient,
                                         .diagnosis = diagnosis,
                                         .torso = torso,
                                         .kind = ventricular_kind,
                                         .mean_rr_s = strip.mean_rr_s,
                                         .qrs = Summarise(shape, torso)};
      Rng t_anatomy = anatomy.Fork("repolarisation");
      Rng t_state = rng.Fork("repolarisation");
      AddRepolarisation(repolarisation, t_anatomy, t_state, shape);
      heart.ventricular[kind].push_back(std::move(shape));
    }
  }
  return heart;
}

}  // namespace supreme
