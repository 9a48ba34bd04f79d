#include "formats/base64.h"

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

std::string Decoded(std::string_view text) {
  const auto bytes = DecodeBase64(text, "x.xml");
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// RFC 4648, section 10.
TEST(Base64, ReadsTheStandardsExamples) {
  EXPECT_EQ(Decoded(""), "");
  EXPECT_EQ(Decoded("Zg=="), "f");
  EXPECT_EQ(Decoded("Zm8="), "fo");
  EXPECT_EQ(Decoded("Zm9v"), "foo");
  EXPECT_EQ(Decoded("Zm9vYg=="), "foob");
  EXPECT_EQ(Decoded("Zm9vYmE="), "fooba");
  EXPECT_EQ(Decoded("Zm9vYmFy"), "foobar");
}

TEST(Base64, PassesOverLineBreaks) { EXPECT_EQ(Decoded("\n Zm9v\r\n\tYmFy\n"), "foobar"); }

TEST(Base64, ReadsAllLetters) { EXPECT_EQ(Decoded("+/+/"), "\xfb\xff\xbf"); }

TEST(Base64, RefusesWhatIsNoBase64) {
  ExpectError(ErrorCode::kCorruptData, "letter 3 is none of it", [] { Decoded("Zm-v"); });
  ExpectError(ErrorCode::kCorruptData, "5 letters, not a multiple of 4", [] { Decoded("Zm9vY"); });
  ExpectError(ErrorCode::kCorruptData, "text after its end", [] { Decoded("Zg==Zm9v"); });
  ExpectError(ErrorCode::kCorruptData, "not a multiple of 4", [] { Decoded("Z==="); });
}

}  // namespace
}  // namespace supreme::formats
