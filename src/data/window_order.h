// The order in which the records of a pack are read when the pack is larger than memory.
#pragma once

#include <cstddef>
#include <vector>

#include "core/rng.h"

namespace supreme {

// Records that lie together are read together: 32 records are 3.8 MB.
inline constexpr size_t kBlockRecords = 32;

// `rows` in a new order, each once, that depends on them and on `rng`'s seed only. They are cut
// into blocks of kBlockRecords, the blocks are shuffled, and so are the rows of each window, which
// is made of as many blocks as hold `window_rows`. So a reader needs one window at a time, a batch
// holds records from all over the pack, and disks see large reads. 0, or a window as large as
// `rows` = all rows are shuffled at once.
std::vector<size_t> ShuffleInWindows(std::vector<size_t> rows, size_t window_rows, const Rng& rng);

}  // namespace supreme
