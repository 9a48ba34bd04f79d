#include "core/hash.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

// FIPS 180-4 examples.
constexpr const char* kEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr const char* kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Hash, GivesTheStandardsExamples) {
  EXPECT_EQ(Sha256(""), kEmpty);
  EXPECT_EQ(Sha256("abc"), kAbc);
  EXPECT_EQ(Sha256(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hash, OfAFileEqualsThatOfItsBytes) {
  const TempFolder folder;
  const std::string bytes(3'000'001, '\x80');  // several blocks
  WriteFileAtomically(folder / "f", bytes);
  EXPECT_EQ(Sha256File(folder / "f"), Sha256(bytes));
  WriteFileAtomically(folder / "empty", "");
  EXPECT_EQ(Sha256File(folder / "empty"), kEmpty);
  EXPECT_EQ(Md5File(folder / "empty"), "d41d8cd98f00b204e9800998ecf8427e");
  WriteFileAtomically(folder / "abc", "abc");
  EXPECT_EQ(Md5File(folder / "abc"), "900150983cd24fb0d6963f7d28e17f72");  // RFC 1321
}

TEST(Hash, RefusesWhatIsNotAFileAtOnce) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
  ExpectError(ErrorCode::kInvalidInput, "not a regular", [&] { Sha256File(folder / "fifo"); });
  ExpectError(ErrorCode::kInvalidInput, "not a regular", [&] { Sha256File(folder.path()); });
  ExpectError(ErrorCode::kNotFound, "cannot open", [&] { Sha256File(folder / "none"); });
}

}  // namespace
}  // namespace supreme
