#include "data/split_file.h"

#include <gtest/gtest.h>

#include "core/hash.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(SplitFile, HashDependsOnRecordsAndPartsAndNotOnTheirOrder) {
  const std::string hash = SplitSha256({{"b", "test"}, {"a", "train"}});
  EXPECT_EQ(hash, Sha256("a,train\nb,test\n"));
  EXPECT_EQ(hash, SplitSha256({{"a", "train"}, {"b", "test"}}));
  EXPECT_NE(hash, SplitSha256({{"a", "test"}, {"b", "train"}}));
}

TEST(SplitFile, IsReadBackWithTheSameHash) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "a"), TestRecord(1, 1, "b"),
                                  TestRecord(2, 1, "c"), TestRecord(3, 1, "d")});
  const Pack pack(folder / "pack");
  const SplitList list{{"r2", "r0"}, {"r3"}, {"r1"}, "folds\n1"};
  const std::string hash = WriteSplitFile(folder / "s.csv", "t", list);
  EXPECT_EQ(ReadFile(folder / "s.csv"),
            "# t: folds 1; sha256 " + hash +
                "\nrecord_id,split\nr2,train\nr0,train\nr3,validation\nr1,test\n");
  const Split split = SplitByCsv(pack, folder / "s.csv");
  EXPECT_EQ(split.train, (std::vector<size_t>{0, 2}));
  EXPECT_EQ(SplitSha256(SplitRows(split, pack)), hash);
}

}  // namespace
}  // namespace supreme
