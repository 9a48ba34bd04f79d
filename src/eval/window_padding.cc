#include "eval/window_padding.h"

#include <algorithm>

namespace supreme {
namespace {

constexpr size_t kShortestPadding = 250;  // samples: 0.5 s

}  // namespace

size_t UsedSamples(const EcgWindow& window) {
  size_t used = 1;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const float* begin = &window.samples_mv[lead * kWindowSamples];
    size_t end = kWindowSamples;
    while (end > used && begin[end - 1] == 0.0F) --end;
    used = std::max(used, end);
  }
  return kWindowSamples - used <= kShortestPadding ? kWindowSamples : used;
}

}  // namespace supreme
