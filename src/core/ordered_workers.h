// Threads that work on items 0, 1, 2, … and hand the results over in that order.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace supreme {

// Workers run ahead of the taker by at most `ahead` items, so memory is bounded however uneven the
// items are. `work` is called from several threads at once. One thread takes the results.
template <class Result>
class OrderedWorkers {
 public:
  using Work = std::function<Result(size_t item)>;

  OrderedWorkers(size_t item_count, size_t worker_count, size_t ahead, Work work)
      : item_count_(item_count), slots_(std::max<size_t>(ahead, 1)), work_(std::move(work)) {
    const size_t threads = std::clamp<size_t>(worker_count, 1, std::max<size_t>(item_count, 1));
    threads_.reserve(threads);
    for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
  }

  // Waits for work in progress; items that nobody started are left alone.
  ~OrderedWorkers() {
    {
      std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    room_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;

  // The next item's result; nothing after the last. Throws what `work` threw for that item.
  std::optional<Result> Next() {
    std::unique_lock lock(mutex_);
    if (taken_ == item_count_) return std::nullopt;
    Slot& slot = slots_[taken_ % slots_.size()];
    ready_.wait(lock, [&] { return slot.result.has_value() || slot.failure; });
    ++taken_;
    std::optional<Result> result = std::exchange(slot.result, std::nullopt);
    const std::exception_ptr failure = std::exchange(slot.failure, nullptr);
    lock.unlock();
    room_.notify_all();
    if (failure) std::rethrow_exception(failure);
    return result;
  }

 private:
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr failure;
  };

  void Run() {
    for (;;) {
      size_t item = 0;
      {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] {
          return stopped_ || started_ == item_count_ || started_ < taken_ + slots_.size();
        });
        if (stopped_ || started_ == item_count_) return;
        item = started_++;
      }
      Slot done;
      try {
        done.result.emplace(work_(item));
      } catch (...) {
        done.failure = std::current_exception();
      }
      std::lock_guard lock(mutex_);
      slots_[item % slots_.size()] = std::move(done);
      ready_.notify_one();
    }
  }

  const size_t item_count_;
  std::vector<Slot> slots_;
  const Work work_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  size_t started_ = 0;
  size_t taken_ = 0;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace supreme
