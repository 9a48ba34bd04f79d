#include "train/batcher.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

class BatcherTest : public testing::Test {
 protected:
  BatcherTest() : test_("batcher"), data_(test_.path()) {}

  struct Data {
    explicit Data(const std::filesystem::path& folder)
        : pack((WriteSmallData(folder, 12), folder / "pack")),
          labels(ReadLabels(folder / "vocab")) {}
    Pack pack;
    LabelMatrix labels;
  };

  // Gives each list of rows in turn.
  static Batcher::RowSource Rows(std::vector<std::vector<size_t>> batches) {
    return [batches, next = size_t{0}]() mutable {
      BatchRows rows;
      if (next < batches.size()) rows.rows = batches[next++];
      return rows;
    };
  }

  TestFolder test_;
  Data data_;
};

TEST_F(BatcherTest, BatchesHoldTheRowsAskedForInTheirOrder) {
  RecordReader reader(data_.pack, {}, 0);
  Batcher batcher({reader, data_.labels, {}}, Rows({{3, 0, 3}, {11}}));
  const auto first = batcher.Next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->samples.sizes(), (at::IntArrayRef{3, 12, reader.window_samples()}));
  EXPECT_EQ(first->lead_log_std.sizes(), (at::IntArrayRef{3, 12}));
  EXPECT_TRUE(at::equal(first->samples[0], first->samples[2]));
  EXPECT_FALSE(at::equal(first->samples[0], first->samples[1]));
  const std::vector<uint8_t> cells = data_.labels.Cells();
  for (size_t q = 0; q < kSmallQueries; ++q) {
    const auto column = static_cast<int64_t>(q);
    EXPECT_EQ(first->labels[1][column].item<uint8_t>(), cells[q]);
    EXPECT_EQ(first->labels[2][column].item<uint8_t>(), cells[3 * kSmallQueries + q]);
  }
  EXPECT_EQ(batcher.Next()->samples.size(0), 1);
  EXPECT_FALSE(batcher.Next());
}

TEST_F(BatcherTest, TheCacheChangesNoSample) {
  const auto read = [&](uint64_t cache_bytes) {
    RecordReader reader(data_.pack, {}, cache_bytes);
    Batcher batcher({reader, data_.labels, {}}, Rows({{1, 2}, {2, 1}, {1, 5}}));
    std::vector<at::Tensor> parts;
    while (const auto batch = batcher.Next()) {
      parts.push_back(at::cat({batch->samples.flatten(), batch->lead_log_std.flatten()}));
    }
    return at::cat(parts);
  };
  const at::Tensor uncached = read(0);
  EXPECT_TRUE(at::equal(uncached, read(1 << 30)));
  EXPECT_TRUE(at::equal(uncached, read(70000))) << "one record fits";
}

TEST_F(BatcherTest, PassesOnWhatItsThreadMeets) {
  RecordReader reader(data_.pack, {}, 0);
  Batcher batcher({reader, data_.labels, {}}, [calls = 0]() mutable {
    if (++calls > 1) throw Error(ErrorCode::kCorruptData, "bad shard");
    return BatchRows{{0}};
  });
  EXPECT_TRUE(batcher.Next());
  EXPECT_THROW(batcher.Next(), Error);
}

TEST_F(BatcherTest, StopsWhenNobodyWaitsForItsBatches) {
  RecordReader reader(data_.pack, {}, 1 << 30);
  Batcher batcher({reader, data_.labels, {}}, [] { return BatchRows{{0}}; });
  EXPECT_TRUE(batcher.Next());
}

}  // namespace
}  // namespace supreme
