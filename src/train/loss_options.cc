#include "train/loss_options.h"

#include "core/error.h"

namespace supreme {

LossOptions LossOptionsOf(const RunConfig& config) {
  const TrainConfig& train = config.train;
  if (train.contrastive_weight > 0.0 && (train.replicas > 1 || train.micro_batch > 0)) {
    throw Error(ErrorCode::kUsage, "a contrastive loss needs the batch in one piece",
                "train.contrastive_weight", "train.replicas=1, train.micro_batch=0");
  }
  LossOptions loss;
  loss.mask_uncertain = train.uncertain == "mask";
  loss.direct_weight = train.direct_weight;
  loss.contrast_weight = config.simulate.contrast_weight;
  loss.contrast_margin = config.simulate.contrast_margin;
  loss.kind = LossKindFromName(train.loss);
  loss.focal_gamma = train.focal_gamma;
  loss.focal_alpha = train.focal_alpha;
  loss.positive_gamma = train.positive_gamma;
  loss.negative_gamma = train.negative_gamma;
  loss.negative_shift = train.negative_shift;
  loss.contrastive_weight = train.contrastive_weight;
  loss.contrastive_temperature = train.contrastive_temperature;
  return loss;
}

}  // namespace supreme
