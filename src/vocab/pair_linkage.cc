#include <algorithm>
#include <numeric>
#include <utility>

#include "core/error.h"
#include "core/interrupt.h"
#include "vocab/linkage.h"
#include "vocab/near_pairs.h"

namespace supreme {
namespace {

constexpr size_t kMaxPairs = 30'000'000;

struct Pair {
  uint32_t first = 0;
  uint32_t second = 0;
  float cosine = 0.0f;
};

std::vector<Pair> AllowedPairs(const LinkageInput& input) {
  const BoundingBasis basis(input.rows);
  const KindSets kinds(input);
  std::vector<Pair> pairs;
  VisitNearPairs(input.rows, basis, input.threshold,
                 [&](uint32_t first, uint32_t second, double cosine) {
                   if (kinds.IsApart(first, second)) return;
                   if (pairs.size() == kMaxPairs) {
                     throw Error(ErrorCode::kInvalidInput,
                                 "over 30 million pairs are nearer than the threshold", "",
                                 "use average linkage, or a higher threshold");
                   }
                   pairs.push_back({first, second, static_cast<float>(cosine)});
                 });
  return pairs;
}

// The nearest pair first; a pair whose groups must not meet is passed over.
Groups SingleLinkage(const LinkageInput& input, std::vector<Pair> pairs) {
  std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
    if (a.cosine != b.cosine) return a.cosine > b.cosine;
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  });
  KindSets kinds(input);
  std::vector<uint32_t> parents(input.rows.count());
  std::iota(parents.begin(), parents.end(), 0u);
  const auto root = [&](uint32_t row) {
    while (parents[row] != row) row = parents[row] = parents[parents[row]];
    return row;
  };
  for (const Pair& pair : pairs) {
    const auto [group, other] = std::minmax({root(pair.first), root(pair.second)});
    if (group == other || kinds.IsApart(group, other)) continue;
    parents[other] = group;
    kinds.Join(group, other);
  }
  return GroupsOf(std::move(parents));
}

// Groups are neighbours while all pairs of their members are listed; joining keeps the common
// neighbours, with the smaller cosine.
class CompleteLinker {
 public:
  CompleteLinker(size_t count, const std::vector<Pair>& pairs)
      : parents_(count), neighbours_(count) {
    std::iota(parents_.begin(), parents_.end(), 0u);
    for (const Pair& pair : pairs) {
      neighbours_[pair.first].push_back({pair.second, pair.cosine});
      neighbours_[pair.second].push_back({pair.first, pair.cosine});
    }
    for (auto& list : neighbours_) std::ranges::sort(list, {}, &Neighbour::group);
  }

  Groups Run() {
    for (uint32_t row = 0; row < parents_.size(); ++row) Follow(row);
    return GroupsOf(std::move(parents_));
  }

 private:
  struct Neighbour {
    uint32_t group = 0;
    float cosine = 0.0f;
  };
  using Neighbours = std::vector<Neighbour>;

  void Follow(uint32_t start) {
    std::vector<uint32_t> chain = {start};
    while (!chain.empty()) {
      ThrowIfInterrupted();
      const uint32_t group = chain.back();
      if (parents_[group] != group || neighbours_[group].empty()) {
        chain.pop_back();
        continue;
      }
      const uint32_t nearest = Nearest(group, chain);
      if (chain.size() > 1 && nearest == chain[chain.size() - 2]) {
        chain.resize(chain.size() - 2);
        Join(std::min(group, nearest), std::max(group, nearest));
        if (chain.empty()) chain.push_back(std::min(group, nearest));
      } else {
        chain.push_back(nearest);
      }
    }
  }

  // The previous one of the chain wins ties, then the smallest.
  uint32_t Nearest(uint32_t group, const std::vector<uint32_t>& chain) const {
    const uint32_t previous = chain.size() > 1 ? chain[chain.size() - 2] : group;
    Neighbour best = neighbours_[group][0];
    for (const Neighbour& neighbour : neighbours_[group]) {
      const bool wins_tie = neighbour.cosine == best.cosine && neighbour.group == previous;
      if (neighbour.cosine > best.cosine || wins_tie) best = neighbour;
    }
    return best.group;
  }

  Neighbours::iterator Find(uint32_t group, uint32_t neighbour) {
    return std::ranges::lower_bound(neighbours_[group], neighbour, {}, &Neighbour::group);
  }

  void Join(uint32_t group, uint32_t other) {
    parents_[other] = group;
    Neighbours common;
    for (const Neighbour& neighbour : neighbours_[group]) {
      if (neighbour.group == other) continue;
      const auto mine = Find(neighbour.group, group);
      const auto found = Find(other, neighbour.group);
      if (found == neighbours_[other].end() || found->group != neighbour.group) {
        neighbours_[neighbour.group].erase(mine);
        continue;
      }
      mine->cosine = std::min(neighbour.cosine, found->cosine);
      common.push_back({neighbour.group, mine->cosine});
    }
    for (const Neighbour& neighbour : neighbours_[other]) {
      if (neighbour.group != group)
        neighbours_[neighbour.group].erase(Find(neighbour.group, other));
    }
    neighbours_[group] = std::move(common);
    neighbours_[other] = {};
  }

  std::vector<uint32_t> parents_;  // smaller rows
  std::vector<Neighbours> neighbours_;
};

}  // namespace

Groups PairLinkage(const LinkageInput& input, Linkage linkage) {
  std::vector<Pair> pairs = AllowedPairs(input);
  if (linkage == Linkage::kSingle) return SingleLinkage(input, std::move(pairs));
  SUPREME_CHECK(linkage == Linkage::kComplete);
  return CompleteLinker(input.rows.count(), pairs).Run();
}

}  // namespace supreme
