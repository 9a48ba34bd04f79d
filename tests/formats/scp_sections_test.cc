#include "formats/scp_sections.h"

#include "tests/formats/scp_writer.h"

namespace supreme::formats {
namespace {

const std::string kFile = ScpBytes({{1, "patient"}, {6, "rhythm"}});

ScpSections Read(const std::string& bytes, std::vector<std::string>& warnings) {
  return ReadScpSections(AsBytes(bytes), "x.scp", warnings);
}

void ExpectRefused(const std::string& bytes, std::string_view message) {
  std::vector<std::string> warnings;
  ExpectError(ErrorCode::kCorruptData, message, [&] { Read(bytes, warnings); });
}

std::string With(std::string bytes, size_t at, const std::string& replacement) {
  return bytes.replace(at, replacement.size(), replacement);
}

// The published check value of CRC-16/CCITT-FALSE.
TEST(ScpChecksum, IsTheCcittOne) { EXPECT_EQ(ScpChecksum(AsBytes("123456789")), 0x29B1); }

TEST(ScpSections, FindsSectionsThroughThePointers) {
  std::vector<std::string> warnings;
  const ScpSections sections = Read(kFile, warnings);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(sections[6].data.data()), 6), "rhythm");
  EXPECT_EQ(sections[1].data.size(), 7u);
  EXPECT_TRUE(sections[1].checksum_right && sections[6].checksum_right);
  EXPECT_TRUE(sections[3].data.empty());
  EXPECT_TRUE(warnings.empty());
}

TEST(ScpSections, NoticesChangedBytes) {
  std::vector<std::string> warnings;
  std::string changed = kFile;
  changed.back() = 'X';
  const ScpSections sections = Read(changed, warnings);
  EXPECT_TRUE(sections[1].checksum_right);
  EXPECT_FALSE(sections[6].checksum_right);
  EXPECT_EQ(warnings.size(), 1u);
}

TEST(ScpSections, PassesOverManufacturersSections) {
  std::vector<std::string> warnings;
  const ScpSections sections = Read(ScpBytes({{200, "own"}, {1, "patient"}}), warnings);
  EXPECT_EQ(sections[1].data.size(), 7u);
}

TEST(ScpSections, RefusesPointersThatLeadAstray) {
  const size_t pointer_1 = 6 + 16 + 10;  // behind the headers and section 0's own pointer
  ExpectRefused(With(kFile, pointer_1 + 2, LittleEndian(1 << 30, 4)), "does not lie within");
  ExpectRefused(With(kFile, pointer_1 + 2, LittleEndian(8, 4)), "section 1 (8 bytes at");
  ExpectRefused(With(kFile, pointer_1 + 6, LittleEndian(0xFFFFFFFF, 4)), "does not lie within");
  ExpectRefused(With(kFile, pointer_1 + 6, LittleEndian(0, 4)), "section 1 has no place");
  ExpectRefused(With(kFile, pointer_1, LittleEndian(5, 2)), "section 1 stands where section 5");
}

TEST(ScpSections, RefusesCutFiles) {
  ExpectRefused(kFile.substr(0, kFile.size() - 1), "the file has");
  ExpectRefused(kFile.substr(0, 4), "ends within a value");
  ExpectRefused(LittleEndian(0, 2) + LittleEndian(6, 4), "the header says 6 bytes");
}

}  // namespace
}  // namespace supreme::formats
