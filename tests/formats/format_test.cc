#include "formats/format.h"

#include <gtest/gtest.h>

#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

using std::string_literals::operator""s;

Format Sniff(const std::string& bytes, const std::string& path) {
  return SniffFormat(BytesOf(bytes), path);
}

TEST(SniffFormat, GoesByContentWhateverTheNameIs) {
  EXPECT_EQ(Sniff(std::string(128, '\0') + "DICM", "IM0001"), Format::kDicom);
  EXPECT_EQ(Sniff("\x89HDF\r\n\x1a\n rest"s, "a.bin"), Format::kHdf5);
  EXPECT_EQ(Sniff("MATLAB 5.0"s + std::string(114, ' ') + "\x00\x01IM"s, "a"), Format::kMatlab);
  EXPECT_EQ(Sniff("\x93NUMPY\x01\x00"s, "a.dat2"), Format::kNpy);
  EXPECT_EQ(Sniff("0       patient", "a"), Format::kEdf);
  EXPECT_EQ(Sniff("\xFF"
                  "BIOSEMI x"s,
                  "a"),
            Format::kEdf);
  EXPECT_EQ(Sniff(std::string(16, '\1') + "SCPECG", "a.bin"), Format::kScp);
}

TEST(SniffFormat, Matlab73IsHdf5BehindItsUserBlock) {
  EXPECT_EQ(Sniff(ReadFile(FormatFile("matlab73_small.mat")), "a.mat"), Format::kHdf5);
}

TEST(SniffFormat, TellsXmlFormatsByTheirRootElement) {
  EXPECT_EQ(Sniff("<?xml version=\"1.0\"?>\n<!-- <x> -->\n<AnnotatedECG xmlns=\"a\">", "a"),
            Format::kAecg);
  EXPECT_EQ(Sniff("\xEF\xBB\xBF<hl7:AnnotatedECG/>", "a"), Format::kAecg);
  EXPECT_EQ(Sniff("<restingecgdata>", "a"), Format::kPhilips);
  EXPECT_EQ(Sniff("\xFF\xFE<\0r\0e\0s\0t\0i\0n\0g\0e\0c\0g\0d\0a\0t\0a\0 \0"s, "a"),
            Format::kPhilips);
  EXPECT_EQ(Sniff("<html><AnnotatedECG>", "a.xml"), Format::kUnknown);
  EXPECT_EQ(Sniff("<!-- never closed", "a.xml"), Format::kUnknown);
}

TEST(SniffFormat, NeedsTheEndingWhereAFormatHasNoMark) {
  const std::string mat4 = ReadFile(FormatFile("val_v4.mat"));
  EXPECT_EQ(Sniff(mat4, "a.mat"), Format::kMatlab);
  EXPECT_EQ(Sniff(mat4, "a.bin"), Format::kUnknown);
  EXPECT_EQ(Sniff("I,II\n1,2\n", "a.CSV"), Format::kCsv);
  EXPECT_EQ(Sniff("I,II\n1,2\n", "a.pdf"), Format::kUnknown);
  EXPECT_EQ(Sniff("I,\x01\n", "a.csv"), Format::kUnknown) << "not text";
  EXPECT_EQ(Sniff("", "a.hea"), Format::kWfdb);
}

TEST(SniffFormat, NothingIsKnownOfAnEmptyFile) {
  for (const char* path : {"a", "a.dcm", "a.mat", "a.csv", "a.xml", "a.scp"}) {
    EXPECT_EQ(Sniff("", path), Format::kUnknown) << path;
  }
}

TEST(FormatName, GoesBothWays) {
  for (const Format format :
       {Format::kWfdb, Format::kDicom, Format::kScp, Format::kAecg, Format::kPhilips, Format::kEdf,
        Format::kHdf5, Format::kMatlab, Format::kNpy, Format::kCsv}) {
    EXPECT_EQ(FormatOfName(FormatName(format)), format);
  }
  EXPECT_EQ(FormatOfName("PDF"), Format::kUnknown);
}

}  // namespace
}  // namespace supreme::formats
