#include "core/checksum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

std::string Bytes(size_t count) {
  std::string bytes;
  for (size_t i = 0; i < count; ++i) bytes += static_cast<char>((i * 7 + 3) % 256);
  return bytes;
}

std::string HexOf(std::string_view bytes) {
  Checksum checksum;
  checksum.Add(bytes);
  return checksum.Hex();
}

// Made with Python's xxhash 3: xxhash.xxh64(bytes((i * 7 + 3) % 256 for i in range(n))).hexdigest()
const std::vector<std::pair<size_t, std::string>> kExpected = {
    {0, "ef46db3751d8e999"},   {1, "1f25c8d0bc1f4bb6"},  {3, "31d2363f52e564c9"},
    {4, "9bb64b7d66ee9fda"},   {7, "9a7b149959ce60d8"},  {8, "dab99d95c6f90092"},
    {31, "a2aa5f33cc4a6119"},  {32, "23c3c17ef790fd97"}, {33, "50a7cfc7ba588784"},
    {63, "5e3e54b431c7493c"},  {64, "0eb64b3ef6eeb01f"}, {100, "a61f8d4c170fe531"},
    {1000, "5f235fa033f1a3fb"}};

TEST(Checksum, EqualsTheReferenceAtEveryKindOfLength) {
  for (const auto& [count, hex] : kExpected) EXPECT_EQ(HexOf(Bytes(count)), hex) << count;
}

TEST(Checksum, DoesNotDependOnThePieces) {
  const std::string bytes = Bytes(1000);
  for (const size_t piece : {1, 5, 31, 32, 33, 64, 999}) {
    Checksum checksum;
    for (size_t at = 0; at < bytes.size(); at += piece) checksum.Add(bytes.substr(at, piece));
    EXPECT_EQ(checksum.Hex(), "5f235fa033f1a3fb") << piece;
  }
}

TEST(Checksum, OfAFileChangesWithEveryBit) {
  const TempFolder folder;
  std::string bytes = Bytes(100);
  WriteFileAtomically(folder / "a", bytes);
  const FileChecksum whole = ChecksumOfFile(folder / "a");
  EXPECT_EQ(whole, (FileChecksum{100, "a61f8d4c170fe531"}));
  for (size_t bit = 0; bit < 800; bit += 37) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    WriteFileAtomically(folder / "a", changed, Durability::kRenamed);
    EXPECT_NE(ChecksumOfFile(folder / "a").xxh64, whole.xxh64) << bit;
  }
  ExpectError(ErrorCode::kNotFound, "none", [&] { ChecksumOfFile(folder / "none"); });
  ExpectError(ErrorCode::kInvalidInput, "regular", [&] { ChecksumOfFile(folder.path()); });
}

}  // namespace
}  // namespace supreme
