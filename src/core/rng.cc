#include "core/rng.h"

#include <bit>
#include <cmath>
#include <sstream>

#include "core/error.h"

namespace supreme {
namespace {

// SplitMix64 finaliser (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195).
uint64_t Mix(uint64_t value) {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

// FNV-1a.
uint64_t HashText(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  return hash;
}

}  // namespace

Rng::Rng(uint64_t seed) : seed_(seed), engine_(Mix(seed)) {}

Rng Rng::Fork(std::string_view purpose) const { return Rng(Mix(seed_) ^ HashText(purpose)); }

Rng Rng::Fork(uint64_t index) const { return Rng(Mix(Mix(seed_) + index)); }

double Rng::Uniform() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }

double Rng::Uniform(double low, double high) { return low + (high - low) * Uniform(); }

double Rng::Normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  // Marsaglia's polar method: two normals a round, no trigonometry.
  double u = 0.0;
  double v = 0.0;
  double square = 0.0;
  do {
    u = 2.0 * Uniform() - 1.0;
    v = 2.0 * Uniform() - 1.0;
    square = u * u + v * v;
  } while (square >= 1.0 || square == 0.0);
  const double scale = std::sqrt(-2.0 * std::log(square) / square);
  spare_normal_ = v * scale;
  has_spare_normal_ = true;
  return u * scale;
}

double Rng::Normal(double mean, double standard_deviation) {
  return mean + standard_deviation * Normal();
}

bool Rng::Bernoulli(double probability) { return Uniform() < probability; }

uint64_t Rng::Index(uint64_t count) {
  SUPREME_CHECK(count > 0);
  // Rejection keeps every index equally likely.
  const uint64_t limit = UINT64_MAX - UINT64_MAX % count;
  uint64_t draw = engine_();
  while (draw >= limit) draw = engine_();
  return draw % count;
}

std::string Rng::SaveState() const {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out << seed_ << ' ' << has_spare_normal_ << ' ' << std::bit_cast<uint64_t>(spare_normal_) << ' '
      << engine_;
  return out.str();
}

void Rng::RestoreState(const std::string& state) {
  std::istringstream in(state);
  in.imbue(std::locale::classic());
  uint64_t spare_bits = 0;
  Rng read(0);
  in >> read.seed_ >> read.has_spare_normal_ >> spare_bits >> read.engine_;
  if (in.fail() || !(in >> std::ws).eof()) {
    throw Error(ErrorCode::kCorruptData, "not a random-number state", "rng state");
  }
  read.spare_normal_ = std::bit_cast<double>(spare_bits);
  *this = read;
}

}  // namespace supreme
