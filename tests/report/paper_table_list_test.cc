#include "report/paper_table_list.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/report/paper_fixture.h"

namespace supreme {
namespace {

using Ids = std::vector<std::string>;

TEST(PaperTableList, HasEveryTableOfThePaper) {
  const Ids expected = {"1a", "1b", "1c", "1d", "1e", "1f", "1g", "1h", "2",  "3",  "4",   "5",
                        "6",  "7",  "8",  "9",  "10", "11", "12", "13", "14", "15", "K.4", "K.5"};
  EXPECT_EQ(PaperTableIds(), expected);
}

TEST(PaperTableList, ReadsAListInAnyOrder) {
  EXPECT_EQ(ParseTableIds("9, 1A,k.4,9"), (Ids{"1a", "9", "K.4"}));
  EXPECT_EQ(ParseTableIds("1").size(), 8u);
  EXPECT_EQ(ParseTableIds(" "), PaperTableIds());
}

TEST(PaperTableList, NamesTheTablesWhenOneIsUnknown) {
  for (const char* list : {"16", "1a,", "1i"}) {
    try {
      ParseTableIds(list);
      ADD_FAILURE() << list;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kUsage);
      EXPECT_NE(error.hint().find("1a, 1b"), std::string::npos);
    }
  }
}

// Whatever is missing, each table has all its rows, the paper's figures and none of ours.
TEST(PaperTableList, MakesEveryTableFromNothing) {
  const PaperResults empty;
  for (const std::string& id : PaperTableIds()) {
    const ComparisonTable table = MakePaperTable(id, {empty, PaperNumbers::Printed(), {}});
    EXPECT_EQ(table.id, id);
    EXPECT_GT(CountCells(table).missing, 0u) << id;
    for (const ComparisonRow& row : table.rows) {
      for (const ComparisonCell& cell : row.cells) {
        const bool is_of_paper = cell.source.find("the paper's Table") != std::string::npos;
        EXPECT_TRUE(!cell.ours || is_of_paper) << id << " " << row.name;
      }
    }
  }
}

}  // namespace
}  // namespace supreme
