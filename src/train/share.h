// The part of a whole that one rank works on.
#pragma once

#include <cstdint>

namespace supreme {

// Of n things in their order, those from Begin(n) to End(n) − 1: the shares of all ranks follow
// each other, have the same size to one, and cover the whole.
struct Share {
  int64_t index = 0;
  int64_t count = 1;
  int64_t Begin(int64_t n) const { return n * index / count; }
  int64_t End(int64_t n) const { return n * (index + 1) / count; }
  int64_t Size(int64_t n) const { return End(n) - Begin(n); }
};

// kUsage when some share of a batch would be empty.
void CheckBatchSize(int64_t batch_size, const Share& share);

}  // namespace supreme
