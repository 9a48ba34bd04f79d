#include "report/examples.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

// Scores query i of every record i / 10.
class RampPredictor : public Predictor {
 public:
  const PredictorInfo& info() const override { return info_; }
  void SetQueries(const QueryBatch& queries) override { count_ = queries.texts.size(); }
  Scores Predict(std::span<const EcgWindow> windows) override {
    Scores scores{windows.size(), count_, {}};
    for (size_t i = 0; i < windows.size() * count_; ++i) {
      scores.values.push_back(static_cast<float>(i % count_) / 10.0F);
    }
    return scores;
  }

 private:
  PredictorInfo info_;
  size_t count_ = 0;
};

Bundle ThreeQueries() {
  Bundle bundle;
  bundle.queries.queries = {{"low", "low one", {}, {}, 5},
                            {"mid", "middle one", {}, {}, 5},
                            {"high", "high one", {}, {}, 5}};
  bundle.thresholds["high"] = {0.15, "youden", 5, 5};
  return bundle;
}

TEST(Examples, EachChosenRowAddsLabels) {
  std::vector<size_t> rows(100);
  RowLabels labels;
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i] = i;
    labels[i] = {"common"};
  }
  labels[17] = {"rare"};
  labels[31] = {"common", "odd"};
  labels[90] = {};
  const auto chosen = ChooseExampleRows(rows, labels, 4, 5);
  ASSERT_EQ(chosen.size(), 4u);
  EXPECT_EQ(std::set<size_t>(chosen.begin(), chosen.end()).size(), 4u);
  EXPECT_TRUE(std::count(chosen.begin(), chosen.end(), 17) == 1);
  EXPECT_TRUE(std::count(chosen.begin(), chosen.end(), 31) == 1);
}

TEST(Examples, ChoiceIsOfTheSeedAndNoLongerThanTheRows) {
  const std::vector<size_t> rows = {3, 5, 8, 13, 21, 34, 55, 89};
  EXPECT_EQ(ChooseExampleRows(rows, {}, 4, 1), ChooseExampleRows(rows, {}, 4, 1));
  EXPECT_NE(ChooseExampleRows(rows, {}, 8, 1), ChooseExampleRows(rows, {}, 8, 2));
  EXPECT_EQ(ChooseExampleRows({7}, {}, 4, 1), std::vector<size_t>{7});
  EXPECT_TRUE(ChooseExampleRows({}, {}, 4, 1).empty());
}

TEST(Examples, LabelNamesAreOnlyThosePresent) {
  const Bundle bundle = ThreeQueries();
  const LabelMatrix matrix =
      LabelMatrix::FromCells(3, std::vector<uint8_t>{0, 1, 2, 1, 0, 1}, "id");
  const RowLabels names = LabelNames(matrix, bundle.queries, {0, 1});
  EXPECT_EQ(names.at(0), std::vector<std::string>{"middle one"}) << "uncertain is not present";
  EXPECT_EQ(names.at(1), (std::vector<std::string>{"low one", "high one"}));
  ExpectError(ErrorCode::kInvalidInput, "fewer", [&] { LabelNames(matrix, bundle.queries, {2}); });
  ExpectError(ErrorCode::kInvalidInput, "other queries",
              [&] { LabelNames(LabelMatrix(2), bundle.queries, {0}); });
}

TEST(Examples, FindingsAreTheHighestWithThresholdAndLabel) {
  std::vector<Example> examples(2);
  examples[1].labels = {"high one"};
  RampPredictor predictor;
  ScoreExamples(predictor, ThreeQueries(), 2, examples);
  for (const auto& example : examples) {
    ASSERT_EQ(example.findings.size(), 2u);
    EXPECT_EQ(example.findings[0].text, "high one");
    EXPECT_NEAR(example.findings[0].score, 0.2, 1e-6);
    EXPECT_EQ(example.findings[0].threshold, 0.15);
    EXPECT_EQ(example.findings[1].threshold, std::nullopt);
  }
  EXPECT_FALSE(examples[0].findings[0].labelled);
  EXPECT_TRUE(examples[1].findings[0].labelled);
}

TEST(Examples, ReadsReportCodesAndPersonFromThePack) {
  const TempFolder folder;
  WriteTestPack(folder / "pack",
                {TestRecord(1, 9, "p1"), TestRecord(2, 10, "p2", {"AFIB", "LVH"})});
  const Pack pack(folder / "pack");
  const auto examples = ReadExamples(pack, {1}, {{1, {"atrial fibrillation"}}});
  ASSERT_EQ(examples.size(), 1u);
  EXPECT_EQ(examples[0].record_id, "r2");
  EXPECT_EQ(examples[0].person, "42 years, male");
  EXPECT_EQ(examples[0].codes, (std::vector<std::string>{"AFIB", "LVH"}));
  EXPECT_EQ(examples[0].labels, std::vector<std::string>{"atrial fibrillation"});
  EXPECT_TRUE(examples[0].labels_known);
  EXPECT_FALSE(ReadExamples(pack, {0}, {}).front().labels_known);
  EXPECT_NE(examples[0].report.find("second line 2"), std::string::npos);
  EXPECT_EQ(examples[0].window.samples_mv.size(), kLeadCount * kWindowSamples);
}

TEST(Examples, PersonLeavesOutWhatIsUnknown) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(PersonText(63.0, Sex::kFemale), "63 years, female");
  EXPECT_EQ(PersonText(unknown, Sex::kMale), "male");
  EXPECT_EQ(PersonText(63.0, Sex::kUnknown), "63 years");
  EXPECT_EQ(PersonText(unknown, Sex::kUnknown), "");
}

}  // namespace
}  // namespace supreme
