#include "eval/independence.h"

#include "tests/core/expect_error.h"
#include "tests/eval/task_fixture.h"

namespace supreme {
namespace {

// A model whose answer to a query is moved by every other query of the set.
class SetPredictor : public MockPredictor {
 public:
  SetPredictor(float pull, Rule rule) : MockPredictor(2, std::move(rule)), pull_(pull) {}

  void SetQueries(const QueryBatch& queries) override {
    MockPredictor::SetQueries(queries);
    others_ = static_cast<float>(queries.texts.size() - 1);
    sizes_.push_back(queries.texts.size());
  }
  Scores Predict(std::span<const EcgWindow> windows) override {
    Scores scores = MockPredictor::Predict(windows);
    for (float& value : scores.values) value += pull_ * others_;
    return scores;
  }

  std::vector<size_t> sizes_;  // of the sets asked

 private:
  float pull_;
  float others_ = 0.0F;
};

class IndependenceTest : public TaskFixture {
 protected:
  void SetUp() override {
    TaskFixture::SetUp();
    known_.text_width = 2;
    known_.queries = {{"a", "far away", {}, {}, 1}};
    known_.embeddings = {0.0F, 1.0F};
    options_.half_count = 2;
    options_.addition_count = 1;
    options_.bootstrap.resample_count = 40;
  }

  SetPredictor MakePredictor(float pull) {
    return {pull, [](const EcgWindow& window, const std::string& query) {
              const auto number = static_cast<float>(Number(window));
              return query == "atrial fibrillation" ? (Number(window) % 2 == 0 ? 0.6F : 0.2F)
                                                    : number / 100.0F;
            }};
  }

  IndependenceResult Evaluate(SetPredictor& predictor) {
    return EvaluateIndependence(
        predictor, {*pack_, task_, rows_, LabelMode::kExact, batch_, known_}, options_);
  }

  QuerySet known_;
  IndependenceOptions options_;
};

TEST_F(IndependenceTest, IsExactlyZeroWhenQueriesDoNotSeeEachOther) {
  SetPredictor predictor = MakePredictor(0.0F);
  const IndependenceResult result = Evaluate(predictor);
  EXPECT_EQ(result.record_count, 16U);
  ASSERT_EQ(result.settings.size(), 4U);
  for (const IndependenceSetting& setting : result.settings) {
    EXPECT_EQ(setting.all.max_change, 0.0) << setting.name;
    EXPECT_EQ(setting.all.mean_change, 0.0);
    EXPECT_EQ(setting.all.auroc_change, 0.0);
    EXPECT_EQ(setting.all.interval->low, 0.0);
    EXPECT_DOUBLE_EQ(*setting.lowest_rank_correlation, 1.0);
  }
  EXPECT_EQ(result.classes[0].auroc, 1.0);
}

TEST_F(IndependenceTest, MeasuresHowFarTheCompanyMovesAScore) {
  SetPredictor predictor = MakePredictor(0.01F);
  const IndependenceResult result = Evaluate(predictor);
  const auto change = [&](size_t setting) { return result.settings[setting].all.max_change; };
  EXPECT_EQ(change(0), 0.0) << "the order alone moves nothing";
  EXPECT_NEAR(change(1), 0.02, 1e-6) << "alone, two others less";
  EXPECT_NEAR(change(2), 0.02, 1e-6) << "the smaller half is one class";
  EXPECT_NEAR(change(3), 0.01, 1e-6) << "one query is added";
  EXPECT_NEAR(result.settings[1].all.mean_change, 0.02, 1e-6);
  EXPECT_DOUBLE_EQ(*result.settings[1].all.rank_correlation, 1.0) << "all moved alike";
  EXPECT_EQ(result.settings[1].all.auroc_change, 0.0);
  EXPECT_EQ(result.settings[1].query_count, 1U);
  EXPECT_EQ(result.settings[3].query_count, 4U);
  EXPECT_EQ(predictor.sizes_.size(), 1U + 1U + 3U + 4U + 1U);
}

TEST_F(IndependenceTest, SeesAnswersThatTurnRoundWhenAskedAlone) {
  class Turning : public SetPredictor {
   public:
    using SetPredictor::SetPredictor;
    Scores Predict(std::span<const EcgWindow> windows) override {
      Scores scores = SetPredictor::Predict(windows);
      if (scores.query_count == 1) {
        for (float& value : scores.values) value = 1.0F - value;
      }
      return scores;
    }
  };
  Turning predictor(0.0F, [](const EcgWindow& window, const std::string&) {
    return Number(window) % 2 == 0 ? 0.9F : 0.2F;
  });
  const IndependenceResult result = Evaluate(predictor);
  const ScoreMovement& alone = result.classes[0].movements[1];
  EXPECT_DOUBLE_EQ(*alone.rank_correlation, -1.0);
  EXPECT_DOUBLE_EQ(*alone.auroc_change, -1.0);
  EXPECT_DOUBLE_EQ(alone.interval->high, -1.0);
  EXPECT_EQ(result.settings[1].lowest_rank_correlation, alone.rank_correlation);
  EXPECT_EQ(result.classes[0].movements[3].auroc_change, 0.0);
}

TEST_F(IndependenceTest, DrawsRecordsBySeedWhenThereAreMore) {
  options_.max_records = 10;
  SetPredictor predictor = MakePredictor(0.0F);
  const IndependenceResult result = Evaluate(predictor);
  EXPECT_EQ(result.record_count, 10U);
  EXPECT_EQ(result.labelled_record_count, 16U);
  const uint64_t positives = result.classes[1].positive_count;
  EXPECT_EQ(positives + result.classes[1].negative_count, 10U);
  EXPECT_EQ(Evaluate(predictor).classes[1].positive_count, positives);
}

TEST_F(IndependenceTest, RefusesRowsWithoutAnyClass) {
  rows_.rows = {1, 5};
  SetPredictor predictor = MakePredictor(0.0F);
  ExpectError(ErrorCode::kInvalidInput, "no record carries a class", [&] { Evaluate(predictor); });
}

}  // namespace
}  // namespace supreme
