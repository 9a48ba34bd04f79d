#include "data/pack_pager.h"

#include <algorithm>

namespace supreme {

std::span<const size_t> PackPager::Window(std::span<const size_t> order, size_t index) const {
  const size_t begin = std::min(order.size(), index * window_rows_);
  return order.subspan(begin, std::min(window_rows_, order.size() - begin));
}

void PackPager::Advance(std::span<const size_t> order, size_t position) {
  if (window_rows_ == 0) return;
  const size_t window = position / window_rows_;
  const std::span<const size_t> now = Window(order, window);
  if (window == window_ && std::equal(now.begin(), now.end(), held_.begin(), held_.end())) return;
  pack_.Release(held_);
  if (window != window_ + 1) pack_.Prefetch(now);  // else it was asked for one window ago
  pack_.Prefetch(Window(order, window + 1));
  held_.assign(now.begin(), now.end());
  window_ = window;
}

}  // namespace supreme
