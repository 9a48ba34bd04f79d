#include "data/mimic_tables.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/mimic_tree.h"

namespace supreme {
namespace {

TEST(CleanMeasurement, KeepsNumbersAndDropsWhatStandsForNone) {
  EXPECT_EQ(CleanMeasurement("759"), "759");
  EXPECT_EQ(CleanMeasurement("-13.0"), "-13");
  EXPECT_EQ(CleanMeasurement("0"), "0");
  for (const char* cell : {"", "29999", "29999.0", "32767", "-32768", "65535", "n/a", "nan"}) {
    EXPECT_EQ(CleanMeasurement(cell), "") << cell;
  }
}

TEST(MimicTables, JoinsByStudyAndNotByRowOrder) {
  TempFolder folder;
  WriteList(folder.path(),
            {{"10", "101", "files/a"}, {"10", "102", "files/b"}, {"11", "103", "c"}});
  WriteMeasured(folder.path(),
                {{"11", "103", {"Third of all reports"}, {"1", "29999"}},
                 {"10", "101", {"*** First report ***", "", "with EKG -"}, {"900", "40"}},
                 {"10", "102", {"Second report,\nquoted \"here\""}, {}}});
  const MimicTables tables(folder.path(), 3);
  ASSERT_EQ(tables.size(), 3u);
  const auto items = tables.Read(0, 3);
  EXPECT_EQ(items[0].item.row.record_id, "101");
  EXPECT_EQ(items[0].item.row.patient_id, "10");
  EXPECT_EQ(items[0].item.row.source, "files/a");
  EXPECT_EQ(items[0].item.report, "First report. with ECG.");
  EXPECT_EQ(items[0].extra[0], "2180-07-23 08:44:00");
  EXPECT_EQ(items[0].extra[1], "900");
  EXPECT_EQ(items[1].item.report, "Second report, quoted \"here\".");
  EXPECT_EQ(items[2].item.report, "Third of all reports.");
  EXPECT_EQ(items[2].extra[2], "");
  EXPECT_EQ(tables.unmeasured(), (std::map<std::string, size_t>{{"p_onset", 1}}));
  EXPECT_EQ(tables.Read(1, 1)[0].item.row.record_id, "102");
  EXPECT_TRUE(tables.left_out().empty());
}

TEST(MimicTables, MinimumOfWordsCountsTheCleanedReport) {
  TempFolder folder;
  WriteList(folder.path(), {{"1", "1", "a"}, {"1", "2", "b"}, {"1", "3", "c"}, {"1", "4", "d"}});
  WriteMeasured(folder.path(), {{"1", "1", {"Sinus", "***", "rhythm - = "}, {}},
                                {"1", "2", {"Sinus rhythm", "seen"}, {}},
                                {"1", "3", {"Sinus rhythm", "is seen"}, {}},
                                {"1", "4", {" ** ", "-"}, {}}});
  EXPECT_EQ(MimicTables(folder.path(), 1).size(), 3u);
  const MimicTables paper(folder.path(), 3);
  EXPECT_EQ(paper.size(), 2u);
  EXPECT_EQ(paper.left_out(),
            (std::map<std::string, size_t>{{"empty report", 1}, {"short report", 1}}));
  const MimicTables merl(folder.path(), 4);
  ASSERT_EQ(merl.size(), 1u);
  EXPECT_EQ(merl.Read(0, 1)[0].item.row.record_id, "3");
}

TEST(MimicTables, EveryRowThatIsLeftOutHasOneReason) {
  TempFolder folder;
  WriteList(folder.path(), {{"1", "1", "a"},
                            {"1", "1", "a again"},
                            {"1", "2", "b"},
                            {"2", "3", "c"},
                            {"x", "4", "d"},
                            {"1", "-5", "e"}});
  const std::vector<std::string> report = {"a report of five words"};
  WriteMeasured(folder.path(), {{"1", "1", report, {}},
                                {"1", "1", {"another"}, {}},
                                {"1", "3", report, {}},
                                {"1", "7", report, {}},
                                {"1", "", report, {}}});
  const MimicTables tables(folder.path(), 3);
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_EQ(tables.Read(0, 1)[0].item.report, "a report of five words.");
  EXPECT_EQ(tables.left_out(), (std::map<std::string, size_t>{{"listed twice", 1},
                                                              {"measured twice", 1},
                                                              {"not listed", 1},
                                                              {"not measured", 1},
                                                              {"subject ids differ", 1},
                                                              {"unreadable id", 3}}));
  EXPECT_EQ(tables.notes().size(), 8u);
  for (const PartNote& note : tables.notes())
    EXPECT_FALSE(note.code.empty() || note.reason.empty());
}

TEST(MimicTables, NamesWhatATableLacks) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "record_list.csv", [&] { MimicTables(folder.path(), 3); });
  WriteList(folder.path(), {});
  ExpectError(ErrorCode::kNotFound, "machine_measurements.csv",
              [&] { MimicTables(folder.path(), 3); });
  WriteFileAtomically(folder / "machine_measurements.csv", "subject_id,study_id\n");
  ExpectError(ErrorCode::kCorruptData, "report_0", [&] { MimicTables(folder.path(), 3); });
}

TEST(MimicTables, ATableThatChangesMeanwhileIsNoticed) {
  TempFolder folder;
  WriteList(folder.path(), {{"1", "1", "a"}});
  WriteMeasured(folder.path(), {{"1", "1", {"a report of five words"}, {}}});
  const MimicTables tables(folder.path(), 3);
  std::filesystem::resize_file(folder / "record_list.csv", 60);
  ExpectError(ErrorCode::kCorruptData, "record_list.csv", [&] { tables.Read(0, 1); });
}

}  // namespace
}  // namespace supreme
