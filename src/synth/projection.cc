#include "synth/projection.h"

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

// Keeps every derived lead inside 16 bits of µV.
constexpr double kLimbLimitUv = 16000.0;
constexpr double kChestLimitUv = 32000.0;

double Dot(const Vector3& a, const Vector3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

int32_t Quantise(double value_mv, double limit_uv) {
  return static_cast<int32_t>(std::lround(std::clamp(1000.0 * value_mv, -limit_uv, limit_uv)));
}

}  // namespace

std::array<double, kLeadCount> Projection::Leads(const Vector3& dipole_mv) const {
  std::array<double, kLeadCount> leads{};
  const double i = Dot(rows[0], dipole_mv);
  const double ii = Dot(rows[1], dipole_mv);
  leads[0] = i;
  leads[1] = ii;
  leads[2] = ii - i;
  leads[3] = -(i + ii) / 2.0;
  leads[4] = i - ii / 2.0;
  leads[5] = ii - i / 2.0;
  for (size_t chest = 0; chest < 6; ++chest) leads[6 + chest] = Dot(rows[2 + chest], dipole_mv);
  return leads;
}

Projection DowerProjection() {
  return {{{{0.632, -0.235, 0.059},
            {0.235, 1.066, -0.132},
            {-0.515, 0.157, -0.917},
            {0.044, 0.164, -1.387},
            {0.882, 0.098, -1.277},
            {1.213, 0.127, -0.601},
            {1.125, 0.127, -0.086},
            {0.831, 0.076, 0.230}}}};
}

Projection PatientProjection(Rng& rng) {
  Projection projection = DowerProjection();
  // A chest electrode that sits a little off sees a mix of its neighbours, a little stronger or
  // weaker (two rib spaces are about one lead apart).
  const Projection standard = projection;
  for (size_t lead = 2; lead < kIndependentLeadCount; ++lead) {
    const double shift = std::clamp(rng.Normal(0.0, 0.15), -0.35, 0.35);
    const size_t neighbour = shift < 0.0 ? std::max<size_t>(lead - 1, 2)
                                         : std::min<size_t>(lead + 1, kIndependentLeadCount - 1);
    const double gain = std::clamp(rng.Normal(1.0, 0.08), 0.8, 1.2);
    projection.rows[lead] = gain * ((1.0 - std::abs(shift)) * standard.rows[lead] +
                                    std::abs(shift) * standard.rows[neighbour]);
  }
  return projection;
}

std::vector<int32_t> ProjectToLeads(const Dipole& dipole, const Projection& projection,
                                    const std::vector<std::vector<float>>& electrode_noise_mv) {
  const size_t count = dipole.x.size();
  const bool noisy = !electrode_noise_mv.empty();
  std::vector<int32_t> leads(kLeadCount * count);
  const auto row = [&](size_t lead) { return leads.data() + lead * count; };
  const auto& rows = projection.rows;
  for (size_t s = 0; s < count; ++s) {
    const Vector3 d{dipole.x[s], dipole.y[s], dipole.z[s]};
    double limb[2] = {Dot(rows[0], d), Dot(rows[1], d)};
    double terminal = 0.0;
    if (noisy) {
      const double ra = electrode_noise_mv[kRightArm][s];
      const double la = electrode_noise_mv[kLeftArm][s];
      const double ll = electrode_noise_mv[kLeftLeg][s];
      limb[0] += la - ra;
      limb[1] += ll - ra;
      terminal = (ra + la + ll) / 3.0;  // Wilson's central terminal
    }
    const int32_t i = Quantise(limb[0], kLimbLimitUv);
    const int32_t ii = Quantise(limb[1], kLimbLimitUv);
    row(0)[s] = i;
    row(1)[s] = ii;
    row(2)[s] = ii - i;
    row(3)[s] = static_cast<int32_t>(std::lround(-(i + ii) / 2.0));
    row(4)[s] = static_cast<int32_t>(std::lround(i - ii / 2.0));
    row(5)[s] = static_cast<int32_t>(std::lround(ii - i / 2.0));
    for (size_t chest = 0; chest < 6; ++chest) {
      double value = Dot(rows[2 + chest], d);
      if (noisy) value += electrode_noise_mv[kChest1 + chest][s] - terminal;
      row(6 + chest)[s] = Quantise(value, kChestLimitUv);
    }
  }
  return leads;
}

}  // namespace supreme
