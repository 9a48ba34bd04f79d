#include "data/compare_packs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/signal/drawn_ecg.h"

namespace supreme {
namespace {

using testing::ElementsAre;

EcgWindow DrawnWindow(double rr_s, double gain, double noise_mv, uint64_t seed) {
  DrawnEcg ecg;
  DrawnBeat beat;
  for (double& corner : beat.qrs_mv) corner *= gain;
  ecg.AddRegular(beat, rr_s);
  ecg.AddNoise(noise_mv, seed);
  EcgWindow window;
  window.samples_mv = ecg.samples_mv;
  window.present.fill(1);
  return window;
}

PackRecord DrawnRecord(int number, double rr_s, double gain = 1.0) {
  PackRecord record = TestRecord(number, number % 4 + 1, "p" + std::to_string(number),
                                 {number % 2 == 0 ? "NORM" : "AFIB"});
  record.window = DrawnWindow(rr_s, gain, 0.01, static_cast<uint64_t>(number));
  return record;
}

const QuantityComparison& Row(const PackComparison& comparison, const std::string& name,
                              const std::string& lead) {
  for (const QuantityComparison& row : comparison.quantities) {
    if (row.quantity.name == name && row.quantity.lead == lead) return row;
  }
  throw std::out_of_range(name + " " + lead);
}

class ComparePacksTest : public testing::Test {
 protected:
  ComparePacksTest() {
    std::vector<PackRecord> slow, fast;
    for (int i = 0; i < 8; ++i) {
      slow.push_back(DrawnRecord(i, 1.0 + 0.01 * i));
      fast.push_back(DrawnRecord(i, 0.6 + 0.01 * i, 2.0));
    }
    WriteTestPack(temp_.path() / "slow", slow);
    WriteTestPack(temp_.path() / "fast", fast);
  }

  TempFolder temp_;
};

TEST_F(ComparePacksTest, FindsNoDistanceBetweenAPackAndItself) {
  const Pack pack(temp_.path() / "slow");
  const PackComparison comparison = ComparePacks(pack, pack, {});
  EXPECT_EQ(comparison.records_a, 8U);
  EXPECT_EQ(comparison.mean_distance, 0.0);
  EXPECT_EQ(comparison.quantities.size(), CompareQuantities().size());
}

TEST_F(ComparePacksTest, FindsWhatDiffers) {
  const Pack slow(temp_.path() / "slow"), fast(temp_.path() / "fast");
  const PackComparison comparison = ComparePacks(slow, fast, {});
  const QuantityComparison& rate = Row(comparison, "rate_bpm", "");
  EXPECT_EQ(rate.distance, 1.0);
  EXPECT_NEAR(rate.a.p50, 58.0, 1.5);
  EXPECT_NEAR(rate.b.p50, 94.5, 2.5);
  const QuantityComparison& height = Row(comparison, "qrs_mv", "II");
  EXPECT_NEAR(height.a.p50, 1.5, 0.1);
  EXPECT_NEAR(height.b.p50, 3.0, 0.2);
  EXPECT_EQ(height.b.count, 8U);
  EXPECT_NEAR(Row(comparison, "noise_mv", "V2").a.p50, 0.01, 0.002);
  EXPECT_EQ(Row(comparison, "log10_power_5_15hz", "II").distance, 1.0);
}

TEST_F(ComparePacksTest, KeepsToFoldsAndCodes) {
  const Pack pack(temp_.path() / "slow");
  EXPECT_THAT(FilterRows(pack, {"1-2", {}}), ElementsAre(0, 1, 4, 5));
  EXPECT_THAT(FilterRows(pack, {"1-2", {"AFIB"}}), ElementsAre(1, 5));
  EXPECT_THAT(FilterRows(pack, {"", {"AFIB", "NORM"}}).size(), 8U);
  EXPECT_THROW(FilterRows(pack, {"9", {}}), Error);
  CompareOptions options;
  options.filter_a.codes = {"NORM"};
  options.limit = 3;
  const PackComparison comparison = ComparePacks(pack, pack, options);
  EXPECT_EQ(comparison.records_a, 3U);
  EXPECT_EQ(comparison.records_b, 3U);
}

TEST_F(ComparePacksTest, LeavesOutWhatCannotBeMeasured) {
  EcgWindow window = DrawnWindow(0.8, 1.0, 0.01, 1);
  window.present[7] = 0;
  const std::vector<double> values = MeasureQuantities(window);
  ASSERT_EQ(values.size(), CompareQuantities().size());
  for (size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(std::isnan(values[i]), CompareQuantities()[i].lead == "V2")
        << CompareQuantities()[i].name << " " << CompareQuantities()[i].lead;
  }
}

TEST_F(ComparePacksTest, TellsItsProgressAndWritesJson) {
  const Pack pack(temp_.path() / "slow");
  size_t last = 0;
  CompareOptions options;
  options.progress = [&](size_t done, size_t total) {
    EXPECT_EQ(done, last + 1);
    EXPECT_EQ(total, 16U);
    last = done;
  };
  const OrderedJson json = ToJson(ComparePacks(pack, pack, options));
  EXPECT_EQ(last, 16U);
  EXPECT_EQ(json["records_b"], 8);
  EXPECT_EQ(json["quantities"][0]["quantity"], "rate_bpm");
  EXPECT_EQ(json["quantities"][0]["a"]["n"], 8);
}

}  // namespace
}  // namespace supreme
