// Data-parallel training on the CPU: a batch is cut into parts, each computed by a copy of the
// network in a thread of its own. Small tensors gain far more from this than from threads inside
// each operation.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "core/bounded_queue.h"
#include "nn/ecg_network.h"
#include "nn/losses.h"
#include "train/batch_source.h"
#include "train/collective.h"
#include "train/gradient_buckets.h"

namespace supreme {

struct ReplicaOptions {
  int64_t count = 1;
  int64_t threads = 0;  // of all replicas together; 0 = all cores
  std::string precision = "fp32";
  bool encoder_frozen = false;
  int64_t micro_batch = 0;  // records of a part computed at a time, vit only; 0 = chosen by device
  at::Device device = at::kCPU;
  Rng rng = Rng(0);             // seeds of the dropout generators
  Collective* ranks = nullptr;  // other processes that compute other shares of the batches
  double bucket_mb = 4.0;       // of gradients that are summed over ranks at a time
};

// Gradients are summed, and running statistics averaged, in the order of the replicas: the result
// does not depend on timing. Batch norm sees each part of the batch by itself, but the whole batch
// when it is shared by ranks. Not thread-safe.
class Replicas {
 public:
  // The first replica is `model` itself, whose weights the others share; it must outlive this.
  // kUsage for more than one on another device than the CPU, or where there are several ranks, and
  // for a micro-batch with batch norm.
  Replicas(EcgNetwork& model, const ReplicaOptions& options);
  ~Replicas();
  Replicas(const Replicas&) = delete;
  Replicas& operator=(const Replicas&) = delete;

  // Loss of the whole batch, of all ranks; `model` has its gradients and moved batch statistics.
  // Not finite: the gradients are of no use. A contrastive loss compares all records of a batch:
  // one replica and one rank only (train/loss_options.h).
  double ComputeGradients(const Batch& batch, const LossOptions& loss);
  // True when the user of any rank had asked to stop by the last call above: the same everywhere.
  bool stop_asked() const;
  // The same on any device without waiting for it: the loss, float32 without dimensions. Gradients
  // are computed whatever it is. One rank only.
  at::Tensor StartGradients(const Batch& batch, const LossOptions& loss);
  // Of dropout, one per replica: their states belong into checkpoints.
  const std::vector<at::Generator>& generators() const { return generators_; }

 private:
  using Task = std::packaged_task<double()>;
  struct Worker {
    explicit Worker(const ReplicaOptions& options);
    ~Worker();
    BoundedQueue<Task> tasks;
    std::thread thread;
  };
  // The loss's part that rows first … first + count − 1 of the batch make up.
  struct Part {
    const Batch& batch;
    const LossOptions& loss;
    double weight = 1.0;
    double direct_weight = 0.0;
    int64_t first = 0;
    int64_t count = 0;
  };
  Part WholeBatch(const Batch& batch, const LossOptions& loss) const;
  int64_t PieceRecords(const Part& part) const;
  at::Tensor PieceLoss(size_t replica, const Part& piece) const;
  double RunPart(size_t replica, const Part& part);
  double RunParts(const std::vector<Part>& parts);
  double ComputeShare(const Batch& batch, const LossOptions& loss);
  void ArrangeBuckets(const Batch& batch);
  void MergeGradients();
  void MergeStatistics(size_t parts);

  EcgNetwork& model_;
  ReplicaOptions options_;
  std::vector<std::unique_ptr<EcgNetwork>> copies_;  // of replica 1, 2, …
  std::vector<at::Generator> generators_;
  std::vector<std::unique_ptr<Worker>> workers_;  // of replica 1, 2, …
  std::optional<GradientBuckets> buckets_;        // where there are several ranks
  bool stop_asked_ = false;
};

}  // namespace supreme
