#include "synth/heart/repolarisation_parts.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

constexpr size_t kLeads = kIndependentLeadCount;

// Enough to show any smooth pattern; the centre is the cheapest.
struct UsedSource {
  Source source;
  double weight;
};
constexpr std::array<UsedSource, 3> kUsedSources = {
    {{Source::kCentre, 1.0}, {Source::kRightVentricle, 0.4}, {Source::kLateral, 0.7}}};
constexpr size_t kColumns = 3 * kUsedSources.size();
// Share of the mean power that is smoothed away rather than fitted with opposing dipoles.
constexpr double kRidge = 0.004;

using LeadMatrix = std::array<std::array<double, kLeads>, kLeads>;
using Columns = std::array<std::array<double, kColumns>, kLeads>;  // mV per mV of each component

constexpr std::array<Vector3, 3> kUnit = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

Columns LeadColumns(const Torso& torso) {
  Columns columns;
  for (size_t column = 0; column < kColumns; ++column) {
    const IndependentLeads leads = torso.Leads(kUnit[column % 3], kUsedSources[column / 3].source);
    for (size_t lead = 0; lead < kLeads; ++lead) columns[lead][column] = leads[lead];
  }
  return columns;
}

std::vector<Torso> SampleBodies() {
  constexpr uint64_t kBodyCount = 200;
  const Rng rng(1);
  std::vector<Torso> bodies;
  for (uint64_t i = 0; i < kBodyCount; ++i) {
    Rng anatomy = rng.Fork(i);
    Rng state = anatomy.Fork("state");
    Patient patient = DrawPatient(anatomy);
    bodies.emplace_back(patient, Diagnosis{}, anatomy, state);
  }
  return bodies;
}

const std::vector<Torso>& Bodies() {
  static const std::vector<Torso> bodies = SampleBodies();
  return bodies;
}

// The mean of many bodies: electrodes do not stick where the textbook has them.
Columns MeanColumns() {
  Columns mean{};
  for (const Torso& torso : Bodies()) {
    const Columns columns = LeadColumns(torso);
    for (size_t lead = 0; lead < kLeads; ++lead) {
      for (size_t c = 0; c < kColumns; ++c) {
        mean[lead][c] += columns[lead][c] / static_cast<double>(Bodies().size());
      }
    }
  }
  return mean;
}

// Gauss–Jordan without pivots: for symmetric positive definite matrices.
LeadMatrix Inverse(LeadMatrix matrix) {
  LeadMatrix inverse{};
  for (size_t i = 0; i < kLeads; ++i) inverse[i][i] = 1.0;
  for (size_t pivot = 0; pivot < kLeads; ++pivot) {
    const double scale = 1.0 / matrix[pivot][pivot];
    for (size_t c = 0; c < kLeads; ++c) {
      matrix[pivot][c] *= scale;
      inverse[pivot][c] *= scale;
    }
    for (size_t row = 0; row < kLeads; ++row) {
      const double factor = matrix[row][pivot];
      if (row == pivot || factor == 0.0) continue;
      for (size_t c = 0; c < kLeads; ++c) {
        matrix[row][c] -= factor * matrix[pivot][c];
        inverse[row][c] -= factor * inverse[pivot][c];
      }
    }
  }
  return inverse;
}

using SourceMatrix = std::array<std::array<double, kLeads>, kColumns>;

// Ridge regression of patterns on sources, in the mean body.
SourceMatrix SolveSources() {
  const Columns columns = MeanColumns();
  LeadMatrix gram{};
  double power = 0.0;
  for (size_t a = 0; a < kLeads; ++a) {
    for (size_t b = 0; b < kLeads; ++b) {
      for (size_t c = 0; c < kColumns; ++c) {
        gram[a][b] += kUsedSources[c / 3].weight * columns[a][c] * columns[b][c];
      }
    }
    power += gram[a][a] / static_cast<double>(kLeads);
  }
  for (size_t a = 0; a < kLeads; ++a) gram[a][a] += kRidge * power;
  const LeadMatrix inverse = Inverse(gram);
  SourceMatrix sources{};
  for (size_t c = 0; c < kColumns; ++c) {
    for (size_t a = 0; a < kLeads; ++a) {
      for (size_t b = 0; b < kLeads; ++b) {
        sources[c][a] += kUsedSources[c / 3].weight * columns[b][c] * inverse[b][a];
      }
    }
  }
  return sources;
}

const SourceMatrix& Sources() {
  static const SourceMatrix sources = SolveSources();
  return sources;
}

// Rows of the mean body for every source of the heart.
using MeanRows = std::array<std::array<Vector3, kLeads>, kSourceCount>;

MeanRows AverageRows() {
  MeanRows rows{};
  const double share = 1.0 / static_cast<double>(Bodies().size());
  for (const Torso& torso : Bodies()) {
    for (size_t source = 0; source < kSourceCount; ++source) {
      const auto x = torso.Leads(kUnit[0], static_cast<Source>(source));
      const auto y = torso.Leads(kUnit[1], static_cast<Source>(source));
      const auto z = torso.Leads(kUnit[2], static_cast<Source>(source));
      for (size_t lead = 0; lead < kLeads; ++lead) {
        rows[source][lead] = rows[source][lead] + share * Vector3{x[lead], y[lead], z[lead]};
      }
    }
  }
  return rows;
}

