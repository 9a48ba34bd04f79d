#include "report/result_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

constexpr char kResult[] = R"({"kind": "zero-shot", "task": "demo", "n_records": 100,
  "bundle": {"name": "bundle", "id": "ab"}, "split": {"description": "folds 9,10", "hash": "cd"},
  "seed": 1, "bootstrap": {"n_resamples": 1000, "confidence": 0.95},
  "macro": {"n_classes": 2, "n_defined": 1, "auc": 0.9, "low": 0.8, "high": 0.95},
  "macro_seen": {"n_classes": 1, "n_defined": 1, "auc": 0.9, "low": 0.8, "high": 0.95},
  "macro_unseen": {"n_classes": 1, "n_defined": 0, "auc": null, "low": null, "high": null},
  "classes": [
    {"code": "A", "prompt": "a", "seen": true, "n_pos": 10, "n_neg": 90, "auc": 0.9, "low": 0.8,
     "high": 0.95},
    {"code": "B", "prompt": "b", "seen": false, "n_pos": 0, "n_neg": 100, "auc": null,
     "low": null, "high": null}]})";

ReportTask Read(const TempFolder& folder, const std::string& text) {
  WriteFileAtomically(folder / "r.json", text);
  return ReadResultFile(folder / "r.json");
}

std::string With(const std::string& from, const std::string& to) {
  std::string text = kResult;
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(ResultFile, ReadsClassesMacrosAndFacts) {
  const TempFolder folder;
  const ReportTask task = Read(folder, kResult);
  EXPECT_EQ(task.task, "demo");
  EXPECT_EQ(task.interval_name, "95 % bootstrap interval");
  ASSERT_EQ(task.classes.size(), 2u);
  EXPECT_TRUE(task.classes[0].seen);
  EXPECT_DOUBLE_EQ(task.classes[0].value.low, 0.8);
  EXPECT_TRUE(std::isnan(task.classes[1].value.auc));
  EXPECT_EQ(task.classes[1].negatives, 100u);
  ASSERT_EQ(task.macros.size(), 2u) << "a mean over no class is left out";
  EXPECT_EQ(task.macros[1].name, "seen");
  ASSERT_EQ(task.facts.size(), 3u);
  EXPECT_EQ(task.facts[0].value, "folds 9,10");
}

TEST(ResultFile, ReadsScoresOfOtherSystemsWithoutWhatWasSeen) {
  const TempFolder folder;
  const ReportTask task = Read(folder, R"({"kind": "scores", "task": "labels", "n_records": 100,
  "predictions": {"file": "theirs.csv", "sha256": "ab"}, "labels": {"file": "l.csv"},
  "interval": "delong", "bootstrap": {"n_resamples": 1000, "confidence": 0.9},
  "macro": {"name": "all", "n_defined": 1, "auc": 0.9, "low": 0.8, "high": 0.95, "ap": 0.4},
  "macro_weighted": {"name": "weighted", "n_defined": 1, "auc": 0.7, "low": null, "high": null},
  "classes": [{"code": "A", "n_pos": 10, "n_neg": 90, "auc": 0.9, "low": 0.8, "high": 0.95}]})");
  EXPECT_FALSE(task.KnowsSeen());
  EXPECT_EQ(task.classes[0].prompt, "A");
  EXPECT_EQ(task.interval_name, "90 % DeLong interval");
  ASSERT_EQ(task.macros.size(), 2u);
  EXPECT_EQ(task.macros[1].name, "weighted by positives");
  EXPECT_DOUBLE_EQ(task.macros[1].value.auc, 0.7);
  EXPECT_EQ(task.facts[0].value, "theirs.csv");
}

TEST(ResultFile, ReadsWhatAClassSharesWithPretraining) {
  const TempFolder folder;
  std::string text = With("\"zero-shot\"", "\"overlap\"");
  for (const auto& [from, to] : {std::pair("\"macro\"", "\"macro_all\""),
                                 std::pair("\"macro_seen\"", "\"macro_unseen_cosine\""),
                                 std::pair("\"seen\": true", "\"seen_by_cosine\": true"),
                                 std::pair("\"seen\": false", "\"seen_by_cosine\": false")}) {
    text.replace(text.find(from), std::string_view(from).size(), to);
  }
  const ReportTask task = Read(folder, text);
  EXPECT_TRUE(task.KnowsSeen());
  EXPECT_TRUE(task.classes[0].seen);
  EXPECT_FALSE(task.classes[1].seen);
  ASSERT_EQ(task.macros.size(), 2u);
  EXPECT_EQ(task.macros[1].name, "unseen");
}

TEST(ResultFile, RefusesResultsWithoutAucsAndLeavesThemOutOfAFolder) {
  const TempFolder folder;
  WriteFileAtomically(folder / "a.json", With("\"zero-shot\"", "\"independence\""));
  WriteFileAtomically(folder / "b.json", kResult);
  ExpectError(ErrorCode::kInvalidInput, "kind \"independence\"",
              [&] { ReadResultFile(folder / "a.json"); });
  EXPECT_EQ(ReadResultFolder(folder.path()).size(), 1u);
}

TEST(ResultFile, RefusesWhatIsNoShareOrCount) {
  const TempFolder folder;
  ExpectError(ErrorCode::kCorruptData, "auc", [&] {
    Read(folder, With("\"auc\": 0.9, \"low\": 0.8,\n", "\"auc\": 1.9, \"low\": 0.8,\n"));
  });
  ExpectError(ErrorCode::kCorruptData, "n_pos",
              [&] { Read(folder, With("\"n_pos\": 10", "\"n_pos\": -1")); });
  ExpectError(ErrorCode::kCorruptData, "classes",
              [&] { Read(folder, With("\"classes\": [", "\"classes\": 3, \"x\": [")); });
  ExpectError(ErrorCode::kCorruptData, "seen",
              [&] { Read(folder, With("\"seen\": true", "\"seen\": 1")); });
  ExpectError(ErrorCode::kCorruptData, "r.json", [&] { Read(folder, "{"); });
}

TEST(ResultFile, FolderIsReadByNameAndMayBeMissing) {
  const TempFolder folder;
  EXPECT_TRUE(ReadResultFolder(folder / "none").empty());
  WriteFileAtomically(folder / "b.json", With("\"demo\"", "\"second\""));
  WriteFileAtomically(folder / "a.json", kResult);
  WriteFileAtomically(folder / "c.csv", "no result");
  const auto results = ReadResultFolder(folder.path());
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].task, "demo");
  EXPECT_EQ(results[1].task, "second");
}

}  // namespace
}  // namespace supreme
