#include "nn/lead_offset.h"

#include <ATen/ATen.h>

#include "nn/check_shape.h"

namespace supreme {

at::Tensor LeadOffset(const at::Tensor& lead_scale, const at::Tensor& lead_log_std,
                      int64_t records) {
  if (!lead_scale.defined()) return {};
  CheckShape(lead_log_std, {records, lead_scale.size(1)}, "lead_log_std");
  return at::linear(lead_log_std, lead_scale);
}

}  // namespace supreme
