#include "predict/remembering_predictor.h"

#include <gtest/gtest.h>

#include "predict/mock_predictor.h"

namespace supreme {
namespace {

EcgWindow WindowOf(float value) {
  EcgWindow window;
  window.samples_mv = {value, 0.0F};
  return window;
}

class RememberingPredictorTest : public testing::Test {
 protected:
  RememberingPredictorTest()
      : mock_(1,
              [this](const EcgWindow& window, const std::string& query) {
                ++asked_;
                return window.samples_mv[0] + static_cast<float>(query.size()) +
                       static_cast<float>(window.present[3]);
              }),
        memory_(mock_) {
    memory_.SetQueries({{"a", "bb"}, {0.0F, 0.0F}});
  }

  int asked_ = 0;
  MockPredictor mock_;
  RememberingPredictor memory_;
};

TEST_F(RememberingPredictorTest, AsksEachRecordOnce) {
  const std::vector<EcgWindow> windows = {WindowOf(10), WindowOf(20), WindowOf(10)};
  const Scores first = memory_.Predict(windows);
  EXPECT_EQ(asked_, 4) << "two records, two queries";
  EXPECT_EQ(first.values, (std::vector<float>{11, 12, 21, 22, 11, 12}));
  const std::vector<EcgWindow> others = {WindowOf(20), WindowOf(30)};
  EXPECT_EQ(memory_.Predict(others).values, (std::vector<float>{21, 22, 31, 32}));
  EXPECT_EQ(asked_, 6);
  EXPECT_EQ(memory_.Predict({}).record_count, 0U);
}

TEST_F(RememberingPredictorTest, TellsRecordsApartByTheirLeadsToo) {
  EcgWindow other = WindowOf(10);
  other.present[3] = 1;
  const std::vector<EcgWindow> windows = {WindowOf(10), other};
  EXPECT_EQ(memory_.Predict(windows).values, (std::vector<float>{11, 12, 12, 13}));
}

TEST_F(RememberingPredictorTest, ForgetsWhenOtherQueriesAreSet) {
  const std::vector<EcgWindow> windows = {WindowOf(10)};
  memory_.Predict(windows);
  memory_.SetQueries({{"ccc"}, {0.0F}});
  const Scores scores = memory_.Predict(windows);
  EXPECT_EQ(scores.query_count, 1U);
  EXPECT_EQ(scores.values, std::vector<float>{13});
}

}  // namespace
}  // namespace supreme
