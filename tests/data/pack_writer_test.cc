#include "data/pack_writer.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(PackWriter, RefusesAnExistingPackUnlessToldToReplaceIt) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "p"), TestRecord(1, 1, "p")});
  ExpectError(ErrorCode::kUsage, "--force", [&] { PackWriter writer(folder / "pack", false); });
  EXPECT_EQ(Pack(folder / "pack").size(), 2u);
  PackWriter writer(folder / "pack", true);
  writer.Add(TestRecord(5, 1, "p"));
  writer.Finish(OrderedJson::object());
  EXPECT_EQ(Pack(folder / "pack").size(), 1u);
}

TEST(PackWriter, LeavesNoPackWhenItIsStopped) {
  TempFolder folder;
  {
    PackWriter writer(folder / "pack", false);
    writer.Add(TestRecord(0, 1, "p"));
  }
  ExpectError(ErrorCode::kNotFound, "not a pack", [&] { Pack p(folder / "pack"); });
  EXPECT_NO_THROW(WriteTestPack(folder / "pack", {TestRecord(0, 1, "p")}));
}

TEST(PackWriter, RefusesARecordTwice) {
  TempFolder folder;
  PackWriter writer(folder / "pack", false);
  writer.Add(TestRecord(0, 1, "p"));
  ExpectError(ErrorCode::kInvalidInput, "twice", [&] { writer.Add(TestRecord(0, 2, "q")); });
}

}  // namespace
}  // namespace supreme
