// Ranks as threads of one process, which sum in the order of their numbers.
#pragma once

#include <ATen/ATen.h>

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "train/collective.h"

namespace supreme {

class ThreadRanks {
 public:
  explicit ThreadRanks(int64_t size) : size_(size), started_(static_cast<size_t>(size), 0) {}

  // Calls `work` once per rank, all at the same time; rethrows the first failure, in the order of
  // the ranks.
  void Run(const std::function<void(Collective&)>& work) {
    std::vector<std::thread> threads;
    std::vector<std::exception_ptr> failures(static_cast<size_t>(size_));
    for (int64_t rank = 0; rank < size_; ++rank) {
      threads.emplace_back([&, rank] {
        try {
          Rank own(*this, rank);
          work(own);
        } catch (...) {
          failures[static_cast<size_t>(rank)] = std::current_exception();  // rethrown below
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::exception_ptr& failure : failures) {
      if (failure) std::rethrow_exception(failure);
    }
  }

 private:
  class Rank : public Collective {
   public:
    Rank(ThreadRanks& all, int64_t rank) : all_(all), rank_(rank) {}
    int64_t rank() const override { return rank_; }
    int64_t size() const override { return all_.size_; }
    at::Device device() const override { return at::kCPU; }
    void StartSum(const at::Tensor& values) override { all_.Start(rank_, values); }
    void Poke() override {}
    void Wait() override { all_.WaitFor(rank_); }
    void Finish() override {}

   private:
    ThreadRanks& all_;
    int64_t rank_;
  };

  // One sum, to which every rank brings its part.
  struct Round {
    std::vector<at::Tensor> parts;
    int64_t brought = 0;
  };

  void Start(int64_t rank, const at::Tensor& values) {
    const std::lock_guard lock(mutex_);
    const size_t number = started_[static_cast<size_t>(rank)]++;
    if (rounds_.size() <= number) rounds_.resize(number + 1);
    Round& round = rounds_[number];
    round.parts.resize(static_cast<size_t>(size_));
    round.parts[static_cast<size_t>(rank)] = values;
    if (++round.brought < size_) return;
    at::Tensor sum = round.parts[0].clone();
    for (size_t i = 1; i < round.parts.size(); ++i) sum.add_(round.parts[i]);
    for (at::Tensor& part : round.parts) part.copy_(sum);
    round.parts.clear();
    changed_.notify_all();
  }

  void WaitFor(int64_t rank) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      const size_t started = started_[static_cast<size_t>(rank)];
      return started == 0 || rounds_[started - 1].brought == size_;
    });
  }

  const int64_t size_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<size_t> started_;  // sums, by rank
  std::vector<Round> rounds_;
};

}  // namespace supreme
