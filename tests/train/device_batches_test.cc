#include "train/device_batches.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/train/small_data.h"
#include "train/pack_source.h"

namespace supreme {
namespace {

class DeviceBatchesTest : public ::testing::Test {
 protected:
  DeviceBatchesTest()
      : folder_("device_batches"),
        pack_((WriteSmallData(folder_.path(), 20), folder_.path() / "pack")),
        queries_(ReadQuerySet(folder_.path() / "vocab")),
        labels_(ReadLabels(folder_.path() / "vocab")),
        split_(SplitByFolds(pack_, "1-8", "9", "")) {}

  // As read for the CPU, or as stored, which a run on a GPU asks for.
  std::unique_ptr<PackSource> Source(const std::string& device, int64_t queries = 0) const {
    RunConfig config;
    config.train.batch_size = 5;
    config.train.device = device;
    config.train.queries_per_batch = queries;
    return std::make_unique<PackSource>(config, PackData{pack_, split_, queries_, labels_});
  }

  static std::vector<Batch> All(BatchStream& stream) {
    std::vector<Batch> all;
    while (auto batch = stream.Next()) all.push_back(std::move(*batch));
    return all;
  }

  TestFolder folder_;
  Pack pack_;
  QuerySet queries_;
  LabelMatrix labels_;
  Split split_;
};

void ExpectSameBatches(const std::vector<Batch>& a, const std::vector<Batch>& b) {
  ASSERT_EQ(a.size(), b.size());
  ASSERT_FALSE(a.empty());
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_TRUE(at::allclose(a[i].samples, b[i].samples, 1e-6, 1e-6));
    EXPECT_TRUE(at::allclose(a[i].lead_log_std, b[i].lead_log_std, 1e-6, 1e-6));
    EXPECT_TRUE(at::equal(a[i].labels, b[i].labels));
    EXPECT_TRUE(at::equal(a[i].queries, b[i].queries));
  }
}

TEST_F(DeviceBatchesTest, StoredSamplesBecomeTheBatchesOfTheCpu) {
  const auto stored = Source("cuda"), ready = Source("cpu");
  const auto copied = CopiedAhead(stored->Train(0, 7), at::kCPU, {});
  const auto wanted = ready->Train(0, 7);
  ExpectSameBatches(All(*copied), All(*wanted));
}

TEST_F(DeviceBatchesTest, ValidationIsTheSameToo) {
  const auto stored = Source("cuda"), ready = Source("cpu");
  const auto copied = CopiedAhead(stored->Validation(), at::kCPU, {});
  const auto wanted = ready->Validation();
  ExpectSameBatches(All(*copied), All(*wanted));
}

TEST_F(DeviceBatchesTest, CountLabelsBeforeTheyLeaveTheHost) {
  const auto source = Source("cuda");
  const auto copied = CopiedAhead(source->Train(0, 1), at::kCPU, {});
  const Batch batch = *copied->Next();
  EXPECT_EQ(batch.label_counts.all, 15);
  EXPECT_EQ(batch.label_counts.uncertain, batch.labels.eq(2).sum().item<int64_t>());
  EXPECT_FALSE(batch.stored.signal.defined());
}

TEST_F(DeviceBatchesTest, SampledQueriesKeepTheCountsOfAll) {
  const auto source = Source("cpu", 1);
  const auto batches = source->Train(0, 4);
  bool asked_fewer = false;
  for (const Batch& batch : All(*batches)) {
    EXPECT_EQ(batch.label_counts.all, 15);
    EXPECT_EQ(batch.labels.size(1), batch.query_ids.size(0));
    EXPECT_TRUE(
        at::equal(batch.queries, EmbeddingTensor(queries_).index_select(0, batch.query_ids)));
    asked_fewer = asked_fewer || batch.labels.size(1) < static_cast<int64_t>(kSmallQueries);
  }
  EXPECT_EQ(All(*source->Validation()).front().labels.size(1), static_cast<int64_t>(kSmallQueries));
  const auto again = Source("cpu", 1);
  EXPECT_TRUE(
      at::equal(again->Train(2, 3)->Next()->query_ids, source->Train(2, 3)->Next()->query_ids))
      << "the draw is a function of the step";
}

class FailingStream : public BatchStream {
 public:
  std::optional<Batch> Next() override { throw Error(ErrorCode::kCorruptData, "bad shard"); }
};

TEST_F(DeviceBatchesTest, PassOnWhatTheirThreadMeets) {
  const auto copied = CopiedAhead(std::make_unique<FailingStream>(), at::kCPU, {});
  EXPECT_THROW(copied->Next(), Error);
}

TEST_F(DeviceBatchesTest, OnTheCpuBatchesAreTakenAsTheyAre) {
  const auto source = Source("cpu");
  auto stream = source->Train(0, 1);
  const BatchStream* inner = stream.get();
  EXPECT_EQ(OnDevice(std::move(stream), at::kCPU, {}).get(), inner);
}

}  // namespace
}  // namespace supreme
