#include "cli/doctor_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace supreme {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<Check> kChecks = {{"disk", CheckLevel::kGood, "fast\x1b[2J", ""},
                                    {"memory", CheckLevel::kWarning, "little", "a smaller batch"},
                                    {"mpirun", CheckLevel::kAbsent, "none", ""}};

TEST(DoctorCheck, OnlyBrokenPartsFail) {
  std::vector<Check> checks = kChecks;
  EXPECT_TRUE(AllWork(checks));
  checks.push_back({"model", CheckLevel::kBroken, "gone", ""});
  EXPECT_FALSE(AllWork(checks));
  EXPECT_FALSE(ChecksJson(checks)["ok"].get<bool>());
}

TEST(DoctorCheck, TextHasOneLineACheckWithItsHint) {
  const std::string text = ChecksText(kChecks, false);
  EXPECT_THAT(text, HasSubstr("warn    memory  little; try: a smaller batch\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(ChecksText(kChecks, true), HasSubstr("\x1b[33mwarn"));
}

TEST(DoctorCheck, JsonNamesTheLevel) {
  const OrderedJson json = ChecksJson(kChecks);
  EXPECT_EQ(json["checks"][1]["level"], "warning");
  EXPECT_EQ(json["checks"][1]["hint"], "a smaller batch");
}

}  // namespace
}  // namespace supreme
