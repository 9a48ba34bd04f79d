#include "train/ordered_batches.h"

#include <utility>

#include "core/error.h"

namespace supreme {
namespace {

constexpr int64_t kReadyBatches = 2;

}  // namespace

OrderedBatches::OrderedBatches(Range range, size_t worker_count, MakeBatch make)
    : end_(range.end),
      ahead_(static_cast<int64_t>(worker_count) + kReadyBatches),
      make_(std::move(make)),
      next_made_(range.first),
      next_given_(range.first) {
  SUPREME_CHECK(worker_count > 0);
  for (size_t i = 0; i < worker_count; ++i) workers_.emplace_back([this] { Work(); });
}

OrderedBatches::~OrderedBatches() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  room_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

int64_t OrderedBatches::TakeIndex() {
  std::unique_lock lock(mutex_);
  room_.wait(lock,
             [&] { return stopped_ || next_made_ >= end_ || next_made_ < next_given_ + ahead_; });
  return stopped_ || next_made_ >= end_ ? end_ : next_made_++;
}

void OrderedBatches::Work() {
  try {
    for (int64_t index = TakeIndex(); index < end_; index = TakeIndex()) {
      Batch batch = make_(index);
      const std::lock_guard lock(mutex_);
      ready_.emplace(index, std::move(batch));
      made_.notify_one();
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();  // rethrown by Next in the consumer's thread
    stopped_ = true;
    made_.notify_one();
    room_.notify_all();
  }
}

std::optional<Batch> OrderedBatches::Next() {
  std::unique_lock lock(mutex_);
  if (next_given_ >= end_) return std::nullopt;
  made_.wait(lock, [&] { return ready_.contains(next_given_) || failure_; });
  const auto found = ready_.find(next_given_);
  if (found == ready_.end()) std::rethrow_exception(failure_);
  Batch batch = std::move(found->second);
  ready_.erase(found);
  ++next_given_;
  room_.notify_one();
  return batch;
}

}  // namespace supreme
