#include "synth/truth/rule_parser.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace supreme {
namespace {

TEST(RuleParser, RejectsWhatItCannotRead) {
  RuleBook book;
  for (const char* text : {"", "qrs_ms", "qrs_ms>120", "qrs_ms>=", "V9.r>=1", "r>=1", "has(XYZ)",
                           "has(SR", "all(rate>=1", "some(left,r>=1)", "maybe(rate>=1)", "rate>=1)",
                           "rate-V1.r>=0", "not(rate>=1,rate>=2)"}) {
    EXPECT_THROW(book.Add(text), Error) << text;
  }
}

TEST(RuleParser, SaysWhereItStopped) {
  RuleBook book;
  try {
    book.Add("all(rate>=60,nonsense>=1)");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kCorruptData);
    EXPECT_NE(error.where().find("at byte 21"), std::string::npos) << error.where();
  }
}

}  // namespace
}  // namespace supreme
