// One deflection of the heart's dipole: a Gaussian in time, a fixed direction in space
// (the sum-of-Gaussians model of McSharry et al. 2003, doi 10.1109/TBME.2003.808805, in three
// axes).
#pragma once

#include <cstddef>
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
inline Vector3 operator*(double factor, const Vector3& v) {
  return {factor * v.x, factor * v.y, factor * v.z};
}

struct Wave {
  double center_ms = 0.0;  // from the onset of its complex
  double left_sigma_ms = 10.0;
  double right_sigma_ms = 10.0;
  Vector3 peak_mv;
};

// The dipole over a recording, one value per sample and axis.
struct Dipole {
  Dipole(size_t sample_count, double rate_hz)
      : sample_rate_hz(rate_hz), x(sample_count), y(sample_count), z(sample_count) {}

  double sample_rate_hz;
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> z;
};

// Adds a wave whose complex starts at `onset_s`; parts outside the recording are cut off.
void AddWave(const Wave& wave, double onset_s, Dipole& dipole);

}  // namespace supreme
