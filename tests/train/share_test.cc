#include "train/share.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(Share, OfAllRanksFollowEachOtherAndCoverTheWhole) {
  for (const int64_t count : {1, 2, 3, 7}) {
    for (const int64_t n : {0, 1, 5, 7, 256}) {
      int64_t next = 0;
      for (int64_t index = 0; index < count; ++index) {
        const Share share{index, count};
        EXPECT_EQ(share.Begin(n), next);
        EXPECT_LE(share.Size(n), (n + count - 1) / count);
        EXPECT_GE(share.Size(n), n / count);
        next = share.End(n);
      }
      EXPECT_EQ(next, n);
    }
  }
}

TEST(Share, RefusesABatchWithFewerRecordsThanRanks) {
  EXPECT_NO_THROW(CheckBatchSize(3, {0, 3}));
  ExpectError(ErrorCode::kUsage, "train.batch_size", [] { CheckBatchSize(3, {0, 4}); });
}

}  // namespace
}  // namespace supreme