// ∫ of a wave from a time on, in units of its peak, by the logistic approximation of the normal
// distribution (error < 2 %).
double AreaFrom(const Wave& wave, double from_ms) {
  constexpr double kHalfGaussian = 1.2533141373155003;
  const auto share = [](double z) { return 1.0 / (1.0 + std::exp(1.702 * z)); };
  const double left_z = (from_ms - wave.center_ms) / wave.left_sigma_ms;
  const double fall_ms = wave.center_ms + wave.hold_ms;
  const double right_z = (from_ms - fall_ms) / wave.right_sigma_ms;
  const double left =
      left_z < 0.0 ? 2.0 * (share(left_z) - 0.5) * kHalfGaussian * wave.left_sigma_ms : 0.0;
  const double right = right_z > 0.0 ? 2.0 * share(right_z) * kHalfGaussian * wave.right_sigma_ms
                                     : kHalfGaussian * wave.right_sigma_ms;
  return left + right + std::clamp(fall_ms - from_ms, 0.0, wave.hold_ms);
}

double HalfGaussian(double distance, double sigma) {
  const double z = distance / sigma;
  return z > 5.0 ? 0.0 : std::exp(-0.5 * z * z);
}

void AppendWave(const PartTiming& timing, const Vector3& peak_mv, Source source,
                std::vector<Wave>& waves) {
  waves.push_back({timing.center_ms, timing.left_sigma_ms, timing.right_sigma_ms, timing.hold_ms,
                   (1.0 - timing.slow_share) * peak_mv, source});
  if (timing.slow_share > 0.0) {
    waves.push_back({timing.center_ms, timing.slow_sigma_ms, timing.right_sigma_ms, timing.hold_ms,
                     timing.slow_share * peak_mv, source});
  }
}

}  // namespace

double CourseAt(const PartTiming& timing, double time_ms) {
  const double before_ms = timing.center_ms - time_ms;
  if (before_ms <= 0.0) {
    return HalfGaussian(std::max(0.0, -before_ms - timing.hold_ms), timing.right_sigma_ms);
  }
  double height = (1.0 - timing.slow_share) * HalfGaussian(before_ms, timing.left_sigma_ms);
  if (timing.slow_share > 0.0) {
    height += timing.slow_share * HalfGaussian(before_ms, timing.slow_sigma_ms);
  }
  return height;
}

LeadPattern MeanBodyArea(const std::vector<Wave>& waves, double from_ms) {
  static const MeanRows rows = AverageRows();
  LeadPattern area{};
  for (const Wave& wave : waves) {
    const double size = AreaFrom(wave, from_ms) / 100.0;
    for (size_t lead = 0; lead < kLeads; ++lead) {
      area[lead] += size * Dot(rows[static_cast<size_t>(wave.source)][lead], wave.peak_mv);
    }
  }
  return area;
}

PatternView::PatternView(const Torso& torso) {
  const Columns columns = LeadColumns(torso);
  const SourceMatrix& sources = Sources();
  for (size_t lead = 0; lead < kLeads; ++lead) {
    rows_[lead] = {};
    for (size_t c = 0; c < kColumns; ++c) {
      for (size_t from = 0; from < kLeads; ++from) {
        rows_[lead][from] += columns[lead][c] * sources[c][from];
      }
    }
  }
}

IndependentLeads PatternView::Leads(const LeadPattern& pattern) const {
  IndependentLeads leads{};
  for (size_t lead = 0; lead < kLeads; ++lead) {
    for (size_t from = 0; from < kLeads; ++from) leads[lead] += rows_[lead][from] * pattern[from];
  }
  return leads;
}

std::vector<Wave> MakeWaves(const Repolarisation& repolarisation) {
  constexpr double kSmallestMv = 0.002;
  const SourceMatrix& sources = Sources();
  std::vector<Wave> waves;
  waves.reserve(2 * kPartCount * kUsedSources.size());
  for (size_t part = 0; part < kPartCount; ++part) {
    const LeadPattern& pattern = repolarisation.patterns[part];
    const PartTiming& timing = repolarisation.timing[part];
    for (size_t s = 0; s < kUsedSources.size(); ++s) {
      std::array<double, 3> dipole{};
      for (size_t axis = 0; axis < 3; ++axis) {
        for (size_t lead = 0; lead < kLeads; ++lead) {
          dipole[axis] += sources[3 * s + axis][lead] * pattern[lead];
        }
      }
      const Vector3 peak{dipole[0], dipole[1], dipole[2]};
      if (Dot(peak, peak) < kSmallestMv * kSmallestMv) continue;
      AppendWave(timing, peak, kUsedSources[s].source, waves);
    }
  }
  return waves;
}

}  // namespace supreme
