#include "stats/calibration.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

void CheckProbabilities(std::span<const double> probabilities, std::span<const uint8_t> positive) {
  SUPREME_CHECK(probabilities.size() == positive.size());
  for (size_t i = 0; i < probabilities.size(); ++i) {
    if (probabilities[i] >= 0.0 && probabilities[i] <= 1.0) continue;
    throw Error(ErrorCode::kInvalidInput, FormatDouble(probabilities[i]) + " is no probability",
                "record " + std::to_string(i));
  }
}

}  // namespace

std::vector<ReliabilityBin> ReliabilityBins(std::span<const double> probabilities,
                                            std::span<const uint8_t> positive, size_t bin_count) {
  SUPREME_CHECK(bin_count > 0);
  CheckProbabilities(probabilities, positive);
  const double width = 1.0 / static_cast<double>(bin_count);
  std::vector<ReliabilityBin> bins(bin_count);
  std::vector<double> inner;  // borders between the bins
  for (size_t i = 0; i < bin_count; ++i) {
    bins[i].low = static_cast<double>(i) * width;
    bins[i].high = i + 1 == bin_count ? 1.0 : static_cast<double>(i + 1) * width;
    if (i > 0) inner.push_back(bins[i].low);
  }
  for (size_t i = 0; i < probabilities.size(); ++i) {
    const auto border = std::lower_bound(inner.begin(), inner.end(), probabilities[i]);
    ReliabilityBin& bin = bins[static_cast<size_t>(border - inner.begin())];
    ++bin.record_count;
    bin.mean_probability += probabilities[i];
    bin.positive_share += positive[i] != 0 ? 1.0 : 0.0;
  }
  for (ReliabilityBin& bin : bins) {
    if (bin.record_count == 0) continue;
    bin.mean_probability /= static_cast<double>(bin.record_count);
    bin.positive_share /= static_cast<double>(bin.record_count);
  }
  return bins;
}

std::optional<double> ExpectedCalibrationError(std::span<const ReliabilityBin> bins) {
  double sum = 0.0;
  uint64_t count = 0;
  for (const ReliabilityBin& bin : bins) {
    sum +=
        static_cast<double>(bin.record_count) * std::abs(bin.mean_probability - bin.positive_share);
    count += bin.record_count;
  }
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

std::optional<double> BrierScore(std::span<const double> probabilities,
                                 std::span<const uint8_t> positive) {
  CheckProbabilities(probabilities, positive);
  if (probabilities.empty()) return std::nullopt;
  double sum = 0.0;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    const double error = probabilities[i] - (positive[i] != 0 ? 1.0 : 0.0);
    sum += error * error;
  }
  return sum / static_cast<double>(probabilities.size());
}

}  // namespace supreme
