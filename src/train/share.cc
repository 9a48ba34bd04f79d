#include "train/share.h"

#include <string>

#include "core/error.h"

namespace supreme {

void CheckBatchSize(int64_t batch_size, const Share& share) {
  if (batch_size >= share.count) return;
  throw Error(ErrorCode::kUsage,
              "a batch of " + std::to_string(batch_size) + " records cannot be shared by " +
                  std::to_string(share.count) + " ranks",
              "train.batch_size", "fewer ranks, or a larger train.batch_size");
}

}  // namespace supreme
