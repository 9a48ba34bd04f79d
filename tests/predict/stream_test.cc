#include "predict/stream.h"

#include <gtest/gtest.h>

#include "formats/find_records.h"
#include "predict/mock_predictor.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/signal/level_record.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

MockPredictor LevelPredictor() {
  MockPredictor predictor(1, [](const EcgWindow& window, const std::string& query) {
    return window.samples_mv[0] + (query == "b" ? 0.5f : 0.0f);
  });
  predictor.SetQueries({{"a", "b"}, {0.0f, 0.0f}});
  return predictor;
}

std::string Name(int number) { return "r" + std::to_string(1000 + number); }

TEST(PredictFiles, KeepsTheOrderAndGoesOnAfterBadFiles) {
  TempFolder folder;
  for (int i = 0; i < 30; ++i) WriteLevelRecord(folder.path(), Name(i), i);
  for (const int i : {0, 7, 8, 29}) fs::resize_file(folder / (Name(i) + ".dat"), 999);
  MockPredictor predictor = LevelPredictor();
  const std::string root = folder.path().string();
  const auto files = formats::FindRecords(std::span(&root, 1));
  ASSERT_EQ(files.size(), 30u);
  int next = 0;
  PredictFiles(predictor, files, {.workers = 3, .batch_size = 4}, [&](const FilePrediction& file) {
    EXPECT_EQ(file.path, folder / (Name(next) + ".hea"));
    if (next == 0 || next == 7 || next == 8 || next == 29) {
      ASSERT_TRUE(file.problem);
      EXPECT_EQ(file.problem->code(), ErrorCode::kCorruptData);
      EXPECT_TRUE(file.scores.empty());
    } else {
      ASSERT_FALSE(file.problem) << file.problem->what();
      ASSERT_EQ(file.scores.size(), 2u);
      EXPECT_NEAR(file.scores[0], next / 100.0, 1e-6);
      EXPECT_NEAR(file.scores[1], next / 100.0 + 0.5, 1e-6);
      EXPECT_EQ(file.window.flat[0], 1);
      EXPECT_EQ(file.record.record_id, Name(next));
    }
    ++next;
  });
  EXPECT_EQ(next, 30);
}

TEST(PredictFiles, DeliversWhenEveryFileIsBad) {
  TempFolder folder;
  std::vector<fs::path> files;
  for (int i = 0; i < 9; ++i) files.push_back(folder / "none.hea");
  MockPredictor predictor = LevelPredictor();
  int count = 0;
  PredictFiles(predictor, files, {.batch_size = 2}, [&](const FilePrediction& file) {
    EXPECT_TRUE(file.problem);
    ++count;
  });
  EXPECT_EQ(count, 9);
}

TEST(PredictFiles, PassesOnWhatThePredictorThrows) {
  TempFolder folder;
  WriteLevelRecord(folder.path(), "r", 1);
  MockPredictor predictor(1, [](const EcgWindow&, const std::string&) -> float {
    throw Error(ErrorCode::kUnavailable, "engine is gone");
  });
  predictor.SetQueries({{"a"}, {0.0f}});
  const std::vector<fs::path> files = {folder / "r.hea"};
  ExpectError(ErrorCode::kUnavailable, "engine is gone",
              [&] { PredictFiles(predictor, files, {}, [](const FilePrediction&) {}); });
}

TEST(StreamFiles, DeliversEachFileWithTheRowOfItsOwnWindow) {
  TempFolder folder;
  std::vector<fs::path> files;
  for (int i = 0; i < 7; ++i) {
    WriteLevelRecord(folder.path(), Name(i), i);
    files.push_back(folder / (Name(i) + ".hea"));
  }
  fs::resize_file(folder / (Name(3) + ".dat"), 999);
  std::vector<size_t> batches;
  const auto compute = [&](std::span<const EcgWindow> windows) {
    batches.push_back(windows.size());
    std::vector<float> rows;
    for (const EcgWindow& window : windows) rows.insert(rows.end(), 3, window.samples_mv[0]);
    return rows;
  };
  int next = 0;
  StreamFiles(files, {.workers = 2, .batch_size = 4}, compute,
              [&](const StreamedFile& file, std::span<const float> row) {
                EXPECT_EQ(file.path, files[static_cast<size_t>(next)]);
                EXPECT_EQ(file.problem.has_value(), next == 3);
                ASSERT_EQ(row.size(), next == 3 ? 0u : 3u);
                if (next != 3) {
                  EXPECT_NEAR(row[2], next / 100.0, 1e-6);
                }
                ++next;
              });
  EXPECT_EQ(next, 7);
  EXPECT_EQ(batches, (std::vector<size_t>{4, 2}));
}

TEST(StreamFiles, ANetworkWithARowTooFewIsAFaultOfOurs) {
  TempFolder folder;
  WriteLevelRecord(folder.path(), "a", 1);
  WriteLevelRecord(folder.path(), "b", 1);
  const std::vector<fs::path> files = {folder / "a.hea", folder / "b.hea"};
  ExpectError(ErrorCode::kInternal, "", [&] {
    StreamFiles(
        files, {.workers = 1, .batch_size = 2},
        [](std::span<const EcgWindow>) { return std::vector<float>(3); },
        [](const StreamedFile&, std::span<const float>) {});
  });
}

TEST(MockPredictor, RefusesToPredictWithoutQueriesAndOtherWidths) {
  MockPredictor predictor(3, [](const EcgWindow&, const std::string&) { return 0.5f; });
  ExpectError(ErrorCode::kInvalidInput, "queries", [&] { predictor.Predict({}); });
  ExpectError(ErrorCode::kInvalidInput, "width 3", [&] {
    predictor.SetQueries({{"a"}, {1.0f, 2.0f}});
  });
}

}  // namespace
}  // namespace supreme
