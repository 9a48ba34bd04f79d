#include "cli/doctor_disk.h"

#include <gtest/gtest.h>

#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

TEST(DoctorDisk, MeasuresAndLeavesNothing) {
  const TempFolder folder;
  const auto checks = CheckDisk(folder.path());
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_NE(checks[0].value.find("GB free"), std::string::npos);
  EXPECT_NE(checks[1].value.find("MB/s"), std::string::npos) << checks[1].value;
  EXPECT_EQ(folder.EntryCount(), 0u);
}

TEST(DoctorDisk, AFolderThatIsNotThereIsBroken) {
  const TempFolder folder;
  const auto checks = CheckDisk(folder / "absent");
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].level, CheckLevel::kBroken);
}

TEST(DoctorDisk, AFolderThatCannotBeWrittenIsBroken) {
  const auto checks = CheckDisk("/proc");
  EXPECT_EQ(checks.back().level, CheckLevel::kBroken) << checks.back().value;
}

}  // namespace
}  // namespace supreme
