#include "train/rank_checks.h"

#include <ATen/ATen.h>

#include <cstring>
#include <vector>

#include "core/error.h"
#include "train/missing_ranks.h"

namespace supreme {
namespace {

// Of eight bytes at a time, each mixed in by a step that can be undone: a single difference always
// shows. The constants are those of SplitMix64 (Steele et al. 2014, doi 10.1145/2660193.2660195).
uint64_t HashBytes(const void* bytes, size_t count) {
  const auto* next = static_cast<const unsigned char*>(bytes);
  uint64_t hash = count;
  while (count > 0) {
    const size_t taken = count < sizeof(uint64_t) ? count : sizeof(uint64_t);
    uint64_t word = 0;
    std::memcpy(&word, next, taken);
    hash = (hash ^ word) * 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 31;
    next += taken;
    count -= taken;
  }
  return hash;
}

// Ranks whose row differs from rank 0's in entry `index`.
std::vector<int64_t> Differing(const at::Tensor& hashes, int64_t index) {
  std::vector<int64_t> ranks;
  for (int64_t rank = 1; rank < hashes.size(0); ++rank) {
    if (!at::equal(hashes[rank][index], hashes[0][index])) ranks.push_back(rank);
  }
  return ranks;
}

// [ranks, hashes, 8]
at::Tensor GatherHashes(Collective& ranks, const std::vector<uint64_t>& hashes) {
  at::Tensor bytes = at::empty({static_cast<int64_t>(hashes.size()), 8}, at::kByte);
  std::memcpy(bytes.mutable_data_ptr(), hashes.data(), bytes.nbytes());
  return GatherBytes(ranks, bytes);
}

}  // namespace

void CheckSameWeights(Collective& ranks, const Weights& weights) {
  if (ranks.size() == 1) return;
  std::vector<std::string> names;
  std::vector<uint64_t> hashes;
  for (const auto* tensors : {&weights.parameters(), &weights.buffers()}) {
    for (const auto& [name, tensor] : *tensors) {
      const at::Tensor copy = tensor.detach().cpu().contiguous();
      names.push_back(name);
      hashes.push_back(HashBytes(copy.const_data_ptr(), copy.nbytes()));
    }
  }
  const at::Tensor all = GatherHashes(ranks, hashes);
  for (size_t i = 0; i < names.size(); ++i) {
    const std::vector<int64_t> others = Differing(all, static_cast<int64_t>(i));
    if (others.empty()) continue;
    throw Error(ErrorCode::kCheckFailed,
                names[i] + " differs on " + RankList(others) + " from rank 0", ranks.doing(),
                "the same program and hardware on all machines; --resume from a checkpoint before");
  }
}

void CheckRankCount(int64_t before, int64_t now, bool is_allowed) {
  if (before == now || is_allowed) return;
  throw Error(ErrorCode::kUsage,
              "the run was started with " + std::to_string(before) + " ranks, now there are " +
                  std::to_string(now),
              "supreme pretrain --resume",
              "as many ranks as before, or --allow-world-size-change: dropout then differs");
}

void CheckSameText(Collective& ranks, std::string_view text, const std::string& what) {
  if (ranks.size() == 1) return;
  const at::Tensor all = GatherHashes(ranks, {HashBytes(text.data(), text.size())});
  const std::vector<int64_t> others = Differing(all, 0);
  if (others.empty()) return;
  throw Error(ErrorCode::kUsage, RankList(others) + " has other " + what + " than rank 0",
              "joining the ranks", "the same command and files on all machines");
}

}  // namespace supreme
