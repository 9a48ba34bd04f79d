// Sums gradients over all ranks while the backward pass still runs: parameters whose gradients
// become ready one after the other share a bucket, and a full bucket starts on its way (Li et al.
// 2020, arXiv:2006.15704).
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "train/collective.h"

namespace supreme {

// Puts hooks on the parameters, for their lifetime; they do nothing outside Begin … Finish.
// Not thread-safe.
class GradientBuckets {
 public:
  // `bucket_bytes` is the least size of a bucket. `parameters` and `ranks` must outlive this.
  GradientBuckets(const std::map<std::string, at::Tensor>& parameters, Collective& ranks,
                  int64_t bucket_bytes);
  ~GradientBuckets();
  GradientBuckets(const GradientBuckets&) = delete;
  GradientBuckets& operator=(const GradientBuckets&) = delete;

  // Learns in which order `backward`, a backward pass of any record, readies the gradients; those
  // it never does take no part. The order has to be the same on all ranks. Clears the gradients.
  void Arrange(const std::function<void()>& backward);
  bool is_arranged() const { return is_arranged_; }
  bool is_summing() const { return is_summing_; }  // between Begin and Finish

  // Before a backward pass. Gradients that are not cleared are added: a batch may be computed in
  // pieces, of which the last is summed over the ranks with what the others left.
  void Begin();
  // After it: buckets that are not full (the pass failed, or used less) go with zeros. Then all
  // parameters that take part have the sum over the ranks as gradient.
  void Finish();

  size_t bucket_count() const { return buckets_.size(); }

 private:
  struct Slot {
    at::Tensor parameter;
    size_t bucket = 0;
    at::Tensor values;  // part of the bucket, in the parameter's shape
    bool is_ready = false;
  };
  struct Bucket {
    at::Tensor values;
    size_t slots = 0;
    size_t ready = 0;
  };
  void OnGradient(size_t parameter, const at::Tensor& gradient);
  void MakeBuckets();
  void StartFullBuckets();

  Collective& ranks_;
  int64_t bucket_bytes_;
  std::vector<Slot> slots_;      // in the order of the names
  std::vector<unsigned> hooks_;  // of each slot's parameter
  std::vector<size_t> order_;    // of slots, as their gradients become ready
  std::vector<Bucket> buckets_;  // started in their order, whatever the timing
  size_t started_ = 0;
  bool is_arranged_ = false;
  bool is_arranging_ = false;
  bool is_summing_ = false;
};

}  // namespace supreme
