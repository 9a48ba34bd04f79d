#include "signal/leads.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

TEST(Leads, AreFoundInAnyCaseAndWithBlanks) {
  for (size_t lead = 0; lead < kLeadCount; ++lead) EXPECT_EQ(LeadIndex(kLeadNames[lead]), lead);
  EXPECT_EQ(LeadIndex("AVR"), 3u);
  EXPECT_EQ(LeadIndex("avl"), 4u);
  EXPECT_EQ(LeadIndex("\tiii "), 2u);
  EXPECT_EQ(LeadIndex(" v6"), 11u);
}

TEST(Leads, AreNeverGuessed) {
  for (const char* name : {"", "MLII", "V", "V7", "V10", "vx", "IIII", "a VR", "-aVR", "lead II"}) {
    EXPECT_FALSE(LeadIndex(name)) << name;
  }
}

}  // namespace
}  // namespace supreme
