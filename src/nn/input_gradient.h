// How an answer changes with each sample of the ECG: what gradient × input is made of.
#pragma once

#include "nn/supreme_model.h"

namespace supreme {

struct InputGradients {
  at::Tensor gradients;  // [n, K, L, T]
  at::Tensor logits;     // [n, K]
};

// Of the logits that `columns` [n, K] (int64) names for each record: their gradients with respect
// to `samples` [n, L, T], outside training mode. The lead scale is held fixed. kInvalidInput for a
// column that the model does not have or tensors of other shapes.
InputGradients GradientsOfInputs(const SupremeModel& model, const at::Tensor& samples,
                                 const at::Tensor& lead_log_std, const at::Tensor& queries,
                                 const at::Tensor& columns);

}  // namespace supreme
