#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/interrupt.h"
#include "vocab/embedding.h"
#include "vocab/linkage.h"
#include "vocab/near_pairs.h"

namespace supreme {
namespace {

constexpr size_t kListed = 256;  // nearest rows that are remembered

struct Near {
  uint32_t row = 0;
  float cosine = 0.0f;
};
bool IsNearer(const Near& a, const Near& b) {
  return a.cosine != b.cosine ? a.cosine > b.cosine : a.row < b.row;
}

// The kListed nearest of what is added.
class NearestList {
 public:
  void Add(uint32_t row, double cosine) {
    const Near near{row, static_cast<float>(cosine)};
    if (heap_.size() < kListed) {
      heap_.push_back(near);
      std::ranges::push_heap(heap_, IsNearer);
      return;
    }
    is_cut_ = true;
    if (!IsNearer(near, heap_.front())) return;
    std::ranges::pop_heap(heap_, IsNearer);
    heap_.back() = near;
    std::ranges::push_heap(heap_, IsNearer);
  }

  bool is_full() const { return heap_.size() == kListed; }
  // No row that is not listed is nearer.
  double Bound(double threshold) const {
    return is_cut_ ? static_cast<double>(heap_.front().cosine) : threshold;
  }
  std::vector<uint32_t> Rows() const {
    std::vector<uint32_t> rows;
    for (const Near& near : heap_) rows.push_back(near.row);
    return rows;
  }

 private:
  std::vector<Near> heap_;  // the farthest in front
  bool is_cut_ = false;
};

class AverageLinker {
 public:
  explicit AverageLinker(const LinkageInput& input)
      : input_(input),
        width_(input.rows.width),
        count_(input.rows.count()),
        basis_(input.rows),
        kinds_(input),
        parents_(count_),
        sums_(input.rows.values.begin(), input.rows.values.end()),
        sizes_(count_, 1),
        bounds_(count_),
        candidates_(count_),
        short_means_(count_ * kBoundWidth) {
    std::iota(parents_.begin(), parents_.end(), 0u);
  }

  Groups Run() {
    ListNeighbours();
    for (uint32_t row = 0; row < count_; ++row) {
      if (!candidates_[row].empty()) open_.push_back(row);
    }
    for (uint32_t row = 0; row < count_; ++row) Follow(row);
    // A parent is always the smaller row, so one pass in order flattens the paths.
    for (uint32_t row = 0; row < count_; ++row) parents_[row] = Root(row);
    return GroupsOf(std::move(parents_));
  }

 private:
  struct Best {
    uint32_t group = 0;
    double similarity = 0.0;
  };

  std::span<const float> Sum(uint32_t group) const {
    return {sums_.data() + group * width_, width_};
  }
  std::span<float> ShortMean(uint32_t group) {
    return {short_means_.data() + group * kBoundWidth, kBoundWidth};
  }
  void Shorten(uint32_t group) {
    basis_.Shorten(Sum(group), 1.0 / static_cast<double>(sizes_[group]), ShortMean(group));
  }
  double Similarity(uint32_t a, uint32_t b) const {
    const double pairs = static_cast<double>(sizes_[a]) * static_cast<double>(sizes_[b]);
    return Dot(Sum(a), Sum(b)) / pairs;
  }
  uint32_t Root(uint32_t row) {
    while (parents_[row] != row) row = parents_[row] = parents_[parents_[row]];
    return row;
  }
  bool IsOpen(uint32_t group) const {
    return parents_[group] == group && !candidates_[group].empty();
  }

  void ListNeighbours() {
    std::vector<NearestList> lists(count_);
    VisitNearPairs(input_.rows, basis_, input_.threshold,
                   [&](uint32_t first, uint32_t second, double cosine) {
                     if (kinds_.IsApart(first, second)) return;
                     lists[first].Add(second, cosine);
                     lists[second].Add(first, cosine);
                   });
    for (uint32_t row = 0; row < count_; ++row) {
      candidates_[row] = lists[row].Rows();
      bounds_[row] = lists[row].Bound(input_.threshold);
      lists[row] = {};
      Shorten(row);
    }
  }

