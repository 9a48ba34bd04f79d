#include "eval/overlap_figures.h"

#include "eval/zero_shot_output.h"
#include "tests/core/expect_error.h"
#include "tests/eval/task_fixture.h"

namespace supreme {
namespace {

// Knows AF, says the opposite for LB, and nothing of SR. AF is seen by cosine, LB by code.
class OverlapFiguresTest : public TaskFixture {
 protected:
  void SetUp() override {
    TaskFixture::SetUp();
    overlap_.classes.resize(3);
    for (size_t c = 0; c < 3; ++c) overlap_.classes[c].code = task_.classes[c].code;
    overlap_.classes[0].seen_by_cosine = true;
    overlap_.classes[1].seen_by_code = true;
    options_.bootstrap.resample_count = 50;
  }

  MockPredictor MakePredictor() {
    MockPredictor predictor(2, [this](const EcgWindow& window, const std::string& query) {
      ++asked_;
      if (query == "atrial fibrillation") return Number(window) % 2 == 0 ? 0.9F : 0.1F;
      if (query == "sinus rhythm") return 0.5F;
      return Number(window) % 3 == 0 ? 0.1F : 0.9F;
    });
    predictor.SetQueries(batch_);
    return predictor;
  }

  size_t asked_ = 0;
  TaskOverlap overlap_;
  ZeroShotOptions options_;
};

TEST_F(OverlapFiguresTest, AveragesOverClassesThatEachTestCallsUnseen) {
  MockPredictor predictor = MakePredictor();
  const OverlapFigures figures =
      EvaluateOverlap(predictor, {*pack_, task_, rows_, questions_}, options_, overlap_);
  EXPECT_EQ(figures.source->record_count, 16U) << "records with any class";
  EXPECT_EQ(asked_, 16U * 3U) << "each record is asked once";
  EXPECT_EQ(figures.classes[0].auroc, 1.0);
  EXPECT_EQ(figures.classes[1].auroc, 0.0);
  EXPECT_DOUBLE_EQ(*figures.all.auroc, 0.5);
  EXPECT_EQ(figures.all.class_count, 3U);
  EXPECT_DOUBLE_EQ(*figures.unseen_cosine.auroc, 0.25) << "LB and SR";
  EXPECT_DOUBLE_EQ(*figures.unseen_code.auroc, 0.75) << "AF and SR";
  EXPECT_DOUBLE_EQ(*figures.unseen.auroc, 0.5) << "SR alone";
  EXPECT_EQ(figures.unseen.class_count, 1U);
  ASSERT_TRUE(figures.unseen_code.interval);
  EXPECT_EQ(overlap_.classes[0].asked_as_query, false);
}

TEST_F(OverlapFiguresTest, CountsAQuestionThatATrainedQueryAnswered) {
  questions_[2].seen = true;
  MockPredictor predictor = MakePredictor();
  const OverlapFigures figures =
      EvaluateOverlap(predictor, {*pack_, task_, rows_, questions_}, options_, overlap_);
  EXPECT_EQ(figures.unseen.class_count, 0U);
  EXPECT_FALSE(figures.unseen.auroc);
  EXPECT_EQ(figures.unseen_cosine.class_count, 2U) << "the paper's test does not look at it";
}

TEST_F(OverlapFiguresTest, TakesTheSameMeansFromAResultWithoutNewIntervals) {
  MockPredictor predictor = MakePredictor();
  const ZeroShotInput input{*pack_, task_, rows_, questions_};
  TaskOverlap from_file = overlap_;
  const OverlapFigures scored = EvaluateOverlap(predictor, input, options_, overlap_);
  WriteJsonFile(folder_ / "r.json", ZeroShotJson(EvaluateZeroShot(predictor, input, options_)));
  const AskedResult asked = ReadAskedResult(folder_ / "r.json");
  EXPECT_EQ(asked.task, "test-task");
  EXPECT_EQ(asked.prompts[2], "sinus rhythm");
  const OverlapFigures read = FiguresOfResult(asked, from_file, "r.json");
  EXPECT_EQ(read.all.auroc, scored.all.auroc);
  EXPECT_EQ(read.all.interval->low, scored.all.interval->low);
  EXPECT_EQ(read.unseen_cosine.auroc, scored.unseen_cosine.auroc);
  EXPECT_EQ(read.unseen.class_count, 1U);
  EXPECT_FALSE(read.unseen_cosine.interval) << "needs the records";
  EXPECT_EQ(read.classes[1].positive_count, scored.classes[1].positive_count);
}

TEST_F(OverlapFiguresTest, CountsClassesWithoutAnyRecords) {
  const OverlapFigures figures = CountClasses(overlap_);
  EXPECT_FALSE(figures.source);
  EXPECT_EQ(figures.unseen_cosine.class_count, 2U);
  EXPECT_EQ(figures.unseen.class_count, 1U);
  EXPECT_FALSE(figures.all.auroc);
}

TEST_F(OverlapFiguresTest, RefusesResultsOfOtherKindsAndClasses) {
  WriteJsonFile(folder_ / "s.json", OrderedJson{{"kind", "scores"}});
  ExpectError(ErrorCode::kInvalidInput, "no result of eval zero-shot",
              [&] { ReadAskedResult(folder_ / "s.json"); });
  MockPredictor predictor = MakePredictor();
  WriteJsonFile(folder_ / "r.json", ZeroShotJson(EvaluateZeroShot(
                                        predictor, {*pack_, task_, rows_, questions_}, options_)));
  const AskedResult asked = ReadAskedResult(folder_ / "r.json");
  overlap_.classes[1].code = "XX";
  ExpectError(ErrorCode::kInvalidInput, "other classes",
              [&] { FiguresOfResult(asked, overlap_, "r.json"); });
  ReplaceInFile(folder_ / "r.json", "\"n_pos\": 12", "\"n_pos\": -12");
  ExpectError(ErrorCode::kCorruptData, "n_pos", [&] { ReadAskedResult(folder_ / "r.json"); });
}

}  // namespace
}  // namespace supreme
