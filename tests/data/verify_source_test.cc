#include "data/verify_source.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_dataset.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

TEST(VerifySource, AFoldersRecordsAreSortedAndNamedByPath) {
  TempFolder folder;
  WriteTestRecord(folder / "b", "r2");
  WriteTestRecord(folder / "a", "r1");
  const auto source = OpenFolderSource(folder.path());
  ASSERT_EQ(source->size(), 2u);
  EXPECT_EQ(source->Id(0), "a/r1");
  EXPECT_EQ(source->Id(1), "b/r2");
  EXPECT_EQ(source->Read(0).sample_count, 5000u);
  EXPECT_EQ(source->HeaderGain(0), 1000.0);
}

TEST(VerifySource, AGainThatDiffersBetweenLeadsIsNone) {
  TempFolder folder;
  WriteTestRecord(folder / "a", "r1");
  ReplaceInFile(folder / "a/r1.hea", "1000", "2000");
  EXPECT_FALSE(OpenFolderSource(folder.path())->HeaderGain(0));
}

TEST(VerifySource, AFolderWithoutRecordsIsAnError) {
  TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "no records", [&] { OpenFolderSource(folder.path()); });
  EXPECT_THROW(OpenFolderSource(folder / "absent"), Error);
}

TEST(VerifySource, APacksRowsComeWithoutPaddingAndMissingLeads) {
  TempFolder folder;
  PackRecord record = TestRecord(1, 1, "p");
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t i = 3000; i < kWindowSamples; ++i) {
      record.window.samples_mv[lead * kWindowSamples + i] = 0.0F;
    }
    record.window.samples_mv[lead * kWindowSamples + 2999] = 0.25F;
  }
  record.window.present[11] = 0;
  WriteTestPack(folder / "pack", {record});
  const auto source = OpenPackSource(folder / "pack");
  ASSERT_EQ(source->size(), 1u);
  EXPECT_EQ(source->Id(0), "r1");
  const Record read = source->Read(0);
  EXPECT_EQ(read.sample_count, 3000u);
  ASSERT_EQ(read.lead_names.size(), 11u);
  EXPECT_EQ(read.Lead(10)[2999], 0.25F);
  EXPECT_FALSE(source->HeaderGain(0));
}

}  // namespace
}  // namespace supreme
