#include "data/window_order.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace supreme {

std::vector<size_t> ShuffleInWindows(std::vector<size_t> rows, size_t window_rows, const Rng& rng) {
  if (window_rows == 0 || window_rows >= rows.size()) {
    Rng stream = rng;
    stream.Shuffle(std::span<size_t>(rows));
    return rows;
  }
  std::sort(rows.begin(), rows.end());
  std::vector<size_t> blocks((rows.size() + kBlockRecords - 1) / kBlockRecords);
  std::iota(blocks.begin(), blocks.end(), size_t{0});
  Rng block_stream = rng.Fork("blocks");
  block_stream.Shuffle(std::span<size_t>(blocks));
  std::vector<size_t> order;
  order.reserve(rows.size());
  for (const size_t block : blocks) {
    const size_t end = std::min(rows.size(), (block + 1) * kBlockRecords);
    order.insert(order.end(), rows.begin() + static_cast<std::ptrdiff_t>(block * kBlockRecords),
                 rows.begin() + static_cast<std::ptrdiff_t>(end));
  }
  Rng row_stream = rng.Fork("rows");
  for (size_t begin = 0; begin < order.size(); begin += window_rows) {
    const size_t count = std::min(window_rows, order.size() - begin);
    row_stream.Shuffle(std::span(order).subspan(begin, count));
  }
  return order;
}

}  // namespace supreme
