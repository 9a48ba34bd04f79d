#include "train/replicas.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <utility>

#include "core/error.h"
#include "core/interrupt.h"
#include "nn/record_text_loss.h"
#include "train/agreement.h"
#include "train/batch_loss.h"
#include "train/device.h"

namespace supreme {
namespace {

// What a few records need stays in the cache between the layers.
constexpr int64_t kCpuMicroBatch = 4;

std::vector<at::Tensor> Values(const std::map<std::string, at::Tensor>& tensors) {
  std::vector<at::Tensor> values;
  for (const auto& [name, tensor] : tensors) values.push_back(tensor);
  return values;
}

at::Device Checked(const ReplicaOptions& options) {
  if (options.count > 1 && options.ranks != nullptr && options.ranks->size() > 1) {
    throw Error(ErrorCode::kUsage, "replicas and ranks exclude each other", "train.replicas",
                "train.replicas=1, and more ranks");
  }
  if (options.count == 1 || options.device.is_cpu()) return options.device;
  throw Error(ErrorCode::kUsage, "replicas are for training on the CPU", "train.replicas",
              "train.replicas=1");
}

}  // namespace

Replicas::Worker::Worker(const ReplicaOptions& options)
    : tasks(1), thread([this, threads = options.threads, count = options.count] {
        SetThreads(threads, count);
        while (auto task = tasks.Pop()) (*task)();
      }) {}

Replicas::Worker::~Worker() {
  tasks.Close();
  thread.join();
}

Replicas::Replicas(EcgNetwork& model, const ReplicaOptions& options)
    : model_(model), options_(options), generators_{DropoutGenerator(Checked(options))} {
  if (options.micro_batch > 0 && !model.weights().buffers().empty()) {
    throw Error(ErrorCode::kUsage, "batch norm needs whole parts of a batch", "train.micro_batch",
                "train.micro_batch=0 with a resnet");
  }
  {
    const int64_t rank = options.ranks != nullptr ? options.ranks->rank() : 0;
    Rng seeds = rank == 0 ? options.rng : options.rng.Fork("rank " + std::to_string(rank));
    const std::lock_guard lock(generators_[0].mutex());
    generators_[0].set_current_seed(seeds.NextU64());
  }
  if (options.ranks != nullptr && options.ranks->size() > 1) {
    buckets_.emplace(model.weights().parameters(), *options.ranks,
                     static_cast<int64_t>(options.bucket_mb * 1e6));
  }
  for (int64_t i = 1; i < options.count; ++i) {
    copies_.push_back(model.On(model.weights().Replica()));
    generators_.push_back(NewCpuGenerator(options.rng.Fork(static_cast<uint64_t>(i)).NextU64()));
    workers_.push_back(std::make_unique<Worker>(options));
  }
}

Replicas::~Replicas() = default;

int64_t Replicas::PieceRecords(const Part& part) const {
  // A contrastive loss compares all records.
  if (part.loss.contrastive_weight > 0.0) return part.count;
  const int64_t wanted = options_.micro_batch > 0   ? options_.micro_batch
                         : options_.device.is_cpu() ? kCpuMicroBatch
                                                    : part.count;
  return model_.weights().buffers().empty() ? std::min(wanted, part.count) : part.count;
}

at::Tensor Replicas::PieceLoss(size_t replica, const Part& piece) const {
  const EcgNetwork& model = replica == 0 ? model_ : *copies_[replica - 1];
  const auto rows = [&](const at::Tensor& tensor) {
    return tensor.narrow(0, piece.first, piece.count).to(options_.device);
  };
  Mode mode{.training = true, .encoder_frozen = options_.encoder_frozen};
  if (replica > 0) mode.generator = generators_[replica];
  if (buckets_) mode.batch_sum = options_.ranks;
  at::Tensor loss;
  EcgNetwork::Outputs outputs;
  {
    const PrecisionGuard precision(options_.precision, options_.device);
    outputs = model.ForwardAll(rows(piece.batch.samples), rows(piece.batch.lead_log_std),
                               piece.batch.queries.to(options_.device), mode);
    loss = QueryLossSum(outputs.logits, rows(piece.batch.labels), piece.loss) * piece.weight;
    if (outputs.direct.defined()) {
      LossOptions plain = piece.loss;
      plain.pos_weight = plain.query_weight = at::Tensor();
      loss = loss +
             QueryLossSum(outputs.direct, rows(piece.batch.direct), plain) * piece.direct_weight;
    }
  }
  if (piece.loss.contrastive_weight == 0.0) return loss;
  const RecordTexts texts{outputs.tokens, outputs.projected_queries, rows(piece.batch.labels)};
  return loss +
         RecordTextLoss(texts, piece.loss.contrastive_temperature) * piece.loss.contrastive_weight;
}

double Replicas::RunPart(size_t replica, const Part& part) {
  const int64_t records = PieceRecords(part);
  double sum = 0.0;
  for (int64_t done = 0; done < part.count; done += records) {
    Part piece = part;
    piece.first = part.first + done;
    piece.count = std::min(records, part.count - done);
    const at::Tensor loss = PieceLoss(replica, piece);
    sum += loss.item<double>();
    // Other ranks wait for this one's part of the sums, whatever it is worth.
    if (!buckets_ && !std::isfinite(sum)) break;
    if (buckets_ && done + records >= part.count) buckets_->Begin();
    loss.backward();
  }
  return sum;
}

at::Tensor Replicas::StartGradients(const Batch& batch, const LossOptions& loss) {
  SUPREME_CHECK(!buckets_);
  const LossOptions own = LossOfBatch(batch, loss);
  Part part = WholeBatch(batch, own);
  const int64_t records = PieceRecords(part);
  at::Tensor sum;
  for (int64_t done = 0; done < batch.record_count(); done += records) {
    part.first = done;
    part.count = std::min(records, batch.record_count() - done);
    const at::Tensor piece_loss = PieceLoss(0, part);
    piece_loss.backward();
    sum = sum.defined() ? sum + piece_loss.detach() : piece_loss.detach();
  }
  return sum;
}

double Replicas::RunParts(const std::vector<Part>& parts) {
  std::vector<std::future<double>> others;
  for (size_t i = 1; i < parts.size(); ++i) {
    Task task([this, i, &parts] { return RunPart(i, parts[i]); });
    others.push_back(task.get_future());
    workers_[i - 1]->tasks.Push(std::move(task));
  }
  std::exception_ptr failure;
  double loss = 0.0;
  try {
    loss = RunPart(0, parts[0]);
  } catch (...) {
    failure = std::current_exception();  // rethrown below: the others still use `parts`
  }
  for (std::future<double>& other : others) other.wait();
  if (failure) std::rethrow_exception(failure);
  for (std::future<double>& other : others) loss += other.get();
  return loss;
}

Replicas::Part Replicas::WholeBatch(const Batch& batch, const LossOptions& loss) const {
  Part part{batch, loss};
  part.weight = 1.0 / static_cast<double>(std::max<int64_t>(1, CountedLabels(batch, loss)));
  part.count = batch.record_count();
  if (batch.direct.defined()) {
    const int64_t counted = std::max<int64_t>(1, CountedDirectLabels(batch, loss));
    part.direct_weight = loss.direct_weight / static_cast<double>(counted);
  }
  return part;
}

double Replicas::ComputeGradients(const Batch& batch, const LossOptions& loss) {
  SUPREME_CHECK(loss.contrastive_weight == 0.0 || (options_.count == 1 && !buckets_));
  if (buckets_) return ComputeShare(batch, loss);
  const LossOptions own = LossOfBatch(batch, loss);
  const Part whole = WholeBatch(batch, own);
  const int64_t records = whole.count;
  const int64_t count = std::min(records, options_.count);
  const std::vector<at::Tensor> statistics = Values(model_.weights().buffers());
  std::vector<Part> parts;
  for (int64_t i = 0; i < count; ++i) {
    const int64_t first = records * i / count;
    const int64_t end = records * (i + 1) / count;
    parts.push_back(whole);
    parts.back().first = first;
    parts.back().count = end - first;
    if (i > 0 && !statistics.empty()) {
      at::_foreach_copy_(Values(copies_[static_cast<size_t>(i) - 1]->weights().buffers()),
                         statistics);
    }
  }
  const double value = RunParts(parts);
  if (!std::isfinite(value)) {
    for (const auto& copy : copies_) {
      for (const auto& [name, tensor] : copy->weights().parameters()) {
        tensor.mutable_grad().reset();
      }
    }
    return value;
  }
  const c10::NoGradGuard no_grad;
  MergeGradients();
  MergeStatistics(parts.size());
  return value;
}

double Replicas::ComputeShare(const Batch& batch, const LossOptions& loss) {
  const LossOptions own = LossOfBatch(batch, loss);
  std::array counts{static_cast<double>(CountedLabels(batch, own)), 0.0};
  if (batch.direct.defined()) counts[1] = static_cast<double>(CountedDirectLabels(batch, loss));
  SumUnlessOneFailed(*options_.ranks, nullptr, counts);
  const Part part{batch,
                  own,
                  1.0 / std::max(1.0, counts[0]),
                  batch.direct.defined() ? own.direct_weight / std::max(1.0, counts[1]) : 0.0,
                  0,
                  batch.record_count()};
  if (!buckets_->is_arranged()) ArrangeBuckets(batch);
  double value = 0.0;
  std::exception_ptr failure;
  try {
    value = RunPart(0, part);
  } catch (...) {
    // Others may be waiting in a batch norm, which this rank will not reach: it has to end.
    if (!model_.weights().buffers().empty()) throw;
    failure = std::current_exception();  // rethrown below, when all ranks know
    if (!buckets_->is_summing()) buckets_->Begin();
  }
  buckets_->Finish();
  std::array totals{value, Interrupted() ? 1.0 : 0.0};
  SumUnlessOneFailed(*options_.ranks, failure, totals);
  stop_asked_ = totals[1] > 0.0;
  return totals[0];
}

// One record in evaluation mode: it draws no random numbers and moves no statistics.
void Replicas::ArrangeBuckets(const Batch& batch) {
  const auto first = [&](const at::Tensor& tensor) {
    return tensor.narrow(0, 0, 1).to(options_.device);
  };
  buckets_->Arrange([&] {
    const auto outputs = model_.ForwardAll(first(batch.samples), first(batch.lead_log_std),
                                           batch.queries.to(options_.device),
                                           {.encoder_frozen = options_.encoder_frozen});
    at::Tensor sum = outputs.logits.sum();
    if (outputs.direct.defined()) sum = sum + outputs.direct.sum();
    sum.backward();
  });
}

bool Replicas::stop_asked() const { return buckets_ ? stop_asked_ : Interrupted(); }

void Replicas::MergeGradients() {
  for (const auto& copy : copies_) {
    for (const auto& [name, tensor] : copy->weights().parameters()) {
      if (!tensor.grad().defined()) continue;
      at::Tensor& sum = model_.weights().Get(name).mutable_grad();
      if (sum.defined()) {
        sum.add_(tensor.grad());
      } else {
        sum = tensor.grad();
      }
      tensor.mutable_grad().reset();
    }
  }
}

void Replicas::MergeStatistics(size_t parts) {
  const std::vector<at::Tensor> mean = Values(model_.weights().buffers());
  if (mean.empty() || parts < 2) return;
  for (size_t i = 1; i < parts; ++i) {
    at::_foreach_add_(mean, Values(copies_[i - 1]->weights().buffers()));
  }
  at::_foreach_mul_(mean, 1.0 / static_cast<double>(parts));
}

}  // namespace supreme
