#include "train/balanced_weights.h"

#include <algorithm>

namespace supreme {
namespace {

constexpr double kMaxWeight = 100.0;  // a query with few records may not outweigh all others

}  // namespace

std::vector<float> BalancedWeightsOf(const LabelMatrix& labels, std::span<const size_t> rows,
                                     bool mask_uncertain) {
  std::vector<double> present(labels.query_count(), 0.0);
  std::vector<double> left_out(labels.query_count(), 0.0);
  for (const size_t row : rows) {
    labels.VisitRow(row, [&](RecordLabel label) {
      if (!label.is_uncertain) {
        present[label.query] += 1.0;
      } else if (mask_uncertain) {
        left_out[label.query] += 1.0;
      }
    });
  }
  std::vector<float> weights;
  for (size_t query = 0; query < present.size(); ++query) {
    const double absent = static_cast<double>(rows.size()) - present[query] - left_out[query];
    const double ratio = absent / std::max(present[query], 1.0);
    weights.push_back(static_cast<float>(std::clamp(ratio, 1.0 / kMaxWeight, kMaxWeight)));
  }
  return weights;
}

}  // namespace supreme
