#include "eval/overlap_output.h"

#include <gtest/gtest.h>

#include "core/csv.h"

namespace supreme {
namespace {

OverlapReport MakeReport() {
  OverlapReport report;
  report.task = "ptbxl-form";
  report.dataset = "ptbxl";
  report.bundle_name = "bundle";
  report.bundle_id = "b1";
  report.query_count = 158;
  ClassOverlap seen{"PVC",
                    "ventricular premature complex",
                    "premature complex",
                    "early beat",
                    0.97,
                    true,
                    true,
                    1,
                    1,
                    {{"PVC", "premature complex"}},
                    true,
                    true};
  ClassOverlap unseen;
  unseen.code = "Q,Q";
  unseen.prompt = "q wave";
  unseen.nearest = "pathological q wave";
  unseen.similarity = 0.5;
  unseen.code_count = 2;
  report.overlap.classes = {unseen, seen};
  report.overlap.others = {{"csn", 38, 7}};
  report.figures = CountClasses(report.overlap);
  return report;
}

void AddFigures(OverlapReport& report) {
  report.figures.source = OverlapSource{"any-code", "p1", "folds 10", "00ff", 147};
  report.figures.classes = {{12, 135, 0.5, Interval{0.4, 0.6, 9}}, {0, 147, {}, {}}};
  report.figures.all = {2, 1, 0.5, Interval{0.4, 0.6, 9}};
  report.figures.unseen_cosine = {1, 1, 0.5, std::nullopt};
}

TEST(OverlapOutput, HoldsEveryFigureInJson) {
  OverlapReport report = MakeReport();
  AddFigures(report);
  const OrderedJson json = OverlapJson(report);
  EXPECT_EQ(json["kind"], "overlap");
  EXPECT_EQ(json["threshold"], 0.95);
  EXPECT_EQ(json["n_records"], 147);
  EXPECT_EQ(json["split"]["hash"], "00ff");
  EXPECT_EQ(json["macro_all"]["auc"], 0.5);
  EXPECT_EQ(json["macro_unseen_cosine"]["n_classes"], 1);
  EXPECT_EQ(json["macro_unseen_cosine"]["low"], nullptr);
  EXPECT_EQ(json["paper"]["all"], 0.6067);
  EXPECT_EQ(json["paper"]["unseen"], 0.6136);
  EXPECT_EQ(json["other_tasks"][0]["n_shared"], 7);
  const OrderedJson& first = json["classes"][0];
  EXPECT_EQ(first["nearest"]["query"], "pathological q wave");
  EXPECT_EQ(first["seen_by_cosine"], false);
  EXPECT_EQ(first["n_pos"], 12);
  EXPECT_EQ(first["auc"], 0.5);
  EXPECT_EQ(first["asked_as_query"], nullptr);
  EXPECT_EQ(json["classes"][1]["shared_codes"][0]["query"], "premature complex");
  EXPECT_EQ(json["classes"][1]["auc"], nullptr);
}

TEST(OverlapOutput, LeavesFiguresOutWhenNoRecordsWereScored) {
  const OverlapReport report = MakeReport();
  const OrderedJson json = OverlapJson(report);
  EXPECT_EQ(json["n_records"], nullptr);
  EXPECT_EQ(json["split"], nullptr);
  EXPECT_EQ(json["macro_all"]["n_classes"], 2);
  EXPECT_EQ(json["macro_all"]["auc"], nullptr);
  EXPECT_EQ(json["classes"][0]["n_pos"], nullptr);
  const std::string table = OverlapTable(report);
  EXPECT_EQ(table.find("folds"), std::string::npos);
  EXPECT_NE(table.find("\nnot seen by cosine      1\n"), std::string::npos) << table;
}

TEST(OverlapOutput, SetsThePaperBesideAndSaysWhatIsMissing) {
  OverlapReport report = MakeReport();
  AddFigures(report);
  const std::string table = OverlapTable(report);
  EXPECT_NE(table.find("all classes             1 of 2      50.00 [40.00, 60.00]    60.67\n"),
            std::string::npos)
      << table;
  EXPECT_NE(table.find("not seen by cosine      1 of 1      50.00                   61.36\n"),
            std::string::npos)
      << table;
  EXPECT_NE(table.find("Intervals over unseen classes need the records"), std::string::npos);
  EXPECT_NE(table.find("* a word tells the two apart"), std::string::npos);
  EXPECT_NE(table.find("another task has too: csn 7\n"), std::string::npos);
  EXPECT_LT(table.find("PVC"), table.find("Q,Q")) << "nearest first";
}

TEST(OverlapOutput, WritesARowPerClassAsCsv) {
  CsvReader csv(OverlapCsv(MakeReport()), "csv");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["code"], "Q,Q");
  EXPECT_EQ(csv["auc"], "");
  EXPECT_EQ(csv["asked_as_query"], "");
  ASSERT_TRUE(csv.Next());
  EXPECT_EQ(csv["wording"], "early beat");
  EXPECT_EQ(csv["words_differ"], "yes");
  EXPECT_FALSE(csv.Next());
}

TEST(PaperTable10, HasSixTasksAndNothingUnseenOfCpsc) {
  const PaperNumbers& printed = PaperNumbers::Printed();
  EXPECT_DOUBLE_EQ(*PaperTable10(printed, "csn")->unseen, 0.7573);
  EXPECT_DOUBLE_EQ(*PaperTable10(printed, "cpsc2018")->all, 0.7983);
  EXPECT_FALSE(PaperTable10(printed, "cpsc2018")->unseen);
  EXPECT_FALSE(PaperTable10(printed, "simulated"));
}

}  // namespace
}  // namespace supreme
