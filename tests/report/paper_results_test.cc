#include "report/paper_results.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/error.h"
#include "tests/core/temp_folder.h"
#include "tests/report/paper_result_text.h"

namespace supreme {
namespace {

class PaperResultsTree : public ::testing::Test {
 protected:
  void Put(const std::string& name, const std::string& text) {
    const std::filesystem::path path = tree_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  PaperResults Read() { return ReadPaperResults(tree_ / ""); }
  std::string MessageOf(ErrorCode code) {
    try {
      Read();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.what();
      return error.what();
    }
    return "";
  }

  TempFolder tree_;
};

bool Holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST_F(PaperResultsTree, NamesSystemsByTheirFolders) {
  Put("supreme/a/zero.json", ZeroShotText("csn", "0.8"));
  Put("supreme-resnet-linear/zero.json", ZeroShotText("csn", "0.7"));
  Put("moco-v3/probe.json", ProbeText("csn", "0.1"));
  Put("mine/zero.json", ZeroShotText("csn", "0.6"));
  const PaperResults results = Read();
  ASSERT_NE(FindSystem(results, "Our Framework"), nullptr);
  EXPECT_EQ(FindSystem(results, "ViT + CFN"), FindSystem(results, "Our framework"));
  EXPECT_EQ(FindSystem(results, "Our framework")->zero_shots[0].source.file, "supreme/a/zero.json");
  EXPECT_EQ(FindSystem(results, "ResNet + Linear")->folder, "supreme-resnet-linear");
  EXPECT_EQ(FindSystem(results, "MoCo-v3")->folder, "moco-v3");
  EXPECT_EQ(FindSystem(results, "mine")->row, "mine");
  EXPECT_EQ(FindSystem(results, "MERL"), nullptr);
}

TEST_F(PaperResultsTree, TakesNamesFromSystemsCsv) {
  Put("run7/zero.json", ZeroShotText("csn", "0.8"));
  Put("systems.csv", "folder,row\nrun7,MERL\n");
  EXPECT_EQ(FindSystem(Read(), "MERL")->folder, "run7");
  Put("systems.csv", "folder,row\nrun8,MERL\n");
  EXPECT_TRUE(Holds(MessageOf(ErrorCode::kNotFound), "systems.csv:2: no folder \"run8\""));
}

TEST_F(PaperResultsTree, FindsAResultByTaskLabelsProtocolAndFraction) {
  Put("supreme/exact.json", ZeroShotText("csn", "0.8", R"("label_mode": "exact",)"));
  Put("supreme/merl.json", ZeroShotText("csn", "0.7", R"("label_mode": "merl",)"));
  Put("supreme/other.json",
      ZeroShotText("csn", "0.6", R"("label_mode": "exact", "prompts": {"set": "gpt4o"},)"));
  Put("supreme/probe.json", ProbeText("csn", "0.1"));
  Put("supreme/clean.json", ProbeText("csn", "0.1", "clean"));
  const PaperResults results = Read();
  const SystemResults& own = *FindSystem(results, "Our framework");
  EXPECT_EQ(FindZeroShot(own, "csn", {})->macro.auc, 0.8);
  EXPECT_EQ(FindZeroShot(own, "csn", {"merl", "paper", ""})->macro.auc, 0.7);
  EXPECT_EQ(FindZeroShot(own, "csn", {"exact", "paper", "gpt4o"})->macro.auc, 0.6);
  EXPECT_EQ(FindZeroShot(own, "csn", {"exact", "paper", "absent"}), nullptr);
  EXPECT_EQ(FindZeroShot(own, "cpsc2018", {}), nullptr);
  EXPECT_EQ(FindProbe(own, "csn", 0.1, {})->protocol, "paper");
  EXPECT_EQ(FindProbe(own, "csn", 0.1, {"exact", "clean", ""})->protocol, "clean");
  EXPECT_EQ(FindProbe(own, "csn", 0.01, {}), nullptr);
}

TEST_F(PaperResultsTree, RefusesTwoResultsOfTheSameThing) {
  Put("supreme/a.json", ZeroShotText("csn", "0.8"));
  Put("supreme/b.json", ZeroShotText("csn", "0.7"));
  EXPECT_TRUE(Holds(MessageOf(ErrorCode::kInvalidInput),
                    "zero-shot of csn, labels any-code stands in supreme/a.json and in "
                    "supreme/b.json"));
}

TEST_F(PaperResultsTree, RefusesTwoFoldersOfTheSameRow) {
  Put("supreme/a.json", ZeroShotText("csn", "0.8"));
  Put("supreme-vit-cfn/a.json", ZeroShotText("csn", "0.8"));
  EXPECT_TRUE(Holds(MessageOf(ErrorCode::kInvalidInput), "supreme and in supreme-vit-cfn"));
}

TEST_F(PaperResultsTree, NamesFilesThatItDoesNotUse) {
  Put("supreme/a.json", ZeroShotText("csn", "0.8"));
  Put("supreme/config.json", R"({"seed": 1})");
  Put("supreme/split.json", SplitText("csn"));
  Put("empty/readme.txt", "");
  Put("alone.json", ZeroShotText("csn", "0.8"));
  const std::vector<std::string> notes = {
      "alone.json: not used: stands in no system's folder",
      "empty: not used: holds no result of a system",
      "supreme/config.json: not used: it names no \"kind\"",
      "supreme/split.json: not used: kind \"task-counts\" has no place here"};
  EXPECT_EQ(Read().notes, notes);
}

TEST_F(PaperResultsTree, StopsAtABrokenFileAndNamesIt) {
  Put("supreme/a.json", ZeroShotText("csn", "0.8"));
  Put("supreme/b.json", "{\"kind\": ");
  EXPECT_TRUE(Holds(MessageOf(ErrorCode::kCorruptData), "supreme/b.json: not valid JSON"));
}

TEST_F(PaperResultsTree, RefusesATreeWithoutResults) {
  Put("supreme/readme.txt", "");
  EXPECT_TRUE(Holds(MessageOf(ErrorCode::kInvalidInput), "holds no result"));
}

TEST_F(PaperResultsTree, ReadsSweepsAndSplitsButNotTheTrainingsOfASweep) {
  Put("ablations/fusion/table.json", SweepText("Table 11"));
  Put("ablations/fusion/runs/a/seed-1/result.json", ZeroShotText("csn", "0.8"));
  Put("splits/csn.json", SplitText("csn"));
  const PaperResults results = Read();
  EXPECT_TRUE(results.notes.empty());
  ASSERT_NE(FindAblation(results, "11"), nullptr);
  EXPECT_EQ(FindAblation(results, "11")->file, "ablations/fusion/table.json");
  EXPECT_EQ(results.splits.at(0).task, "csn");
}

TEST_F(PaperResultsTree, TakesAVariantFromItsFolderElseFromTheSweep) {
  Put("ablations/11/table.json", SweepText(""));
  const auto of_sweep = FindVariant(Read(), "ViT + Linear", "csn", {});
  ASSERT_TRUE(of_sweep);
  EXPECT_EQ(of_sweep->value.auc, 0.8);
  EXPECT_EQ(of_sweep->file, "ablations/11/table.json");
  EXPECT_FALSE(FindVariant(Read(), "ResNet + CFN", "csn", {}));
  EXPECT_FALSE(FindVariant(Read(), "ViT + Linear", "cpsc2018", {}));
  Put("supreme-vit-linear/a.json", ZeroShotText("csn", "0.6"));
  EXPECT_EQ(FindVariant(Read(), "ViT + Linear", "csn", {})->value.auc, 0.6);
}

TEST_F(PaperResultsTree, TellsWhenSystemsSawDifferentRecords) {
  Put("supreme/a.json", ZeroShotText("csn", "0.8"));
  std::string other = ZeroShotText("csn", "0.8");
  other.replace(other.find("\"h\""), 3, "\"g\"");
  Put("merl/a.json", other);
  ASSERT_EQ(Read().notes.size(), 1u);
  EXPECT_TRUE(Holds(Read().notes[0], "not evaluated on the same records"));
}

}  // namespace
}  // namespace supreme
