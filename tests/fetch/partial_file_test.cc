#include "fetch/partial_file.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

HttpHead Whole(const std::string& validator) { return {200, {}, {}, validator}; }

HttpHead Range(uint64_t first) { return {206, {}, first, ""}; }

void Ignore(uint64_t) {}

TEST(PartialFile, GoesOnWhereAnEarlierProcessStopped) {
  const TempFolder folder;
  {
    PartialFile file(folder / "p", 100, Ignore);
    file.OnHead(Whole("\"v1\""));
    file.OnBytes("abc");
  }
  PartialFile file(folder / "p", 100, Ignore);
  EXPECT_EQ(file.size_bytes(), 3u);
  EXPECT_EQ(file.validator(), "\"v1\"");
  file.OnHead(Range(3));
  file.OnBytes("def");
  file.MoveTo(folder / "made" / "whole");
  EXPECT_EQ(ReadFile(folder / "made" / "whole"), "abcdef");
  EXPECT_FALSE(std::filesystem::exists(folder / "p"));
  EXPECT_FALSE(std::filesystem::exists(folder / "p.version"));
}

TEST(PartialFile, DropsBytesOfUnknownVersion) {
  const TempFolder folder;
  WriteFileAtomically(folder / "p", "abc");
  EXPECT_EQ(PartialFile(folder / "p", 100, Ignore).size_bytes(), 0u);
  {
    PartialFile file(folder / "p", 100, Ignore);
    file.OnHead(Whole(""));
    file.OnBytes("abc");
  }
  EXPECT_EQ(PartialFile(folder / "p", 100, Ignore).size_bytes(), 0u);
}

TEST(PartialFile, AWholeAnswerReplacesWhatIsThere) {
  const TempFolder folder;
  PartialFile file(folder / "p", 100, Ignore);
  file.OnHead(Whole("\"v1\""));
  file.OnBytes("abcdef");
  file.OnHead(Whole("\"v2\""));
  file.OnBytes("xy");
  EXPECT_EQ(file.validator(), "\"v2\"");
  EXPECT_EQ(ReadFile(folder / "p"), "xy");
}

TEST(PartialFile, RefusesAnotherRangeThanAskedFor) {
  const TempFolder folder;
  PartialFile file(folder / "p", 100, Ignore);
  file.OnHead(Whole("\"v1\""));
  file.OnBytes("abc");
  for (const HttpHead& head : {Range(0), Range(2), Range(4), HttpHead{206, {}, {}, ""}}) {
    ExpectError(ErrorCode::kCorruptData, "another range", [&] { file.OnHead(head); });
  }
  EXPECT_EQ(ReadFile(folder / "p"), "abc");
}

TEST(PartialFile, ItsSizeIsBounded) {
  const TempFolder folder;
  PartialFile file(folder / "p", 5, Ignore);
  HttpHead head = Whole("\"v1\"");
  head.length_bytes = 6;
  ExpectError(ErrorCode::kInvalidInput, "over 5 bytes", [&] { file.OnHead(head); });
  head.length_bytes.reset();
  file.OnHead(head);
  file.OnBytes("abcde");
  ExpectError(ErrorCode::kInvalidInput, "over 5 bytes", [&] { file.OnBytes("f"); });
  head = Range(5);
  head.length_bytes = 1;
  ExpectError(ErrorCode::kInvalidInput, "over 5 bytes", [&] { file.OnHead(head); });
}

TEST(PartialFile, FollowsNoLink) {
  const TempFolder folder;
  WriteFileAtomically(folder / "precious", "abc");
  std::filesystem::create_symlink("precious", folder / "p");
  EXPECT_THROW(PartialFile(folder / "p", 100, Ignore), Error);
  EXPECT_EQ(ReadFile(folder / "precious"), "abc");
}

}  // namespace
}  // namespace supreme
