// Keeps memory bounded while a pack is read in the order of data/window_order.h.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "data/pack.h"

namespace supreme {

// Asks the system for the window after the one that is being read, and gives back those before.
// Without it every page that was ever read counts as memory of the process. Not thread-safe.
class PackPager {
 public:
  // `window_rows` 0 = does nothing. `pack` must outlive the pager.
  PackPager(const Pack& pack, size_t window_rows) : pack_(pack), window_rows_(window_rows) {}

  // To be called before the row at `position` of `order` is read; rows of earlier windows are not
  // read any more. An order that starts again, or another one, is fine.
  void Advance(std::span<const size_t> order, size_t position);

 private:
  std::span<const size_t> Window(std::span<const size_t> order, size_t index) const;

  const Pack& pack_;
  const size_t window_rows_;
  std::vector<size_t> held_;  // rows of the window that is being read
  size_t window_ = static_cast<size_t>(-1);
};

}  // namespace supreme
