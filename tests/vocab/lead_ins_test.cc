#include "vocab/lead_ins.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(LeadIns, AreTakenOffBothEnds) {
  EXPECT_EQ(WithoutLeadIns("Signs of atrial flutter"), "atrial flutter");
  EXPECT_EQ(WithoutLeadIns("is there an atrial flutter?"), "atrial flutter");
  EXPECT_EQ(WithoutLeadIns("ECG: LVH on the ecg"), "lvh");
  EXPECT_EQ(WithoutLeadIns("hinweis auf vorhofflimmern vorhanden"), "vorhofflimmern");
}

TEST(LeadIns, KeepWordsThatDeny) {
  EXPECT_EQ(WithoutLeadIns("no signs of atrial flutter"), "no signs of atrial flutter");
  EXPECT_EQ(WithoutLeadIns("atrial flutter is not present"), "atrial flutter is not");
}

TEST(LeadIns, LeaveAtLeastOneWord) {
  EXPECT_EQ(WithoutLeadIns("ecg"), "ecg");
  EXPECT_EQ(WithoutLeadIns("present"), "present");
  EXPECT_EQ(WithoutLeadIns("  ?"), "");
}

}  // namespace
}  // namespace supreme
