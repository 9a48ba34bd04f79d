#include "formats/xli.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/formats/made_files.h"
#include "tests/formats/xli_writer.h"

namespace supreme::formats {
namespace {

std::string Decoded(const std::string& codes, size_t max_bytes) {
  const auto bytes = DecodeLzw10(AsBytes(codes), max_bytes, "x.xml");
  return {bytes.begin(), bytes.end()};
}

TEST(Lzw10, ReadsAStringThatBeginsWithTheCodeItDefines) {
  BitWriter bits;
  bits.Put('a', 10);
  bits.Put(256, 10);  // "aa", made by this very code
  bits.Put('b', 10);
  EXPECT_EQ(Decoded(bits.bytes(), 10), "aaab");
}

TEST(Lzw10, RefusesCodesThatAreNotKnownYet) {
  BitWriter first;
  first.Put(256, 10);
  BitWriter later;
  later.Put('a', 10);
  later.Put(258, 10);
  ExpectError(ErrorCode::kCorruptData, "code 256 is not known yet",
              [&] { Decoded(first.bytes(), 10); });
  ExpectError(ErrorCode::kCorruptData, "code 258 is not known yet",
              [&] { Decoded(later.bytes(), 10); });
}

TEST(Lzw10, StopsBeforeItWritesMoreThanIsAllowed) {
  const std::string codes = EncodeLzw10(std::string(5000, 'a'));
  EXPECT_LT(codes.size(), 200u);
  EXPECT_EQ(Decoded(codes, 5000).size(), 5000u);
  ExpectError(ErrorCode::kCorruptData, "a lead is too long", [&] { Decoded(codes, 4999); });
}

RC_GTEST_PROP(Lzw10, GivesBackWhatWasCompressed, ()) {
  const auto few = *rc::gen::container<std::string>(rc::gen::inRange('a', 'd'));
  const auto any = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const std::string text = few + any + few;
  RC_ASSERT(Decoded(EncodeLzw10(text), text.size()) == text);
}

// Long enough for the table to be full.
RC_GTEST_PROP(Xli, GivesBackTheSamples, ()) {
  const auto steps = *rc::gen::container<std::vector<int>>(2000, rc::gen::inRange(-7, 8));
  std::vector<int16_t> lead;
  for (const int step : steps) {
    lead.push_back(static_cast<int16_t>((lead.empty() ? 0 : lead.back()) + step));
  }
  const std::vector<int16_t> other(2000, -3445);
  const std::string data = EncodeXliChunk(lead) + EncodeXliChunk(other);
  const auto leads = DecodeXli(AsBytes(data), 2, 2000, "x.xml");
  RC_ASSERT(leads == (std::vector{lead, other}));
}

TEST(Xli, NeedsEveryLeadInFullLength) {
  const std::string data = EncodeXliChunk(std::vector<int16_t>(100, 5));
  ExpectError(ErrorCode::kCorruptData, "lead 1: wrong XLI data: 200 bytes of samples, 400 expected",
              [&] { DecodeXli(AsBytes(data), 1, 200, "x.xml"); });
  ExpectError(ErrorCode::kCorruptData, "a lead is too long",
              [&] { DecodeXli(AsBytes(data), 1, 50, "x.xml"); });
  ExpectError(ErrorCode::kCorruptData, "ends within a value",
              [&] { DecodeXli(AsBytes(data), 2, 100, "x.xml"); });
}

TEST(Xli, RefusesSamplesBeyond16Bits) {
  const std::string data = EncodeXliChunk({0, 30'000, 30'000});
  EXPECT_EQ(DecodeXli(AsBytes(data), 1, 3, "x.xml")[0], (std::vector<int16_t>{0, 30'000, 30'000}));
  const std::string start_of_zero = Replaced(data, data.substr(6, 2), std::string(2, '\0'));
  ExpectError(ErrorCode::kCorruptData, "sample 3 leaves the range of 16 bits",
              [&] { DecodeXli(AsBytes(start_of_zero), 1, 3, "x.xml"); });
}

}  // namespace
}  // namespace supreme::formats
