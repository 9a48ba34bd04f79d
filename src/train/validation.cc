#include "train/validation.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "stats/auroc.h"

namespace supreme {

ValidationScores ScoreRecords(const ValidationRequest& request, BatchStream& batches) {
  const c10::NoGradGuard no_grad;
  ValidationScores result;
  double loss_sum = 0.0;
  while (const auto batch = batches.Next()) {
    const at::Tensor all = request.model.Forward(
        batch->samples.to(request.device), batch->lead_log_std.to(request.device),
        batch->queries.to(request.device), {.training = false});
    const at::Tensor finite = all.isfinite().all(1).nonzero().flatten();
    const at::Tensor logits = all.index_select(0, finite);
    const at::Tensor kept_labels = batch->labels.to(request.device).index_select(0, finite);
    result.left_out += static_cast<size_t>(all.size(0) - logits.size(0));
    if (logits.size(0) == 0) continue;
    result.query_count = static_cast<size_t>(logits.size(1));
    const auto count = static_cast<double>(logits.size(0));
    const at::Tensor loss = QueryLoss(logits, kept_labels, request.loss);
    loss_sum += loss.item<double>() * count;
    const at::Tensor scores = logits.to(at::kDouble).sigmoid().cpu().contiguous();
    const auto* values = scores.const_data_ptr<double>();
    result.scores.insert(result.scores.end(), values, values + scores.numel());
    const at::Tensor host_labels = kept_labels.cpu();
    const auto* labels = host_labels.const_data_ptr<uint8_t>();
    result.labels.insert(result.labels.end(), labels, labels + host_labels.numel());
    result.record_count += static_cast<size_t>(logits.size(0));
  }
  if (result.record_count > 0) result.loss = loss_sum / static_cast<double>(result.record_count);
  return result;
}

QueryScores ScoresOfQuery(const ValidationScores& all, size_t query, bool mask_uncertain) {
  constexpr uint8_t kPresent = 1;
  constexpr uint8_t kUncertain = 2;
  QueryScores one;
  for (size_t i = 0; i < all.record_count; ++i) {
    const uint8_t label = all.labels[i * all.query_count + query];
    if (mask_uncertain && label == kUncertain) continue;
    one.scores.push_back(all.scores[i * all.query_count + query]);
    one.positive.push_back(label == kPresent ? 1 : 0);
  }
  return one;
}

std::optional<double> MacroAuc(const ValidationScores& scores, bool mask_uncertain) {
  double sum = 0.0;
  size_t defined = 0;
  for (size_t query = 0; query < scores.query_count; ++query) {
    const QueryScores one = ScoresOfQuery(scores, query, mask_uncertain);
    const auto auc = Auroc(one.scores, one.positive);
    if (!auc) continue;
    sum += *auc;
    ++defined;
  }
  if (defined == 0) return std::nullopt;
  return sum / static_cast<double>(defined);
}

}  // namespace supreme
