#include "train/agreement.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <new>
#include <vector>

#include "core/error.h"
#include "train/missing_ranks.h"

namespace supreme {
namespace {

// 0 = all is well; an error's code counts from 1.
double Verdict(const std::exception_ptr& failure) {
  if (!failure) return 0.0;
  ErrorCode code = ErrorCode::kInternal;
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) {
    code = error.code();
  } catch (const std::bad_alloc&) {
    code = ErrorCode::kIo;  // as main reports it
  } catch (...) {
    code = ErrorCode::kInternal;
  }
  return 1.0 + static_cast<double>(code);
}

}  // namespace

void SumUnlessOneFailed(Collective& ranks, const std::exception_ptr& failure,
                        std::span<double> values) {
  if (ranks.size() == 1) {
    if (failure) std::rethrow_exception(failure);
    return;
  }
  // The values, then one verdict per rank.
  std::vector<double> all(values.begin(), values.end());
  all.resize(values.size() + static_cast<size_t>(ranks.size()), 0.0);
  const auto verdicts = std::span(all).subspan(values.size());
  verdicts[static_cast<size_t>(ranks.rank())] = Verdict(failure);
  const at::Tensor sums = at::tensor(all, at::TensorOptions(at::kDouble)).to(ranks.device());
  ranks.StartSum(sums);
  ranks.Wait();
  const at::Tensor result = sums.cpu();
  std::copy_n(result.const_data_ptr<double>(), all.size(), all.begin());
  if (failure) std::rethrow_exception(failure);
  const auto failed = std::ranges::find_if(verdicts, [](double verdict) { return verdict != 0.0; });
  if (failed != verdicts.end()) {
    throw Error(static_cast<ErrorCode>(static_cast<int>(*failed) - 1),
                RankList({failed - verdicts.begin()}) + " failed, so all stop", ranks.doing(),
                "see its own message");
  }
  std::copy_n(all.begin(), values.size(), values.begin());
}

void OnFirst(Collective& ranks, const std::function<void()>& work) {
  std::exception_ptr failure;
  if (ranks.rank() == 0) {
    try {
      work();
    } catch (...) {
      failure = std::current_exception();  // rethrown when all ranks know
    }
  }
  SumUnlessOneFailed(ranks, failure, {});
}

void ShareBest(Collective& ranks, TrainState& state) {
  std::array<double, 3> best = {state.has_best ? 1.0 : 0.0, state.best_auc,
                                static_cast<double>(state.best_step)};
  if (ranks.rank() > 0) best.fill(0.0);
  SumUnlessOneFailed(ranks, nullptr, best);
  state.has_best = best[0] != 0.0;
  state.best_auc = best[1];
  state.best_step = static_cast<int64_t>(best[2]);
}

std::optional<Batch> NextOfAll(BatchStream& batches, Collective& ranks) {
  std::optional<Batch> batch;
  std::exception_ptr failure;
  try {
    batch = batches.Next();
  } catch (...) {
    failure = std::current_exception();  // rethrown when all ranks know
  }
  SumUnlessOneFailed(ranks, failure, {});
  return batch;
}

}  // namespace supreme
