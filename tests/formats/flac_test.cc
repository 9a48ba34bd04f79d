#include "formats/flac.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/expect_error.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

Record Read(const std::string& content) { return ReadFlac(BytesOf(content), "x/signals.dat"); }

TEST(Flac, GivesTheStreamsOwnNumbersPerChannel) {
  const Record record = Read(ReadFile(FormatFile("flac16.dat")));
  EXPECT_EQ(record.record_id, "signals");
  EXPECT_EQ(record.lead_names, (std::vector<std::string>{"channel 0", "channel 1", "channel 2"}));
  EXPECT_EQ(record.sample_rate_hz, 500);
  ASSERT_EQ(record.sample_count, 300u);
  EXPECT_EQ(record.Lead(0)[0], -2.0f);
  EXPECT_EQ(record.Lead(1)[77], -32768.0f);
  EXPECT_EQ(record.Lead(2)[0], 21.0f);
}

TEST(Flac, RefusesWhatIsNoStreamOrIsCutOff) {
  const std::string whole = ReadFile(FormatFile("flac24.dat"));
  ExpectError(ErrorCode::kCorruptData, "signals.dat", [&] { Read(""); });
  ExpectError(ErrorCode::kCorruptData, "signals.dat", [&] { Read("RIFF" + whole.substr(4)); });
  ExpectError(ErrorCode::kCorruptData, "signals.dat", [&] { Read("no stream at all"); });
  for (size_t length = 0; length < whole.size(); length += 7) {
    ExpectError(ErrorCode::kCorruptData, "signals.dat", [&] { Read(whole.substr(0, length)); });
  }
}

// Frames carry a checksum, so no change of a sample goes through.
TEST(Flac, ADamagedByteIsNoticedOrMeansNothing) {
  const std::string whole = ReadFile(FormatFile("flac8.dat"));
  const Record right = Read(whole);
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    try {
      const Record record = Read(damaged);
      EXPECT_EQ(record.samples_mv, right.samples_mv) << "byte " << at;
    } catch (const Error& error) {
      EXPECT_NE(error.code(), ErrorCode::kInternal) << "byte " << at;
    }
  }
}

}  // namespace
}  // namespace supreme::formats
