#include "eval/asked_texts.h"

#include <gtest/gtest.h>

#include "core/progress.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/indexed_predictor.h"

namespace supreme {
namespace {

TEST(AskedTexts, GivesAColumnPerTextAndTheCodesOfRows) {
  Progress::SetQuiet(true);
  TempFolder folder;
  std::vector<PackRecord> records;
  for (int i = 0; i < 4; ++i) {
    records.push_back(TestRecord(i, 1, "p" + std::to_string(i), {i % 2 == 0 ? "AFIB" : "NORM"}));
    records.back().window.samples_mv[0] = static_cast<float>(i);
  }
  WriteTestPack(folder / "pack", records);
  const Pack pack(folder / "pack");
  MockPredictor predictor(1, [](const EcgWindow& window, const std::string& query) {
    return window.samples_mv[0] / (query == "second" ? 10.0F : 100.0F);
  });
  const std::vector<size_t> rows = {3, 1};
  const AskedTexts asked(predictor, pack, rows, {{"first", "second"}, {0.0F, 0.0F}});
  ASSERT_EQ(asked.record_count(), 2U);
  EXPECT_FLOAT_EQ(static_cast<float>(asked.Column("second")[0]), 0.3F);
  EXPECT_FLOAT_EQ(static_cast<float>(asked.Column("first")[1]), 0.01F);
  EXPECT_THROW(asked.Column("third"), Error);
  const std::vector<size_t> all = {0, 1, 2};
  EXPECT_EQ(CarryAny(pack, all, {"AFLT", "AFIB"}), (std::vector<uint8_t>{1, 0, 1}));
}

TEST(AskedTexts, CombinesColumnsRecordByRecord) {
  const std::vector<std::vector<double>> columns = {{0.5, 0.9}, {0.2, 0.9}};
  EXPECT_NEAR(Product(columns)[0], 0.1, 1e-12);
  EXPECT_EQ(Minimum(columns), (std::vector<double>{0.2, 0.9}));
  // Logits of 0.5 and 0.2 are 0 and -ln 4.
  EXPECT_NEAR(MeanLogit(columns)[0], -0.6931471805599453, 1e-9);
  EXPECT_GT(MeanLogit({{1.0}})[0], 10.0);  // finite at certainty
}

}  // namespace
}  // namespace supreme
