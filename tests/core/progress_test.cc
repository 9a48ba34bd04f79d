#include "core/progress.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace supreme {
namespace {

TEST(FormatDuration, ShowsMinutesAndHours) {
  EXPECT_EQ(FormatDuration(0), "0:00");
  EXPECT_EQ(FormatDuration(65), "1:05");
  EXPECT_EQ(FormatDuration(59.6), "1:00");
  EXPECT_EQ(FormatDuration(7389), "2:03:09");
  EXPECT_EQ(FormatDuration(3600 * 100.0), "100:00:00");
  EXPECT_EQ(FormatDuration(-5), "0:00");
}

TEST(Progress, WritesOneLastLineOnAPlainStream) {
  Progress::SetQuiet(false);
  testing::internal::CaptureStderr();
  {
    Progress progress("import", 10, "records");
    for (uint64_t i = 1; i <= 10; ++i) progress.Update(i);
    progress.Finish("loss 0.5");
    progress.Finish();
  }
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  EXPECT_TRUE(text.starts_with("import 10 records, ")) << text;
  EXPECT_TRUE(text.ends_with(", 0:00, loss 0.5\n")) << text;
  EXPECT_EQ(text.find('\r'), std::string::npos);
}

TEST(Progress, SaysNothingOfWorkThatEndsWithinItsSilence) {
  Progress::SetQuiet(false);
  const auto text_of = [](std::chrono::milliseconds silence) {
    testing::internal::CaptureStderr();
    {
      Progress progress("bootstrap", 3, "resamples", silence);
      for (uint64_t i = 1; i <= 3; ++i) progress.Update(i);
      progress.Finish();
    }
    return testing::internal::GetCapturedStderr();
  };
  EXPECT_EQ(text_of(std::chrono::minutes(1)), "");
  EXPECT_TRUE(text_of(std::chrono::milliseconds(0)).starts_with("bootstrap 3 resamples"));
}

TEST(Progress, SaysNothingWhenQuiet) {
  Progress::SetQuiet(true);
  testing::internal::CaptureStderr();
  {
    Progress progress("import", 0, "records");
    progress.Update(5);
    progress.Finish();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  Progress::SetQuiet(false);
}

}  // namespace
}  // namespace supreme
