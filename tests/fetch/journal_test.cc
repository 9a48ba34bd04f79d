#include "fetch/journal.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

const std::string kSum(64, 'c');

TEST(FetchJournal, RemembersWhatWasCheckedWithItsSumAndSize) {
  const TempFolder folder;
  {
    FetchJournal journal(folder / "journal");
    journal.Add("a b/c.dat", kSum, 12);
    journal.Add("no sum", "", 5);
    EXPECT_TRUE(journal.Has("a b/c.dat", kSum, 12));
  }
  const FetchJournal again(folder / "journal");
  EXPECT_TRUE(again.Has("a b/c.dat", kSum, 12));
  EXPECT_TRUE(again.Has("no sum", "", 5));
  EXPECT_FALSE(again.Has("a b/c.dat", kSum, 11)) << "the file changed";
  EXPECT_FALSE(again.Has("a b/c.dat", std::string(64, 'd'), 12)) << "the list changed";
  EXPECT_FALSE(again.Has("other", kSum, 12));
}

TEST(FetchJournal, ALineThatAKillCutCountsAsNotWritten) {
  const TempFolder folder;
  std::string whole;
  {
    FetchJournal journal(folder / "journal");
    journal.Add("first", kSum, 1);
    journal.Add("second", kSum, 2);
    whole = ReadFile(folder / "journal");
  }
  const size_t second = whole.find('\n') + 1;
  for (size_t length = second; length < whole.size(); ++length) {
    WriteFileAtomically(folder / "journal", whole.substr(0, length), Durability::kRenamed);
    FetchJournal journal(folder / "journal");
    ASSERT_TRUE(journal.Has("first", kSum, 1));
    ASSERT_FALSE(journal.Has("second", kSum, 2)) << length;
    journal.Add("third", kSum, 3);
    ASSERT_TRUE(FetchJournal(folder / "journal").Has("third", kSum, 3)) << length;
  }
}

}  // namespace
}  // namespace supreme
