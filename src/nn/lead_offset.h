// What the encoder is told of each lead's size where preprocessing has taken it away.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace supreme {

//   lead_scale    [D, L]  weight; undefined unless normalisation is zscore_record
//   lead_log_std  [B, L]  of signal/preprocess.h
//   returns       [B, D]  added to every token; undefined without the weight
// kInternal unless there is a row for each of the `records`.
at::Tensor LeadOffset(const at::Tensor& lead_scale, const at::Tensor& lead_log_std,
                      int64_t records);

}  // namespace supreme
