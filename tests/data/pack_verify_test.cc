#include "data/pack_verify.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

void FlipByte(const std::filesystem::path& path, uint64_t offset) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  const char byte = static_cast<char>(file.get() ^ 1);
  file.seekp(static_cast<std::streamoff>(offset));
  file.put(byte);
}

TEST(PackVerify, FindsAChangedByte) {
  TempFolder folder;
  WriteTestPack(folder / "pack", {TestRecord(0, 1, "p")});
  EXPECT_NO_THROW(VerifyPackFiles(Pack(folder / "pack")));
  FlipByte(folder / "pack" / "shard-00000.safetensors", 5000);
  ExpectError(ErrorCode::kCorruptData, "shard-00000.safetensors",
              [&] { VerifyPackFiles(Pack(folder / "pack")); });
}

TEST(PackVerify, FindsAnIdThatIsNotTheFiles) {
  TempFolder folder;
  const std::string id = WriteTestPack(folder / "pack", {TestRecord(0, 1, "p")});
  ReplaceInFile(folder / "pack" / "pack.json", id, std::string(64, '0'));
  ExpectError(ErrorCode::kCorruptData, "id", [&] { VerifyPackFiles(Pack(folder / "pack")); });
}

}  // namespace
}  // namespace supreme
