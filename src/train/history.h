// The course of a number in few characters.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace supreme {

// Keeps a bounded number of means, whatever the number of values: when they are full, two
// neighbours become one. Not thread-safe.
class History {
 public:
  // Values that are not finite are left out.
  void Add(double value);
  // At most `width` block characters from the first value to the last, scaled from the lowest to
  // the highest mean; fewer when there are fewer values, none without values.
  std::string Sparkline(size_t width) const;

 private:
  std::vector<double> means_;
  size_t values_per_mean_ = 1;
  double open_sum_ = 0.0;  // of the mean that is not full yet
  size_t open_count_ = 0;
};

}  // namespace supreme
