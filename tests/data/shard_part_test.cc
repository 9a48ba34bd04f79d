#include "data/shard_part.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

ShardPart Example() {
  ShardPart part;
  part.file = {"shard-00003.safetensors", 61'000'000, "ab12"};
  PackRecord record = TestRecord(4, 2, "p \"7\"");
  part.rows.push_back({record.row, {{"SR", 100.0}, {"LVH", std::nan("")}}, "a\nb", {"", "12"}});
  record.row.age_years = std::nan("");
  record.row.sex = Sex::kUnknown;
  part.rows.push_back({record.row, {}, "", {}});
  part.notes.push_back({"r9", "files/r9", "missing file", "cannot open"});
  part.left_out = {{"missing file", 1}};
  part.warnings = {{"flat lead", 2}};
  return part;
}

TEST(ShardPart, IsReadAsItWasWritten) {
  TempFolder folder;
  WritePart(folder / "part", Example());
  const auto part = ReadPart(folder / "part");
  ASSERT_TRUE(part);
  EXPECT_EQ(part->file.name, "shard-00003.safetensors");
  EXPECT_EQ(part->file.bytes, 61'000'000u);
  EXPECT_EQ(part->file.sha256, "ab12");
  ASSERT_EQ(part->rows.size(), 2u);
  const PartRow& row = part->rows[0];
  EXPECT_EQ(row.row.record_id, "r4");
  EXPECT_EQ(row.row.patient_id, "p \"7\"");
  EXPECT_EQ(row.row.fold, 2);
  EXPECT_EQ(row.row.age_years, 44.0);
  EXPECT_EQ(row.row.sex, Sex::kMale);
  EXPECT_EQ(row.row.source, "records/r4");
  ASSERT_EQ(row.codes.size(), 2u);
  EXPECT_EQ(row.codes[0].likelihood, 100.0);
  EXPECT_TRUE(std::isnan(row.codes[1].likelihood));
  EXPECT_EQ(row.report, "a\nb");
  EXPECT_EQ(row.extra, (std::vector<std::string>{"", "12"}));
  EXPECT_TRUE(std::isnan(part->rows[1].row.age_years));
  EXPECT_EQ(part->rows[1].row.sex, Sex::kUnknown);
  ASSERT_EQ(part->notes.size(), 1u);
  EXPECT_EQ(part->notes[0].code, "missing file");
  EXPECT_EQ(part->left_out.at("missing file"), 1u);
  EXPECT_EQ(part->warnings.at("flat lead"), 2u);
}

TEST(ShardPart, ADamagedFileCountsAsNone) {
  TempFolder folder;
  EXPECT_FALSE(ReadPart(folder / "absent"));
  WritePart(folder / "part", Example());
  const std::string whole = ReadFile(folder / "part");
  for (size_t size = 0; size + 1 < whole.size(); size += 7) {
    WriteFileAtomically(folder / "cut", whole.substr(0, size));
    EXPECT_FALSE(ReadPart(folder / "cut")) << size;
  }
  for (const char* other : {"[]", "{}", "{\"file\":{},\"rows\":3}", "null"}) {
    WriteFileAtomically(folder / "other", other);
    EXPECT_FALSE(ReadPart(folder / "other")) << other;
  }
}

}  // namespace
}  // namespace supreme
