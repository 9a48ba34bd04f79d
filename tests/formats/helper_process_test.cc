#include "formats/helper_process.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme::formats {
namespace {

// A helper that does what a shell script says.
class FakeHelper : public ::testing::Test {
 protected:
  std::string Run(const std::string& script, const HelperLimits& limits = {}) {
    const auto program = folder_ / "fake";
    WriteFileAtomically(program, "#!/bin/sh\n" + script + "\n");
    ::chmod(program.c_str(), 0700);
    WriteFileAtomically(folder_ / "input", "the file's bytes");
    std::FILE* input = std::fopen((folder_ / "input").c_str(), "r");
    const HelperCall call = {program, "a request", ::fileno(input), "ecg.dcm"};
    try {
      std::string answer = RunHelper(call, limits);
      std::fclose(input);
      return answer;
    } catch (...) {
      std::fclose(input);
      throw;
    }
  }

  TempFolder folder_;
};

TEST_F(FakeHelper, GetsTheFileAndTheRequestAndNothingElse) {
  EXPECT_EQ(Run("cat; printf ' %s' \"$1\"; echo noise >&2"), "the file's bytes a request");
  EXPECT_EQ(Run("echo $HOME$SECRET; ls /proc/self/fd | wc -l"), "\n4\n") << "0, 1, 2 and ls's own";
}

TEST_F(FakeHelper, ThatCrashesIsOneError) {
  ExpectError(ErrorCode::kCorruptData, "ecg.dcm: the file reader was ended by signal 11",
              [&] { Run("kill -SEGV $$"); });
  ExpectError(ErrorCode::kCorruptData, "ended with status 3", [&] { Run("echo x; exit 3"); });
}

TEST_F(FakeHelper, ThatHangsIsStopped) {
  const auto start = std::chrono::steady_clock::now();
  const HelperLimits limits{.wall_sec = 0.3};
  ExpectError(ErrorCode::kTimeout, "0.3 s", [&] { Run("exec sleep 60", limits); });
  ExpectError(ErrorCode::kTimeout, "0.3 s", [&] { Run("exec >&-; exec sleep 60", limits); });
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST_F(FakeHelper, ThatAnswersWithoutEndIsStopped) {
  ExpectError(ErrorCode::kCorruptData, "more than 100000 bytes",
              [&] { Run("exec yes", {.wall_sec = 30, .answer_bytes = 100'000}); });
}

TEST_F(FakeHelper, ThatIsNotThereIsNamed) {
  const HelperCall call = {folder_ / "absent", "", 0, "ecg.dcm"};
  ExpectError(ErrorCode::kUnavailable, "absent", [&] { RunHelper(call); });
  ExpectError(ErrorCode::kUnavailable, "libraries", [&] { Run("exit 127"); });
}

TEST(HelperProgram, StandsBesideTheRunningProgram) {
  EXPECT_EQ(HelperProgram().filename(), "supreme-open");
  EXPECT_TRUE(std::filesystem::exists(HelperProgram()));
}

}  // namespace
}  // namespace supreme::formats
