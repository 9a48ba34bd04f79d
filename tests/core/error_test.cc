#include "core/error.h"

#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <set>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

constexpr std::array kAllCodes = {
    ErrorCode::kUsage,     ErrorCode::kInvalidInput, ErrorCode::kCorruptData, ErrorCode::kNotFound,
    ErrorCode::kIo,        ErrorCode::kNoSpace,      ErrorCode::kUnavailable, ErrorCode::kTimeout,
    ErrorCode::kCancelled, ErrorCode::kCheckFailed,  ErrorCode::kInternal};

TEST(Error, JoinsWhereWhatAndHintInOneLine) {
  EXPECT_STREQ(Error(ErrorCode::kUsage, "what", "where", "hint").what(), "where: what; try: hint");
  EXPECT_STREQ(Error(ErrorCode::kUsage, "what").what(), "what");
  EXPECT_STREQ(Error(ErrorCode::kUsage, "what", "", "hint").what(), "what; try: hint");
}

TEST(Error, HasTheExitCodeOfItsKind) {
  const std::array<int, kAllCodes.size()> expected = {2, 3, 3, 4, 4, 4, 5, 5, 130, 1, 70};
  for (size_t i = 0; i < kAllCodes.size(); ++i) {
    EXPECT_EQ(ExitCode(kAllCodes[i]), expected[i]) << ErrorCodeName(kAllCodes[i]);
  }
}

TEST(Error, NamesEveryCodeDifferently) {
  std::set<std::string_view> names;
  for (const ErrorCode code : kAllCodes) names.insert(ErrorCodeName(code));
  EXPECT_EQ(names.size(), kAllCodes.size());
}

TEST(Error, SortsSystemErrorsByWhatTheUserCanDo) {
  EXPECT_EQ(SystemError(ENOENT, "cannot open", "f").code(), ErrorCode::kNotFound);
  EXPECT_EQ(SystemError(ENOTDIR, "cannot open", "f").code(), ErrorCode::kNotFound);
  EXPECT_EQ(SystemError(ENOSPC, "cannot write", "f").code(), ErrorCode::kNoSpace);
  EXPECT_EQ(SystemError(EIO, "cannot read", "f").code(), ErrorCode::kIo);
  EXPECT_STREQ(SystemError(EACCES, "cannot open", "f").what(),
               "f: cannot open: Permission denied; try: check the permissions");
  for (const int number : {ENOENT, ENOSPC, EDQUOT, EACCES, EROFS, ENAMETOOLONG, EMFILE, EIO}) {
    EXPECT_FALSE(SystemError(number, "cannot open", "f").hint().empty()) << number;
  }
}

TEST(Error, CheckNamesTheBrokenCondition) {
  ExpectError(ErrorCode::kInternal, "error_test.cc", [] { SUPREME_CHECK(1 > 2); });
  ExpectError(ErrorCode::kInternal, "broken: 1 > 2", [] { SUPREME_CHECK(1 > 2); });
  EXPECT_NO_THROW(SUPREME_CHECK(2 > 1));
}

}  // namespace
}  // namespace supreme
