#include "formats/npy_header.h"

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

NpyHeader Read(const std::string& bytes) { return ReadNpyHeader(AsBytes(bytes), "x.npy"); }

std::string Header(const std::string& text) {
  return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(text.size()) + '\0' + text;
}

TEST(NpyHeader, ReadsWhatNumpyWrote) {
  const NpyHeader header = Read(MadeFile("i2_columns_big.npy"));
  EXPECT_EQ(header.type, ">i2");
  EXPECT_TRUE(header.is_fortran_order);
  EXPECT_EQ(header.shape, (std::vector<size_t>{20, 12}));
  EXPECT_EQ(header.data_offset, 128u);
  EXPECT_EQ(Read(MadeFile("f8_version3.npy")).shape, (std::vector<size_t>{12, 20}));
}

TEST(NpyHeader, ReadsKeysInAnyOrder) {
  const NpyHeader header =
      Read(Header("{ \"shape\" : ( 7 , ) ,\"fortran_order\":True,'descr':'<f4'}\n"));
  EXPECT_EQ(header.shape, std::vector<size_t>{7});
  EXPECT_TRUE(header.is_fortran_order);
  EXPECT_TRUE(Read(Header("{'descr': '<f4', 'shape': ()}")).shape.empty());
}

TEST(NpyHeader, ReadsBackWhatIsWrittenAtAnAlignedOffset) {
  for (const size_t rows : {0UL, 7UL, 1'000'000'000UL}) {
    const std::string bytes = FloatNpyHeader(rows, 5000);
    EXPECT_EQ(bytes.size() % 64, 0U);
    const NpyHeader header = Read(bytes);
    EXPECT_EQ(header.type, "<f4");
    EXPECT_FALSE(header.is_fortran_order);
    EXPECT_EQ(header.shape, (std::vector<size_t>{rows, 5000}));
    EXPECT_EQ(header.data_offset, bytes.size());
  }
}

TEST(NpyHeader, RefusesWhatIsNoHeader) {
  const auto refused = [](const std::string& bytes, std::string_view message) {
    ExpectError(ErrorCode::kCorruptData, message, [&] { Read(bytes); });
  };
  refused("PK\x03\x04", "not a NumPy array");
  refused(Header("{'descr': '<f4', 'shape': (-1, 2)}"), "not understood at \"-1, 2)}\"");
  refused(Header("{'descr': '<f4', 'shape': (99999999999999, 2)}"), "not understood");
  refused(Header("{'descr': '<f4', 'code': 'x'}"), "not understood");
  refused(Header("{'descr': '<f4'} more"), "not understood at \"more\"");
  refused(Header("{'descr': '<f4"), "not understood");
  refused(Header("{'shape': (1,)}"), "names no type");
  refused(Header("{'descr': '<f4', 'fortran_order': 1}"), "not understood at \"1}\"");
  refused(Header("{}").substr(0, 9), "ends within a value");
  refused(Replaced(MadeFile("f8_version2.npy"), std::string("\x74\0\0\0", 4),
                   std::string("\xff\xff\xff\xff", 4)),
          "a header of");
}

TEST(NpyHeader, RefusesOtherVersionsAndNamedFields) {
  ExpectError(ErrorCode::kInvalidInput, "version 4 of .npy",
              [] { Read(std::string("\x93NUMPY\x04\x00\x00\x00\x00\x00", 12)); });
  ExpectError(ErrorCode::kInvalidInput, "named fields", [] { Read(MadeFile("fields.npy")); });
}

}  // namespace
}  // namespace supreme::formats
