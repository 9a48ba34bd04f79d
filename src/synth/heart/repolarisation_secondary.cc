#include "synth/heart/repolarisation_secondary.h"

#include <optional>

namespace supreme {
namespace {

using enum Finding;

struct Opposition {
  double keep;        // of the heart's own ST and T
  double from;        // first instant of the QRS that counts, share of its duration
  double t_per_area;  // mV per mV · 100 ms
  double st_per_area;
};

constexpr Opposition kWhole = {0.25, 0.0, 0.42, 0.11};
constexpr Opposition kLate = {0.7, 0.5, 0.75, 0.06};
constexpr Opposition kHalf = {0.6, 0.0, 0.22, 0.06};
constexpr Opposition kSlight = {0.85, 0.0, 0.10, 0.03};
constexpr Opposition kSlightLate = {1.0, 0.6, 1.0, 0.02};

std::optional<Opposition> OppositionOf(const RepolarisationInput& input) {
  switch (input.kind) {
    case VentricularKind::kEctopic:
    case VentricularKind::kEscape:
    case VentricularKind::kPaced:
      return kWhole;
    case VentricularKind::kFusion:
      return kHalf;
    case VentricularKind::kAberrant:
      return kLate;
    default:
      break;
  }
  struct Entry {
    Finding finding;
    Opposition opposition;
  };
  static constexpr Entry kEntries[] = {
      {kLbbb, kWhole},
      {kRbbb, kLate},
      {kWpw, kHalf},
      {kIvcd, kHalf},
      {kIncompleteLbbb, kSlight},
      {kIncompleteRbbb, kSlightLate},
      {kRvh, kSlight},
  };
  for (const Entry& entry : kEntries) {
    if (input.diagnosis.Has(entry.finding)) return entry.opposition;
  }
  return std::nullopt;
}

}  // namespace

bool SecondaryRules(const RepolarisationInput& input) {
  return input.kind != VentricularKind::kConducted;
}

void AddSecondaryStT(const RepolarisationInput& input, const std::vector<Wave>& qrs, Rng& anatomy,
                     Repolarisation& r) {
  const std::optional<Opposition> opposition = OppositionOf(input);
  if (!opposition) return;
  const double keep =
      opposition->keep * (opposition->keep < 0.9 ? anatomy.Uniform(0.6, 1.25) : 1.0);
  for (const Part part : {Part::kSt, Part::kT, Part::kLateQrs}) {
    for (double& value : r.Pattern(part)) value *= keep;
  }
  const LeadPattern area = MeanBodyArea(qrs, opposition->from * r.qrs_ms);
  AddScaled(-opposition->t_per_area * anatomy.Uniform(0.75, 1.3), area, r.Pattern(Part::kT));
  AddScaled(-opposition->st_per_area * anatomy.Uniform(0.6, 1.4), area, r.Pattern(Part::kInjury));
}

}  // namespace supreme
