#include "train/device_batches.h"

#include <ATen/ATen.h>
#include <c10/core/Event.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <array>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "core/bounded_queue.h"
#include "train/batch_loss.h"

namespace supreme {
namespace {

constexpr size_t kBatchesAhead = 1;  // beside the one that the thread works on

std::array<at::Tensor*, 10> TensorsOf(Batch& batch) {
  return {&batch.samples,      &batch.lead_log_std,  &batch.labels,        &batch.queries,
          &batch.direct,       &batch.query_ids,     &batch.query_weights, &batch.stored.signal,
          &batch.stored.scale, &batch.stored.present};
}

at::Tensor Moved(const at::Tensor& tensor, at::Device device) {
  if (!tensor.defined() || tensor.device() == device) return tensor;
  return (tensor.is_pinned() ? tensor : tensor.pin_memory()).to(device, /*non_blocking=*/true);
}

class DeviceBatches : public BatchStream {
 public:
  DeviceBatches(std::unique_ptr<BatchStream> inner, at::Device device,
                const PreprocessConfig& config)
      : inner_(std::move(inner)),
        device_(device),
        preprocessor_(config, device),
        queue_(kBatchesAhead),
        thread_([this] { Run(); }) {}

  ~DeviceBatches() override {
    queue_.Close();
    thread_.join();
  }

  std::optional<Batch> Next() override {
    std::optional<Copied> next = queue_.Pop();
    if (!next) {
      if (failure_) std::rethrow_exception(failure_);
      return std::nullopt;
    }
    if (next->ready) {
      const c10::Stream stream = c10::impl::VirtualGuardImpl(device_.type()).getStream(device_);
      next->ready->block(stream);
      // Their memory must not be given to the copying stream again before this one is done.
      for (at::Tensor* tensor : TensorsOf(next->batch)) {
        if (tensor->defined()) tensor->record_stream(stream);
      }
    }
    return std::move(next->batch);
  }

 private:
  struct Copied {
    Batch batch;
    std::unique_ptr<c10::Event> ready;  // none on the CPU, where nothing runs by itself
  };

  void Run() {
    try {
      if (device_.is_cpu()) {
        while (auto batch = inner_->Next()) {
          if (!queue_.Push({Copy(std::move(*batch)), nullptr})) break;
        }
      } else {
        CopyOnStream();
      }
    } catch (...) {
      failure_ = std::current_exception();  // rethrown by Next in the consumer's thread
    }
    queue_.Close();
  }

  void CopyOnStream() {
    const c10::impl::VirtualGuardImpl guard(device_.type());
    const c10::Stream stream = guard.getStreamFromGlobalPool(device_);
    const c10::StreamGuard on_stream(stream);
    while (auto batch = inner_->Next()) {
      Copied copied{Copy(std::move(*batch)), std::make_unique<c10::Event>(device_.type())};
      copied.ready->record(stream);
      if (!queue_.Push(std::move(copied))) break;
    }
  }

  // Queries that stay the same are copied once.
  Batch Copy(Batch batch) {
    const at::Tensor queries = batch.queries;
    if (queries.is_same(queries_)) batch.queries = queries_on_device_;
    Batch copy = MoveBatch(std::move(batch), device_, preprocessor_);
    queries_ = queries;
    queries_on_device_ = copy.queries;
    return copy;
  }

  std::unique_ptr<BatchStream> inner_;
  at::Device device_;
  DevicePreprocessor preprocessor_;
  at::Tensor queries_, queries_on_device_;
  BoundedQueue<Copied> queue_;
  std::exception_ptr failure_;  // read after the queue is closed
  std::thread thread_;
};

}  // namespace

Batch MoveBatch(Batch batch, at::Device device, const DevicePreprocessor& preprocessor) {
  CountLabels(batch);
  for (at::Tensor* tensor : TensorsOf(batch)) *tensor = Moved(*tensor, device);
  if (batch.stored.signal.defined()) {
    auto input = preprocessor.Prepare(batch.stored);
    batch.samples = std::move(input.samples);
    batch.lead_log_std = std::move(input.lead_log_std);
    batch.stored = {};
  }
  return batch;
}

std::unique_ptr<BatchStream> CopiedAhead(std::unique_ptr<BatchStream> inner, at::Device device,
                                         const PreprocessConfig& config) {
  return std::make_unique<DeviceBatches>(std::move(inner), device, config);
}

std::unique_ptr<BatchStream> OnDevice(std::unique_ptr<BatchStream> inner, at::Device device,
                                      const PreprocessConfig& config) {
  if (device.is_cpu()) return inner;
  return CopiedAhead(std::move(inner), device, config);
}

}  // namespace supreme
