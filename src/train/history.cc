#include "train/history.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace supreme {
namespace {

constexpr size_t kMaxMeans = 512;
constexpr std::array<const char*, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::vector<double> Shrunk(const std::vector<double>& values, size_t width) {
  if (values.size() <= width) return values;
  std::vector<double> columns;
  for (size_t i = 0; i < width; ++i) {
    const size_t first = i * values.size() / width, end = (i + 1) * values.size() / width;
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(first);
    const auto to = values.begin() + static_cast<std::ptrdiff_t>(end);
    columns.push_back(std::accumulate(from, to, 0.0) / static_cast<double>(end - first));
  }
  return columns;
}

}  // namespace

void History::Add(double value) {
  if (!std::isfinite(value)) return;
  open_sum_ += value;
  if (++open_count_ < values_per_mean_) return;
  means_.push_back(open_sum_ / static_cast<double>(open_count_));
  open_sum_ = 0.0;
  open_count_ = 0;
  if (means_.size() < kMaxMeans) return;
  for (size_t i = 0; i < means_.size() / 2; ++i) {
    means_[i] = (means_[2 * i] + means_[2 * i + 1]) / 2.0;
  }
  means_.resize(means_.size() / 2);
  values_per_mean_ *= 2;
}

std::string History::Sparkline(size_t width) const {
  std::vector<double> values = means_;
  if (values.empty() && open_count_ > 0) {
    values.push_back(open_sum_ / static_cast<double>(open_count_));
  }
  if (values.empty() || width == 0) return "";
  const std::vector<double> columns = Shrunk(values, width);
  const auto [low, high] = std::minmax_element(columns.begin(), columns.end());
  const double range = *high - *low;
  std::string line;
  for (const double value : columns) {
    const double share = range > 0.0 ? (value - *low) / range : 0.0;
    line += kBlocks[static_cast<size_t>(std::lround(share * (kBlocks.size() - 1)))];
  }
  return line;
}

}  // namespace supreme
