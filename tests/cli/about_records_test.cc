#include "cli/about_records.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(AboutRecords, FilesAreNamedFromTheFolderOfTheTable) {
  TempFolder folder;
  WriteFileAtomically(folder / "about.csv",
                      "file,truth,report,more,name\n"
                      "a/1.hea, atrial fibrillation ;; low voltage,\"Afib, slow\",x,One\n"
                      "2.hea,,,,\n");
  const AboutRecords about(folder / "about.csv");
  const AboutRecord* one = about.Find(folder / "b" / ".." / "a" / "1.hea");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->truths, (std::vector<std::string>{"atrial fibrillation", "low voltage"}));
  EXPECT_EQ(one->report, "Afib, slow");
  EXPECT_EQ(one->name, "One");
  const AboutRecord* two = about.Find(folder / "2.hea");
  ASSERT_NE(two, nullptr);
  EXPECT_TRUE(two->truths.empty());
  EXPECT_EQ(about.Find(folder / "3.hea"), nullptr);
}

TEST(AboutRecords, NothingIsKnownWithoutATable) {
  EXPECT_EQ(AboutRecords().Find("1.hea"), nullptr);
}

TEST(AboutRecords, ATableWithoutFilesIsAnError) {
  TempFolder folder;
  WriteFileAtomically(folder / "about.csv", "record,truth\n1,x\n");
  ExpectError(ErrorCode::kCorruptData, "file", [&] { AboutRecords(folder / "about.csv"); });
}

}  // namespace
}  // namespace supreme
