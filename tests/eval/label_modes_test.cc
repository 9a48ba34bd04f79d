#include "eval/label_modes.h"

#include "core/csv.h"
#include "tests/eval/task_fixture.h"

namespace supreme {
namespace {

// MERL's labels: "AF" also stands in the acronym of sinus rhythm here.
class LabelModesTest : public TaskFixture {
 protected:
  void SetUp() override {
    TaskFixture::SetUp();
    task_.acronyms = {{"AFIB", "AFIB"}, {"CLBBB", "LBB"}, {"SR", "SRAF"}};
    MockPredictor predictor(2, [this](const EcgWindow& window, const std::string& query) {
      ++asked_;
      return query == "atrial fibrillation" ? (Number(window) % 2 == 0 ? 0.9F : 0.1F) : 0.5F;
    });
    predictor.SetQueries(batch_);
    ZeroShotOptions options;
    options.bootstrap.resample_count = 50;
    // Records 8 … 23: of these 8 even ones have AF, and 4 of them SR.
    rows_.rows.erase(rows_.rows.begin(), rows_.rows.begin() + 8);
    modes_ = EvaluateLabelModes(predictor, {*pack_, task_, rows_, questions_}, options);
  }

  size_t asked_ = 0;
  LabelModes modes_;
};

TEST_F(LabelModesTest, JudgesTheSameScoresByBothLabels) {
  EXPECT_EQ(modes_.exact.label_mode, "exact");
  EXPECT_EQ(modes_.merl.label_mode, "merl");
  EXPECT_EQ(modes_.exact.classes[0].positive_count, 8U);
  EXPECT_EQ(modes_.merl.classes[0].positive_count, 8U) << "SR goes with AF in these records";
  EXPECT_EQ(modes_.exact.classes[0].auroc, 1.0);
  const size_t labelled = modes_.exact.record_count;
  EXPECT_EQ(asked_, labelled * 3) << "each record is asked once";
}

TEST_F(LabelModesTest, CountsLabelsThatDifferAndSetsFiguresSideBySide) {
  modes_.exact.label_differences = {{"AF", 3, 1}, {"SR", 0, 2}};
  const OrderedJson json = LabelModesJson(modes_);
  EXPECT_EQ(json["kind"], "zero-shot");
  EXPECT_EQ(json["label_mode"], "exact");
  EXPECT_EQ(json["merl"]["n_labels_differ"], 6);
  EXPECT_EQ(json["merl"]["n_classes_differ"], 2);
  EXPECT_EQ(json["macro_merl"]["n_classes"], 3);
  EXPECT_EQ(json["classes"][0]["merl"]["auc"], 1.0);
  const std::string table = LabelModesTable(modes_);
  EXPECT_NE(table.find("Labels differ in 2 of 3 classes, 6 labels in all."), std::string::npos);
  EXPECT_LT(table.find("\nAF "), table.find("\nSR ")) << "most differing labels first";
  EXPECT_LT(table.find("\nSR "), table.find("\nLB "));
  CsvReader csv(LabelModesCsv(modes_), "csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["only_merl"], "3");
  EXPECT_EQ(csv["merl_auc"], "1");
}

}  // namespace
}  // namespace supreme
