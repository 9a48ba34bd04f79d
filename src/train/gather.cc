#include "train/gather.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "core/error.h"
#include "train/agreement.h"

namespace supreme {
namespace {

// The whole, of which this rank has `own` from `first` on. All else is zero, so sums are exact.
template <class T>
std::vector<T> GatherShares(Collective& ranks, const std::vector<T>& own, size_t first,
                            size_t count) {
  const auto type = std::is_same_v<T, double> ? at::kDouble : at::kByte;
  const at::Tensor all = at::zeros({static_cast<int64_t>(count)}, at::TensorOptions(type));
  SUPREME_CHECK(first + own.size() <= count);
  std::copy(own.begin(), own.end(), all.mutable_data_ptr<T>() + first);
  ranks.Sum(all);
  const T* values = all.const_data_ptr<T>();
  return {values, values + count};
}

}  // namespace

ValidationScores GatherScores(Collective& ranks, const ValidationScores& own) {
  if (ranks.size() == 1) return own;
  ValidationScores all;
  const std::vector<int64_t> counts = FromAll(ranks, static_cast<int64_t>(own.record_count));
  const auto own_count = counts.begin() + ranks.rank();
  const auto before = static_cast<size_t>(std::accumulate(counts.begin(), own_count, int64_t{0}));
  all.record_count =
      before + static_cast<size_t>(std::accumulate(own_count, counts.end(), int64_t{0}));
  for (const int64_t left_out : FromAll(ranks, static_cast<int64_t>(own.left_out))) {
    all.left_out += static_cast<size_t>(left_out);
  }
  // A rank without records does not know how many queries there are.
  for (const int64_t queries : FromAll(ranks, static_cast<int64_t>(own.query_count))) {
    all.query_count = std::max(all.query_count, static_cast<size_t>(queries));
  }
  const size_t first = before * all.query_count;
  const size_t count = all.record_count * all.query_count;
  all.scores = GatherShares(ranks, own.scores, first, count);
  all.labels = GatherShares(ranks, own.labels, first, count);
  std::array loss{own.loss * static_cast<double>(own.record_count)};
  SumUnlessOneFailed(ranks, nullptr, loss);
  if (all.record_count > 0) all.loss = loss[0] / static_cast<double>(all.record_count);
  return all;
}

std::vector<at::Tensor> GatherStates(Collective& ranks, const at::Generator& generator) {
  if (ranks.size() == 1) return {generator.get_state()};
  return GatherBytes(ranks, generator.get_state().cpu()).unbind();
}

}  // namespace supreme
