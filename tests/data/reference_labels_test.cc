#include "data/reference_labels.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/csv.h"
#include "core/numbers.h"
#include "data/task_labels.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = SUPREME_SOURCE_DIR;
const fs::path kData = kSource / "../shared/data";

std::vector<std::string> CodesOf(const ReferenceLabels& labels, std::string_view record) {
  std::vector<std::string> codes;
  const auto* found = labels.Find(record);
  if (found == nullptr) return {"(none)"};
  for (const PackCode& code : *found) codes.push_back(code.code);
  return codes;
}

ReferenceLabels FromText(const std::string& text) {
  TempFolder folder;
  WriteFileAtomically(folder / "t.csv", text);
  return ReferenceLabels(folder / "t.csv");
}

TEST(ReferenceLabels, ReadTablesWithAndWithoutAHeaderLine) {
  for (const char* header : {"", "record,codes\n", "record,labels\n"}) {
    const ReferenceLabels labels =
        FromText(std::string(header) + "A0001,59118001\nA0002.mat,\"1,2, 2\"\nA0003,3;4\n");
    EXPECT_EQ(CodesOf(labels, "A0001"), (std::vector<std::string>{"59118001"}));
    EXPECT_EQ(CodesOf(labels, "A0002"), (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(CodesOf(labels, "A0003"), (std::vector<std::string>{"3", "4"}));
    EXPECT_EQ(CodesOf(labels, "A0004"), (std::vector<std::string>{"(none)"}));
  }
}

TEST(ReferenceLabels, TurnCpscNumbersIntoSnomedCodes) {
  const ReferenceLabels labels = FromText(
      "n,Third_label,Recording,First_label,Second_label\n0,,A0001,5,\n1,9,A0002,2.0,6\n2,,A3,,\n");
  EXPECT_EQ(CodesOf(labels, "A0001"), (std::vector<std::string>{"59118001"}));
  EXPECT_EQ(CodesOf(labels, "A0002"),
            (std::vector<std::string>{"164889003", "284470004", "164931005"}));
  EXPECT_TRUE(CodesOf(labels, "A3").empty());
}

TEST(ReferenceLabels, NameTheLineThatIsWrong) {
  const std::string header = "Recording,First_label,Second_label,Third_label\n";
  for (const char* row : {"A1,10,,\n", "A1,0,,\n", "A1,1.5,,\n", "A1,normal,,\n", "A1,nan,,\n"}) {
    ExpectError(ErrorCode::kCorruptData, "t.csv:2: First_label", [&] { FromText(header + row); });
  }
  ExpectError(ErrorCode::kCorruptData, "t.csv:2: record \"A1\" occurs twice",
              [] { FromText("A1,5\nA1,6\n"); });
  ExpectError(ErrorCode::kCorruptData, "name is empty", [] { FromText("record,codes\n,6\n"); });
  ExpectError(ErrorCode::kCorruptData, "column \"record\"", [] { FromText("a,b\nA1,6\n"); });
  EXPECT_NO_THROW(FromText("A1,5\nA1,5\n"));
}

// Both tables of CPSC-2018 and the published 0/1 columns say the same of all 6,877 records.
TEST(ReferenceLabels, OfCpsc2018GiveThePublishedLabels) {
  const fs::path numbers = kData / "labels/cpsc2018/training_set/REFERENCE.csv";
  const fs::path snomed = kData / "labels/cinc2020_reference.csv";
  const fs::path lists = kData / "splits/merl_splits/icbeb";
  for (const fs::path& path : {numbers, snomed, lists}) {
    if (!fs::exists(path)) GTEST_SKIP() << path << " is absent";
  }
  const ReferenceLabels original(numbers), challenge(snomed);
  EXPECT_EQ(challenge.records().size(), 43101u);
  const Task task = ReadTask(kSource / "tasks/cpsc2018.json");
  const TaskLabeller labeller(task);
  std::vector<uint8_t> positive(task.classes.size());
  size_t equal = 0;
  for (const char* part : {"train", "val", "test"}) {
    CsvReader csv = CsvReader::Open(lists / ("icbeb_" + std::string(part) + ".csv"));
    while (csv.Next()) {
      bool same = true;
      for (const ReferenceLabels* labels : {&original, &challenge}) {
        labeller.Label(CodesOf(*labels, csv["filename"]), positive);
        for (size_t c = 0; c < task.classes.size(); ++c) {
          same = same && (csv[task.classes[c].code] == "1") == (positive[c] != 0);
        }
      }
      equal += same;
    }
  }
  EXPECT_EQ(equal, 6877u);
}

}  // namespace
}  // namespace supreme
