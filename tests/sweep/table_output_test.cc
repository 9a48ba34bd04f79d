#include "sweep/table_output.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

SweepTable TwoRows() {
  SweepTable table;
  table.title = "Encoders";
  table.source = "a paper";
  table.columns = {"super", "rhythm"};
  table.seeds = {1, 2};
  SweepRow vit;
  vit.name = "ViT | ours";
  vit.cells = {SpreadOf({{1, 0.8}, {2, 0.9}}), SpreadOf({{1, 0.6}})};
  vit.mean = SpreadOf({{1, 0.7}});
  vit.paper_auc = 0.772;
  vit.paper_sd = 0.0021;
  SweepRow resnet;
  resnet.name = "ResNet";
  resnet.cells = {SpreadOf({}), SpreadOf({})};
  table.rows = {vit, resnet};
  table.failures = {{"ResNet, seed 1", "supreme: broke\nfor | good", "runs/resnet/output.txt"}};
  table.missing = 5;
  return table;
}

TEST(SweepMarkdown, ShowsSpreadsAndWhatIsMissing) {
  EXPECT_EQ(SweepMarkdown(TwoRows()),
            "# Encoders\n\n"
            "| variant | super | rhythm | mean | paper |\n"
            "| --- | --- | --- | --- | --- |\n"
            "| ViT   ours | 0.8500 ± 0.0707 | 0.6000 (1 of 2) | 0.7000 (1 of 2) "
            "| 0.7720 ± 0.0021 |\n"
            "| ResNet | missing | missing | missing |  |\n"
            "\nMacro AUC of zero-shot evaluation, seeds 1, 2: mean ± standard deviation of the "
            "sample. 5 results are missing. Source: a paper.\n"
            "\nFailed:\n\n"
            "- ResNet, seed 1: supreme: broke for   good (runs/resnet/output.txt)\n");
}

TEST(SweepMarkdown, NeedsNoMeanOverOneEvaluation) {
  SweepTable table = TwoRows();
  table.columns = {"super"};
  for (SweepRow& row : table.rows) row.cells.pop_back();
  EXPECT_NE(SweepMarkdown(table).find("| variant | super | paper |"), std::string::npos);
}

TEST(SweepCsv, LeavesMissingFiguresEmpty) {
  EXPECT_EQ(SweepCsv(TwoRows()).substr(0, 53),
            "variant,evaluation,n,mean,sd,paper_auc,paper_sd\nViT |");
  EXPECT_NE(SweepCsv(TwoRows()).find("ResNet,mean,0,,,,"), std::string::npos);
  EXPECT_NE(SweepCsv(TwoRows()).find("ViT | ours,mean,1,0.7,,0.772,0.0021"), std::string::npos);
}

TEST(SweepJson, HasTheFigureOfEverySeed) {
  const OrderedJson json = SweepJson(TwoRows());
  EXPECT_EQ(json["variants"][0]["evaluations"]["super"]["values"][1]["auc"], 0.9);
  EXPECT_TRUE(json["variants"][1]["mean"]["mean"].is_null());
  EXPECT_EQ(json["failures"][0]["task"], "ResNet, seed 1");
}

TEST(SweepPicture, HasABarForEachVariant) {
  const std::string svg = SweepPicture(TwoRows());
  EXPECT_NE(svg.find("ViT | ours"), std::string::npos);
  EXPECT_NE(svg.find("undefined"), std::string::npos) << "a missing figure is no bar";
}

TEST(WriteSweepTable, WritesAllFour) {
  TempFolder folder;
  WriteSweepTable(TwoRows(), folder.path());
  for (const char* name : {"table.md", "table.csv", "table.json", "table.svg"}) {
    EXPECT_FALSE(ReadFile(folder / name).empty()) << name;
  }
  EXPECT_EQ(folder.EntryCount(), 4u);
}

}  // namespace
}  // namespace supreme
