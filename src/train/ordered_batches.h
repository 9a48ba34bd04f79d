// Batches made by several threads, handed out in their order.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "train/batch_source.h"

namespace supreme {

class OrderedBatches : public BatchStream {
 public:
  // Makes the batch of an index; called from several threads at once.
  using MakeBatch = std::function<Batch(int64_t index)>;
  struct Range {
    int64_t first = 0;
    int64_t end = 0;
  };
  // `worker_count` is at least 1; each worker holds one batch, and two more wait ready.
  OrderedBatches(Range range, size_t worker_count, MakeBatch make);
  ~OrderedBatches() override;
  OrderedBatches(const OrderedBatches&) = delete;
  OrderedBatches& operator=(const OrderedBatches&) = delete;

  std::optional<Batch> Next() override;

 private:
  void Work();
  // Waits for room; the end of the range when there is nothing to make.
  int64_t TakeIndex();

  const int64_t end_;
  const int64_t ahead_;
  const MakeBatch make_;
  std::mutex mutex_;
  std::condition_variable made_, room_;
  int64_t next_made_, next_given_;
  bool stopped_ = false;
  std::exception_ptr failure_;
  std::map<int64_t, Batch> ready_;
  std::vector<std::thread> workers_;
};

}  // namespace supreme