  // Walks from one group to its nearest, and on, until two are each other's nearest; joins these.
  // Joining never brings a group nearer to a third than both were, so what was found stays right.
  void Follow(uint32_t start) {
    std::vector<uint32_t> chain;
    if (IsOpen(start)) chain.push_back(start);
    while (!chain.empty()) {
      const uint32_t group = chain.back();
      if (!IsOpen(group)) {
        chain.pop_back();
        continue;
      }
      const uint32_t previous = chain.size() > 1 ? chain[chain.size() - 2] : group;
      const std::optional<Best> best = Nearest(group, previous);
      if (!best) {
        candidates_[group] = {};  // nothing will ever be near enough
        chain.pop_back();
      } else if (best->group == previous) {
        chain.resize(chain.size() - 2);
        const uint32_t joined = Join(std::min(group, previous), std::max(group, previous));
        if (chain.empty()) chain.push_back(joined);
      } else {
        chain.push_back(best->group);
      }
    }
  }

  // `preferred` wins ties, then the smallest.
  std::optional<Best> Nearest(uint32_t group, uint32_t preferred) {
    ThrowIfInterrupted();
    TidyCandidates(group);
    std::optional<Best> best;
    if (preferred != group && IsOpen(preferred)) {
      const double similarity = Similarity(group, preferred);
      if (similarity > input_.threshold) best = Best{preferred, similarity};
    }
    for (const uint32_t other : candidates_[group]) {
      if (other == group || !IsOpen(other)) continue;
      const double least = best ? best->similarity : input_.threshold;
      if (Dot(ShortMean(group), ShortMean(other)) < least - kBoundSlack) continue;
      const double similarity = Similarity(group, other);
      if (similarity > least && !kinds_.IsApart(group, other)) best = Best{other, similarity};
    }
    const double reached = best ? best->similarity : input_.threshold;
    if (bounds_[group] > reached) {
      LookAtAll(group);
      return Nearest(group, preferred);
    }
    return best;
  }

  // The candidates as groups, each once.
  void TidyCandidates(uint32_t group) {
    std::vector<uint32_t>& rows = candidates_[group];
    for (uint32_t& row : rows) row = Root(row);
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::erase(rows, group);
    if (rows.empty()) rows.push_back(group);  // itself: still open
  }

  // Lists the nearest groups anew. Afterwards the bound is not above the nearest of them.
  void LookAtAll(uint32_t group) {
    std::erase_if(open_, [&](uint32_t other) { return !IsOpen(other); });
    NearestList list;
    const std::span<const float> mean = ShortMean(group);
    for (const uint32_t other : open_) {
      if (other == group) continue;
      const double least = list.is_full() ? list.Bound(input_.threshold) : input_.threshold;
      if (Dot(mean, ShortMean(other)) < std::max(least, input_.threshold) - kBoundSlack) continue;
      const double similarity = Similarity(group, other);
      if (similarity <= input_.threshold || kinds_.IsApart(group, other)) continue;
      list.Add(other, similarity);
    }
    candidates_[group] = list.Rows();
    if (candidates_[group].empty()) candidates_[group].push_back(group);
    // A group that is listed no longer counts under the bound; one that is not is below it. Rounded
    // to float in the list, so a little more than that.
    bounds_[group] = list.Bound(input_.threshold) - kBoundSlack;
  }

  uint32_t Join(uint32_t group, uint32_t other) {
    float* sum = sums_.data() + group * width_;
    const std::span<const float> added = Sum(other);
    for (size_t i = 0; i < width_; ++i) sum[i] += added[i];
    const auto size = static_cast<double>(sizes_[group]);
    const auto other_size = static_cast<double>(sizes_[other]);
    bounds_[group] = (bounds_[group] * size + bounds_[other] * other_size) / (size + other_size);
    sizes_[group] += sizes_[other];
    parents_[other] = group;
    kinds_.Join(group, other);
    candidates_[group].insert(candidates_[group].end(), candidates_[other].begin(),
                              candidates_[other].end());
    candidates_[other] = {};
    Shorten(group);
    return group;
  }

  const LinkageInput& input_;
  const size_t width_;
  const size_t count_;
  const BoundingBasis basis_;
  KindSets kinds_;
  std::vector<uint32_t> parents_;  // smaller rows
  std::vector<float> sums_;        // of the members' vectors
  std::vector<uint32_t> sizes_;
  std::vector<double> bounds_;  // no group without a candidate row in it is nearer than that
  std::vector<std::vector<uint32_t>> candidates_;  // rows; empty when the group is finished
  std::vector<float> short_means_;
  std::vector<uint32_t> open_;  // groups that were open when it was last tidied
};

}  // namespace

Groups AverageLinkage(const LinkageInput& input) { return AverageLinker(input).Run(); }

}  // namespace supreme
