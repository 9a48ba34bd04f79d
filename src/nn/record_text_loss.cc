#include "nn/record_text_loss.h"

#include <ATen/ATen.h>

#include "nn/check_shape.h"

namespace supreme {
namespace {

constexpr int64_t kPresent = 1;

at::Tensor UnitRows(const at::Tensor& rows) {
  constexpr double kSmallest = 1e-8;  // a zero vector stays zero
  return rows / rows.norm(2, {1}, true).clamp_min(kSmallest);
}

// Sum over the rows that take part of the mean −log softmax of their right columns.
at::Tensor RankingSum(const at::Tensor& logits, const at::Tensor& right) {
  constexpr double kNever = -1e9;  // finite, so that a batch without texts gives no NaN
  const at::Tensor takes_part = right.sum(0).gt(0).unsqueeze(0);
  const at::Tensor log_share = at::log_softmax(logits.masked_fill(~takes_part, kNever), 1);
  // Masked columns are no right answers, and 0 × −1e9 is 0.
  return -(log_share * right / right.sum(1, true).clamp_min(1.0)).sum();
}

}  // namespace

at::Tensor RecordTextLoss(const RecordTexts& batch, double temperature) {
  CheckShape(batch.labels, {batch.tokens.size(0), batch.queries.size(0)}, "labels");
  const auto type = batch.tokens.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const at::Tensor present = batch.labels.eq(kPresent).to(type);
  const at::Tensor counts = present.sum(1, true);  // [B, 1]
  const at::Tensor ecg = UnitRows(batch.tokens.mean(1, false, type));
  const at::Tensor text = UnitRows(present.matmul(batch.queries.to(type)) / counts.clamp_min(1.0));
  const at::Tensor shared = present.matmul(present.t());
  const at::Tensor right =
      (shared.eq(counts) & shared.eq(counts.t()) & counts.gt(0)).to(type);  // [B, B], symmetric
  const at::Tensor logits = ecg.matmul(text.t()) / temperature;
  const at::Tensor records = counts.gt(0).sum().clamp_min(1);
  return (RankingSum(logits, right) + RankingSum(logits.t(), right)) / (2.0 * records.to(type));
}

}  // namespace supreme
