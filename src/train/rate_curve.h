// What a sweep over learning rates says: losses along a rising rate, and the rate to train with
// (Smith 2017, "Cyclical Learning Rates for Training Neural Networks", doi
// 10.1109/WACV.2017.58, the range test of §3.3, with a rate that rises exponentially).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace supreme {

struct RatePoint {
  double rate = 0.0;
  double loss = 0.0;  // of the batch, before the update with this rate; may be NaN or infinite
};

// The rates of a sweep.
struct RateRange {
  double lowest = 1e-7;
  double highest = 10.0;
};
// Rate of a step of `steps` (at least 2): from the lowest to the highest in equal factors.
double SweepRate(const RateRange& range, int64_t step, int64_t steps);

// True when the last loss is not finite or above 4 × the lowest before it: higher rates say
// nothing.
bool Diverged(const std::vector<RatePoint>& points);

// Mean of each loss with up to three neighbours on either side; points with a loss that is not
// finite are left out.
std::vector<RatePoint> SmoothRates(const std::vector<RatePoint>& points);

struct RateSuggestion {
  double steepest = 0.0;  // where the smoothed loss falls fastest per factor of rate
  double lowest = 0.0;    // where the smoothed loss is lowest: already too high to train with
};
// Nothing when there are fewer than ten finite points, or the smoothed loss never falls by 1 %.
std::optional<RateSuggestion> SuggestRate(const std::vector<RatePoint>& points);

// Columns step, learning_rate, loss, smoothed_loss.
std::string RateCsv(const std::vector<RatePoint>& points);
// kNotFound, kCorruptData.
std::vector<RatePoint> ReadRateCsv(const std::filesystem::path& path);

}  // namespace supreme
