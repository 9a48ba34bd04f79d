#include "eval/features.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <memory>

#include "core/progress.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/mock_encoder.h"

namespace supreme {
namespace {

constexpr int kRecords = 140;  // a whole part and a short one

// First and last sample of lead I.
std::vector<float> EndsOf(const EcgWindow& window) {
  return {window.samples_mv[0], window.samples_mv[kWindowSamples - 1]};
}

class FeatureCacheTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < kRecords; ++i) records.push_back(TestRecord(i, 1, std::to_string(i)));
    WriteTestPack(PackFolder(), records);
    pack_ = std::make_unique<Pack>(PackFolder());
  }
  static void TearDownTestSuite() {
    pack_.reset();
    std::filesystem::remove_all(PackFolder());
  }
  static std::filesystem::path PackFolder() {
    return std::filesystem::path(testing::TempDir()) / ("features-" + std::to_string(::getpid()));
  }

  // The one file of this name in the cache.
  std::filesystem::path CachedFile(const std::string& name) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(cache_folder_ / "f")) {
      if (entry.path().filename() == name) return entry.path();
    }
    ADD_FAILURE() << name;
    return {};
  }

  static std::unique_ptr<Pack> pack_;
  TempFolder cache_folder_;
  FeatureCache cache_{cache_folder_ / "f"};
  MockEncoder encoder_{2, EndsOf};
  const std::vector<size_t> rows_ = {139, 3, 127, 128};
};

std::unique_ptr<Pack> FeatureCacheTest::pack_;

TEST_F(FeatureCacheTest, GivesTheFeaturesOfEachRow) {
  const RecordFeatures features = cache_.Encode(encoder_, *pack_, rows_);
  EXPECT_EQ(features.width(), 2U);
  const std::vector<float> gathered = features.Gather(rows_);
  for (size_t i = 0; i < rows_.size(); ++i) {
    const std::vector<float> expected = EndsOf(pack_->ReadWindow(rows_[i]));
    const auto row = features.Row(rows_[i]);
    EXPECT_EQ(std::vector<float>(row.begin(), row.end()), expected);
    EXPECT_EQ(gathered[2 * i], expected[0]);
    EXPECT_EQ(gathered[2 * i + 1], expected[1]);
  }
}

TEST_F(FeatureCacheTest, EncodesARecordOnceForAllTime) {
  const std::vector<size_t> early = {0, 5};
  const auto first = cache_.Encode(encoder_, *pack_, early).Gather(early);
  EXPECT_EQ(encoder_.encoded(), kFeaturePartRows);
  cache_.Encode(encoder_, *pack_, rows_);
  EXPECT_EQ(encoder_.encoded(), size_t{kRecords});
  EXPECT_EQ(cache_.Encode(encoder_, *pack_, early).Gather(early), first);
  EXPECT_EQ(encoder_.encoded(), size_t{kRecords});
}

TEST_F(FeatureCacheTest, KeepsFeaturesOfEncodersApart) {
  cache_.Encode(encoder_, *pack_, rows_);
  MockEncoder other(2, [](const EcgWindow&) { return std::vector<float>{1.0F, 2.0F}; });
  other.set_key("other key");
  EXPECT_EQ(cache_.Encode(other, *pack_, rows_).Row(3)[1], 2.0F);
  EXPECT_EQ(cache_.Encode(encoder_, *pack_, rows_).Row(3)[0], pack_->ReadWindow(3).samples_mv[0]);
}

TEST_F(FeatureCacheTest, GoesOnWhereAnInterruptedCallStopped) {
  size_t asked = 0;
  MockEncoder failing(2, [&](const EcgWindow& window) {
    if (++asked > kFeaturePartRows + 3) throw Error(ErrorCode::kCancelled, "stopped");
    return EndsOf(window);
  });
  ExpectError(ErrorCode::kCancelled, "stopped", [&] { cache_.Encode(failing, *pack_, rows_); });
  cache_.Encode(encoder_, *pack_, rows_);
  EXPECT_EQ(encoder_.encoded(), kRecords - kFeaturePartRows);
}

TEST_F(FeatureCacheTest, MakesADamagedPartAgain) {
  const auto expected = cache_.Encode(encoder_, *pack_, rows_).Gather(rows_);
  const auto path = CachedFile("part-00001.safetensors");
  std::string bytes = ReadFile(path);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  WriteFileAtomically(path, bytes);
  WriteFileAtomically(CachedFile("part-00000.safetensors"), "not a tensor");
  EXPECT_EQ(cache_.Encode(encoder_, *pack_, rows_).Gather(rows_), expected);
  EXPECT_EQ(encoder_.encoded(), size_t{2 * kRecords});
}

TEST_F(FeatureCacheTest, SaysWhatItHolds) {
  cache_.Encode(encoder_, *pack_, rows_);
  const Json json = ReadJsonFile(CachedFile("features.json"));
  EXPECT_EQ(json["pack_id"], pack_->id());
  EXPECT_EQ(json["bundle"]["id"], encoder_.info().bundle_id);
  EXPECT_EQ(json["width"], 2);
}

TEST_F(FeatureCacheTest, RefusesFeaturesThatAreNotFiniteNamingTheRecord) {
  size_t asked = 0;
  MockEncoder broken(2, [&](const EcgWindow&) {
    const float value = asked++ == 5 ? std::numeric_limits<float>::infinity() : 1.0F;
    return std::vector<float>{0.0F, value};
  });
  ExpectError(ErrorCode::kInvalidInput, "record r5", [&] { cache_.Encode(broken, *pack_, rows_); });
}

TEST(DefaultFeatureFolder, FollowsTheUsersCache) {
  ::setenv("XDG_CACHE_HOME", "/somewhere/cache", 1);
  EXPECT_EQ(DefaultFeatureFolder(), "/somewhere/cache/supreme/features");
  ::setenv("XDG_CACHE_HOME", "relative", 1);
  ::setenv("HOME", "/users/me", 1);
  EXPECT_EQ(DefaultFeatureFolder(), "/users/me/.cache/supreme/features");
}

}  // namespace
}  // namespace supreme
