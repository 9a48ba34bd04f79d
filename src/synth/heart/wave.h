// One deflection of the heart's dipole in time and space (the sum-of-Gaussians model of McSharry et
// al. 2003, doi 10.1109/TBME.2003.808805, in three axes).
#pragma once

#include <cstdint>
#include <vector>

namespace supreme {

// Axes of the body as in vectorcardiography: x to the left, y to the feet, z to the back; mV.
struct Vector3 {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};

inline Vector3 operator+(const Vector3& a, const Vector3& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline Vector3 operator-(const Vector3& a, const Vector3& b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline Vector3 operator*(double factor, const Vector3& v) {
  return {factor * v.x, factor * v.y, factor * v.z};
}
inline double Dot(const Vector3& a, const Vector3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

// Where in the heart a wave comes from. Off the centre, near electrodes see it larger: the part of
// an ECG that one central dipole cannot make.
enum class Source : uint8_t {
  kCentre,
  kAtria,
  kSeptum,
  kAnterior,
  kApex,
  kLateral,
  kInferior,
  kPosterior,
  kRightVentricle,
};
inline constexpr size_t kSourceCount = 9;

// Rises as the left half of a Gaussian, stays at its peak for hold_ms, falls as the right half of
// another. With hold_ms = 0 an (asymmetric) Gaussian; with steep flanks an ST segment that leaves
// QRS and PR alone.
struct Wave {
  double center_ms = 0.0;  // end of the rise, from the onset of its complex
  double left_sigma_ms = 10.0;
  double right_sigma_ms = 10.0;
  double hold_ms = 0.0;
  Vector3 peak_mv;
  Source source = Source::kCentre;
};

}  // namespace supreme
