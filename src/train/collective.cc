#include "train/collective.h"

#include <ATen/ATen.h>

#include "core/error.h"
#include "train/mpi_collective.h"
#include "train/nccl_collective.h"

namespace supreme {
namespace {

// One row for each rank; this rank's is filled, so that the sum is all of them.
at::Tensor OwnRow(const Collective& ranks, at::IntArrayRef shape, at::ScalarType type) {
  std::vector<int64_t> sizes{ranks.size()};
  sizes.insert(sizes.end(), shape.begin(), shape.end());
  return at::zeros(sizes, at::TensorOptions(type));
}

}  // namespace

void Collective::Sum(const at::Tensor& values) {
  if (size() == 1) return;
  const at::Tensor sums = values.detach().to(device()).contiguous();
  StartSum(sums);
  Wait();
  if (sums.const_data_ptr() != values.const_data_ptr()) values.detach().copy_(sums);
}

std::unique_ptr<Collective> OpenCollective(const RankPlace& place,
                                           const CollectiveOptions& options) {
  const bool on_gpu = !options.device.is_cpu();
  const std::string kind = options.kind == "auto" ? (on_gpu ? "nccl" : "mpi") : options.kind;
  if (place.size == 1) return std::make_unique<SingleProcess>();
  if ((kind == "nccl") != on_gpu) {
    throw Error(ErrorCode::kUsage,
                kind + (on_gpu ? " joins ranks on CPUs, not on GPUs" : " joins ranks on GPUs only"),
                "ranks.collective", "ranks.collective=auto");
  }
  if (kind == "nccl") return OpenNccl(place, options);
  return OpenMpi(place, options);
}

int64_t FromFirst(Collective& ranks, int64_t value) { return FromAll(ranks, value).front(); }

std::vector<int64_t> FromAll(Collective& ranks, int64_t value) {
  const at::Tensor own = at::tensor({value}, at::TensorOptions(at::kLong)).view(at::kByte);
  const at::Tensor all = GatherBytes(ranks, own).view(at::kLong);
  const auto* values = all.const_data_ptr<int64_t>();
  return {values, values + all.numel()};
}

at::Tensor GatherBytes(Collective& ranks, const at::Tensor& bytes) {
  at::Tensor rows = OwnRow(ranks, bytes.sizes(), at::kByte);
  rows[ranks.rank()].copy_(bytes);
  ranks.Sum(rows);
  return rows;
}

}  // namespace supreme
