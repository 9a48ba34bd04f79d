#include "eval/true_places.h"

#include <algorithm>
#include <array>

namespace supreme {
namespace {

using enum Finding;

constexpr double kAtrialLeadInS = 0.2;  // the P wave before a premature QRS
constexpr double kRaisedMv = 0.1;
constexpr double kDeepQMv = -0.1;

constexpr std::array kPlaced = {
    PlacedFinding{kPvc, PlaceFamily::kEvents, "the ectopic beats, all leads"},
    PlacedFinding{kVentricularCouplet, PlaceFamily::kEvents, "the ectopic beats, all leads"},
    PlacedFinding{kNonsustainedVt, PlaceFamily::kEvents, "the ectopic beats, all leads"},
    PlacedFinding{kPac, PlaceFamily::kEvents, "the premature beats with their P, all leads"},
    PlacedFinding{kInferiorStElevation, PlaceFamily::kTerritories, "ST-T in II, III, aVF"},
    PlacedFinding{kAnteriorStElevation, PlaceFamily::kTerritories, "ST-T in V2-V4"},
    PlacedFinding{kLateralStElevation, PlaceFamily::kTerritories, "ST-T in I, aVL, V5, V6"},
    PlacedFinding{kInferiorMi, PlaceFamily::kTerritories, "QRS-T in II, III, aVF"},
    PlacedFinding{kAnteriorMi, PlaceFamily::kTerritories, "QRS-T in V2-V4"},
    PlacedFinding{kLateralMi, PlaceFamily::kTerritories, "QRS-T in I, aVL, V5, V6"}};

struct TimeSpan {
  double from_s = 0.0;
  double to_s = 0.0;
};

bool IsInfarction(Finding finding) {
  return finding == kInferiorMi || finding == kAnteriorMi || finding == kLateralMi;
}

std::vector<TimeSpan> TimesOf(const PlacedFinding& finding, const Truth& truth) {
  std::vector<TimeSpan> times;
  for (const BeatTruth& beat : truth.beats) {
    const bool ectopic =
        beat.kind == VentricularKind::kEctopic || beat.kind == VentricularKind::kFusion;
    if (finding.family == PlaceFamily::kTerritories) {
      times.push_back(
          {IsInfarction(finding.finding) ? beat.qrs_onset_s : beat.qrs_end_s, beat.t_end_s});
    } else if (finding.finding == kPac) {
      if (!ectopic && beat.premature) {
        times.push_back({beat.qrs_onset_s - kAtrialLeadInS, beat.t_end_s});
      }
    } else if (ectopic) {
      times.push_back({beat.qrs_onset_s, beat.t_end_s});
    }
  }
  return times;
}

// Canonical indices.
std::vector<size_t> TerritoryOf(Finding finding) {
  switch (finding) {
    case kInferiorStElevation:
    case kInferiorMi:
      return {1, 2, 5};
    case kAnteriorStElevation:
    case kAnteriorMi:
      return {7, 8, 9};
    case kLateralStElevation:
    case kLateralMi:
      return {0, 4, 10, 11};
    default:
      return {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  }
}

std::vector<size_t> LeadsOf(const PlacedFinding& finding, const Truth& truth) {
  std::vector<size_t> leads = TerritoryOf(finding.finding);
  if (finding.family == PlaceFamily::kEvents) return leads;
  std::erase_if(leads, [&](size_t lead) {
    const LeadMeasurements& measured = truth.measurements.leads[lead];
    return IsInfarction(finding.finding) ? measured.q_mv > kDeepQMv : measured.j_mv < kRaisedMv;
  });
  return leads;
}

}  // namespace

std::string_view PlaceFamilyName(PlaceFamily family) {
  return family == PlaceFamily::kEvents ? "events" : "territories";
}

std::span<const PlacedFinding> PlacedFindings() { return kPlaced; }

std::vector<uint8_t> TruePlace(const PlacedFinding& finding, const Truth& truth,
                               const CellGrid& grid) {
  const std::vector<TimeSpan> times = TimesOf(finding, truth);
  std::vector<uint8_t> columns(grid.columns, 0);
  for (size_t column = 0; column < grid.columns; ++column) {
    const double from = static_cast<double>(column) * grid.column_s();
    double covered = 0.0;
    for (const TimeSpan& time : times) {
      covered +=
          std::max(0.0, std::min(time.to_s, from + grid.column_s()) - std::max(time.from_s, from));
    }
    columns[column] = covered >= 0.5 * grid.column_s() ? 1 : 0;
  }
  std::vector<uint8_t> place(grid.cell_count(), 0);
  for (const size_t lead : LeadsOf(finding, truth)) {
    std::copy(columns.begin(), columns.end(),
              place.begin() + static_cast<std::ptrdiff_t>(lead * grid.columns));
  }
  const bool is_empty = std::find(place.begin(), place.end(), 1) == place.end();
  return is_empty ? std::vector<uint8_t>() : place;
}

}  // namespace supreme
