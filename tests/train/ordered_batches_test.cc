#include "train/ordered_batches.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <chrono>

#include "core/error.h"

namespace supreme {
namespace {

// A batch that says which index it was made for; later ones are ready sooner.
Batch Numbered(int64_t index) {
  std::this_thread::sleep_for(std::chrono::milliseconds(index % 3 == 0 ? 3 : 0));
  return {at::full({1}, static_cast<double>(index)), {}, {}, {}};
}

TEST(OrderedBatches, ComeInOrderWhateverTheTiming) {
  for (const size_t workers : {1u, 2u, 5u}) {
    OrderedBatches batches({3, 20}, workers, Numbered);
    for (int64_t index = 3; index < 20; ++index) {
      const auto batch = batches.Next();
      ASSERT_TRUE(batch);
      EXPECT_EQ(batch->samples.item<float>(), static_cast<float>(index));
    }
    EXPECT_FALSE(batches.Next());
  }
}

TEST(OrderedBatches, PassOnWhatAWorkerMeets) {
  OrderedBatches batches({0, 9}, 2, [](int64_t index) {
    if (index == 1) throw Error(ErrorCode::kInvalidInput, "bad record");
    return Numbered(index);
  });
  EXPECT_THROW(
      {
        while (batches.Next()) {
        }
      },
      Error);
}

TEST(OrderedBatches, StopWhenNobodyWaits) {
  OrderedBatches batches({0, 1'000'000'000}, 3, Numbered);
  EXPECT_TRUE(batches.Next());
}

}  // namespace
}  // namespace supreme
