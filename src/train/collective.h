// What the ranks of a run do together: sums over all of them, and agreements. A rank is one process
// with a copy of the network and its share of every batch.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "nn/batch_sum.h"
#include "train/rank_place.h"

namespace supreme {

// All ranks make the same calls in the same order, with tensors of the same shape. Every wait has a
// deadline on the steady clock: when it passes, or a rank is found dead, kTimeout or kUnavailable
// names the ranks that are missing. After an error the group is of no use: the process has to end,
// and the run starts again from its last checkpoint. Not thread-safe.
class Collective : public BatchSum {
 public:
  virtual int64_t rank() const = 0;
  virtual int64_t size() const = 0;
  // Where the tensors have to lie.
  virtual at::Device device() const = 0;

  // Begins to replace `values` (contiguous float32, float64 or uint8) by their sum over all ranks;
  // the same sum, to the last bit, on every rank and in every run. They are to be left alone until
  // Wait has returned.
  virtual void StartSum(const at::Tensor& values) = 0;
  // Lets sums that were started move on; cheap, to be called in between other work.
  virtual void Poke() = 0;
  // Returns when all sums that were started are there.
  virtual void Wait() = 0;
  // A run that ends well says so, and waits for the others.
  virtual void Finish() = 0;

  // What this rank is at, for errors: "step 7".
  void set_doing(std::string doing) { doing_ = std::move(doing); }
  const std::string& doing() const { return doing_; }
  // A complete sum, also of tensors that are not contiguous or lie elsewhere.
  void Sum(const at::Tensor& values) override;

 private:
  std::string doing_ = "the start of the run";
};

// A process by itself: nothing is summed.
class SingleProcess : public Collective {
 public:
  int64_t rank() const override { return 0; }
  int64_t size() const override { return 1; }
  at::Device device() const override { return at::kCPU; }
  void StartSum(const at::Tensor&) override {}
  void Poke() override {}
  void Wait() override {}
  void Finish() override {}
};

struct CollectiveOptions {
  std::string kind = "auto";  // "mpi", "nccl", "auto" = nccl for GPUs, else mpi
  at::Device device = at::kCPU;
  double timeout_s = 300.0;       // longest wait for the other ranks
  double join_timeout_s = 120.0;  // the same at the start
  std::string join_folder;  // seen by all ranks; "" = missing ranks cannot be named at the start
};

// The group this process belongs to, joined. kUsage when a wish cannot be met; kUnavailable when a
// library is missing; kTimeout when ranks do not join.
std::unique_ptr<Collective> OpenCollective(const RankPlace& place,
                                           const CollectiveOptions& options);

// Rank 0's value.
int64_t FromFirst(Collective& ranks, int64_t value);
// Each rank's value, in their order.
std::vector<int64_t> FromAll(Collective& ranks, int64_t value);
// Bytes of each rank [size, n], all of the same number.
at::Tensor GatherBytes(Collective& ranks, const at::Tensor& bytes);

}  // namespace supreme
