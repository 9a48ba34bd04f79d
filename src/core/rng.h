// Random numbers that are the same on every machine, and streams that do not disturb each other.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace supreme {

// A 64-bit Mersenne Twister with its own distributions (the standard ones differ by library).
// Fork a stream per purpose and per record: then a new draw in one place changes no other.
// Not thread-safe; give each thread its own fork.
class Rng {
 public:
  explicit Rng(uint64_t seed);

  // A stream that depends only on this stream's seed and the name or index.
  Rng Fork(std::string_view purpose) const;
  Rng Fork(uint64_t index) const;

  uint64_t NextU64() { return engine_(); }
  double Uniform();                         // [0, 1)
  double Uniform(double low, double high);  // [low, high)
  double Normal();                          // mean 0, standard deviation 1
  double Normal(double mean, double standard_deviation);
  bool Bernoulli(double probability);
  uint64_t Index(uint64_t count);  // 0 … count-1 without bias; count > 0

  // Fisher–Yates from the top.
  template <class T>
  void Shuffle(std::span<T> values) {
    for (size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[Index(i)]);
  }

  // Text form of the full state, for checkpoints.
  std::string SaveState() const;
  void RestoreState(const std::string& state);  // kCorruptData when it is not a state

 private:
  uint64_t seed_;
  std::mt19937_64 engine_;
  double spare_normal_ = 0.0;
  bool has_spare_normal_ = false;
};

}  // namespace supreme
