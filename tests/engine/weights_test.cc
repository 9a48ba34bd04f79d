#include "engine/weights.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.h"

namespace supreme {
namespace {

class WeightsTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::path(testing::TempDir()) / "weights_test.safetensors";
    const std::vector<float> floats = {1.0F, 2.0F, 3.0F, 4.0F};
    const std::vector<int64_t> numbers = {1, 2};
    WriteSafetensors(path_, {{"net.a", ViewOf<float>(floats, {2, 2})},
                             {"net.b", ViewOf<float>(floats, {4})},
                             {"net.c", ViewOf<int64_t>(numbers, {2})}});
    file_ = std::make_unique<SafetensorsFile>(path_);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  static std::string WithPrefix(const std::string& name) { return "net." + name; }

  std::filesystem::path path_;
  std::unique_ptr<SafetensorsFile> file_;
};

TEST_F(WeightsTest, ReadsUnderTheFilesSpelling) {
  const StoredWeights weights(*file_, {{"a", {2, 2}}}, WithPrefix);
  EXPECT_NO_THROW(weights.Check());
  EXPECT_EQ(weights.Read("a"), (std::vector<float>{1.0F, 2.0F, 3.0F, 4.0F}));
}

TEST_F(WeightsTest, ListsAllThatIsWrong) {
  const StoredWeights weights(*file_, {{"a", {2, 2}}, {"b", {2, 2}}, {"c", {2}}, {"d", {1}}},
                              WithPrefix);
  EXPECT_EQ(weights.Problems(),
            (std::vector<std::string>{"net.b is [4] instead of [2, 2]",
                                      "net.c is I64 instead of a float type", "net.d is missing"}));
  try {
    weights.Check();
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
    EXPECT_EQ(error.where(), path_.string());
    EXPECT_NE(std::string(error.what()).find("net.d is missing"), std::string::npos);
  }
}

TEST(JoinProblems, CutsLongLists) {
  EXPECT_EQ(JoinProblems({"a", "b"}), "a; b");
  const std::string joined = JoinProblems(std::vector<std::string>(100, "x"));
  EXPECT_TRUE(joined.ends_with("; and 60 more"));
}

TEST_F(WeightsTest, Int8RowsAreTakenTimesTheirScale) {
  const std::vector<int8_t> codes = {127, -127, 1, 2};
  const std::vector<float> scales = {0.5F, 2.0F};
  file_.reset();
  WriteSafetensors(path_, {{"net.a", ViewOf<int8_t>(codes, {2, 2})},
                           {"net.a.scales", ViewOf<float>(scales, {2})}});
  const SafetensorsFile file(path_);
  const StoredWeights weights(file, {{"a", {2, 2}}}, WithPrefix);
  EXPECT_NO_THROW(weights.Check());
  EXPECT_EQ(weights.Read("a"), (std::vector<float>{63.5F, -63.5F, 2.0F, 4.0F}));
}

TEST_F(WeightsTest, Int8WithoutAScalePerRowIsRefused) {
  const std::vector<int8_t> codes = {1, 2, 3, 4};
  const std::vector<float> scales = {1.0F};
  file_.reset();
  WriteSafetensors(path_, {{"net.a", ViewOf<int8_t>(codes, {2, 2})},
                           {"net.a.scales", ViewOf<float>(scales, {1})},
                           {"net.b", ViewOf<int8_t>(codes, {4})}});
  const SafetensorsFile file(path_);
  const StoredWeights weights(file, {{"a", {2, 2}}, {"b", {4}}}, WithPrefix);
  EXPECT_EQ(weights.Problems(),
            (std::vector<std::string>{"net.a.scales is not F32 [2]", "net.b.scales is missing"}));
}

}  // namespace
}  // namespace supreme
