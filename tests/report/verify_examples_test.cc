#include "report/verify_examples.h"

#include <gtest/gtest.h>

#include "tests/report/verify_test_data.h"

namespace supreme {
namespace {

TEST(VerifyExamples, ShowTheLeadsThatAreNamed) {
  const VerifiedFolder verified;
  const auto flat = PickExamples(verified.report, *verified.source, "flat");
  ASSERT_EQ(flat.size(), 1u);
  EXPECT_EQ(flat[0].title, "faulty");
  EXPECT_EQ(flat[0].strips.leads, std::vector<size_t>{9});
  ASSERT_TRUE(flat[0].window);
  EXPECT_EQ(flat[0].window->flat[9], 1);
  EXPECT_EQ(flat[0].strips.mark_begin, flat[0].strips.mark_end);
}

TEST(VerifyExamples, MarkTheTimeAndShowAllLeadsOfAnIdentity) {
  const VerifiedFolder verified;
  const auto level = PickExamples(verified.report, *verified.source, "level");
  ASSERT_EQ(level.size(), 1u);
  // The lead rests at 0 from the end of its T wave on.
  EXPECT_NEAR(static_cast<double>(level[0].strips.mark_begin), 950.0, 60.0);
  EXPECT_EQ(level[0].strips.mark_end, 5000u);
  const auto broken = PickExamples(verified.report, *verified.source, "limb_identity");
  ASSERT_EQ(broken.size(), 1u);
  EXPECT_EQ(broken[0].strips.leads, (std::vector<size_t>{0, 1, 3}));
  EXPECT_EQ(broken[0].strips.mark_begin, 4000u);
}

TEST(VerifyExamples, ARecordThatIsGoneIsLeftWithoutAPicture) {
  const VerifiedFolder verified;
  std::filesystem::remove(verified.folder.path() / "faulty.dat");
  const auto flat = PickExamples(verified.report, *verified.source, "flat");
  ASSERT_EQ(flat.size(), 1u);
  EXPECT_FALSE(flat[0].window);
}

TEST(VerifyExamples, AreNotMadeForFilesAndUnknownChecks) {
  const VerifiedFolder verified;
  EXPECT_TRUE(PickExamples(verified.report, *verified.source, "hash").empty());
  EXPECT_TRUE(PickExamples(verified.report, *verified.source, "unreadable").empty());
}

}  // namespace
}  // namespace supreme
