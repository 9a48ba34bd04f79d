#include "train/run_log.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/train/small_data.h"

namespace supreme {
namespace {

TEST(RunLog, WritesTheSameLinesToFileAndStderrAndAppends) {
  const TestFolder test("log");
  testing::internal::CaptureStderr();
  RunLog(test.path() / "log.txt").Line("first");
  RunLog(test.path() / "log.txt").Line("second");
  const std::string shown = testing::internal::GetCapturedStderr();
  const std::string text = ReadFile(test.path() / "log.txt");
  EXPECT_EQ(text, "0:00  first\n0:00  second\n");
  EXPECT_EQ(shown, text);
}

TEST(RunLog, AsksForRoomBeforeEachLine) {
  const TestFolder test("log_room");
  RunLog log(test.path() / "log.txt");
  int calls = 0;
  log.BeforeLines([&] { ++calls; });
  testing::internal::CaptureStderr();
  log.Line("first");
  log.BeforeLines({});
  log.Line("second");
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(calls, 1);
}

TEST(RunLog, NamesAFileThatCannotBeWritten) {
  const TestFolder test("log_absent");
  ExpectError(ErrorCode::kNotFound, "absent", [&] { RunLog(test.path() / "absent/log.txt"); });
}

}  // namespace
}  // namespace supreme
