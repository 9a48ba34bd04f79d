#include "eval/leave_out.h"

#include <gtest/gtest.h>

#include <set>

#include "core/atomic_file.h"
#include "core/progress.h"
#include "synth/finding.h"
#include "synth/truth/sign.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"
#include "tests/eval/indexed_predictor.h"

namespace supreme {
namespace {

const std::filesystem::path kTask =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "tasks/leave_out.json";

// Twenty records, the last five with flutter. "echo" orders them as the descriptions do.
class LeaveOutTest : public testing::Test {
 protected:
  void SetUp() override {
    Progress::SetQuiet(true);
    std::vector<PackRecord> records;
    for (int i = 0; i < 20; ++i) {
      records.push_back(TestRecord(i, 1, "p" + std::to_string(i), {i >= 15 ? "AFLT" : "NORM"}));
      records.back().window.samples_mv[0] = static_cast<float>(i) / 20.0F;
    }
    WriteTestPack(folder_ / "pack", records);
    pack_ = std::make_unique<Pack>(folder_ / "pack");
    for (size_t row = 0; row < 20; ++row) rows_.push_back(row);
    known_.text_width = 2;
    for (const char* text : {"echo", "opposite", "constant"}) {
      known_.queries.push_back({text, text, {}, {}, 1});
    }
    known_.embeddings = {1.0F, 0.0F, 0.0F, 1.0F, 0.6F, 0.8F};
  }

  static float Score(const EcgWindow& window, const std::string& query) {
    const float number = window.samples_mv[0];
    if (query == "saw teeth" || query == "echo" || query == "no p") return number;
    return query == "opposite" || query == "atrial flutter" ? 1.0F - number : 0.5F;
  }

  LeftOutResult Evaluate() {
    MockPredictor predictor(2, Score);
    const auto embed = [](std::span<const std::string> texts) {
      std::vector<float> rows;
      for (size_t i = 0; i < texts.size(); ++i) rows.insert(rows.end(), {1.0F, 0.0F});
      return rows;
    };
    return EvaluateLeftOut(predictor, {entry_, known_, *pack_, rows_, embed}, {100, 0.95}, 1);
  }

  TempFolder folder_;
  std::unique_ptr<Pack> pack_;
  std::vector<size_t> rows_;
  QuerySet known_;
  LeaveOutClass entry_{"AFLT",   "atrial flutter", {"AFLT"},
                       {"AFLT"}, {"saw teeth"},    {"no p", "no idea"}};
};

TEST_F(LeaveOutTest, AsksByDescriptionsSignsAndName) {
  const LeftOutResult result = Evaluate();
  EXPECT_EQ(result.positive_count, 5U);
  EXPECT_EQ(result.negative_count, 15U);
  EXPECT_EQ(result.described.auroc, 1.0);
  EXPECT_EQ(result.described.interval->low, 1.0);
  EXPECT_EQ(result.name.figure.auroc, 0.0);
  EXPECT_EQ(result.sign_product.auroc, 1.0);
  ASSERT_EQ(result.signs.size(), 2U);
  EXPECT_EQ(result.signs[1].figure.auroc, 0.5);
  // The second sign caps the first at 0.5: five records above are ties with negatives.
  EXPECT_LT(*result.sign_minimum.auroc, 1.0);
}

TEST_F(LeaveOutTest, NamesTheQueriesThatTheAnswerMayEcho) {
  const LeftOutResult result = Evaluate();
  ASSERT_EQ(result.nearest.size(), 3U);
  EXPECT_EQ(result.nearest[0].text, "echo");
  EXPECT_NEAR(result.nearest[0].similarity, 1.0, 1e-6);
  EXPECT_NEAR(*result.nearest[0].correlation, 1.0, 1e-12);
  EXPECT_EQ(result.nearest[1].text, "constant");
  EXPECT_FALSE(result.nearest[1].correlation);
  EXPECT_EQ(result.most_alike[0].text, "echo");
  EXPECT_EQ(result.most_alike[0].auroc, 1.0);
}

TEST_F(LeaveOutTest, RefusesABundleThatKnowsTheClass) {
  known_.queries[1].text = "atrial flutter";
  ExpectError(ErrorCode::kInvalidInput, "was not left out", [&] { Evaluate(); });
}

TEST_F(LeaveOutTest, RefusesTasksWithoutTexts) {
  WriteFileAtomically(folder_ / "bad.json",
                      R"({"classes": [{"code": "A", "name": "a", "leave_out": ["A"],
                          "members": ["A"], "descriptions": [], "signs": ["b"]}]})");
  ExpectError(ErrorCode::kCorruptData, "descriptions",
              [&] { ReadLeaveOutClasses(folder_ / "bad.json"); });
}

TEST(LeaveOutTask, AsksSignsThatStayWhenTheClassIsLeftOut) {
  const SignLibrary& library = SignLibrary::BuiltIn();
  std::map<std::string, uint32_t> texts;
  for (const SignText& text : library.texts()) texts.emplace(text.text, text.sign);
  for (const LeaveOutClass& entry : ReadLeaveOutClasses(kTask)) {
    EXPECT_GE(entry.descriptions.size(), 3U) << entry.code;
    for (const std::string& code : entry.leave_out) EXPECT_TRUE(FindingByCode(code)) << code;
    for (const std::string& sign : entry.signs) {
      const auto found = texts.find(sign);
      ASSERT_NE(found, texts.end()) << sign;
      EXPECT_TRUE(library.Names(found->second).empty()) << sign;
    }
    EXPECT_TRUE(texts.contains(entry.name)) << "the name stands in training otherwise";
  }
}

}  // namespace
}  // namespace supreme
