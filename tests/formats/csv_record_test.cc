#include "formats/csv_record.h"

#include <cmath>

#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

Record Read(const std::string& text, const ReadOptions& options = {}) {
  return ReadCsvRecord(AsBytes(text), "folder/x.csv", options);
}

TEST(CsvRecord, ReadsLeadsAndTheRateOfTheirTimes) {
  const Record record = Read("time,I,avr\n0.000,0.1,-1\n0.002,0.2,-2e0\n0.004,0.3,+3\n");
  EXPECT_EQ(record.record_id, "x");
  EXPECT_EQ(record.lead_names, (std::vector<std::string>{"I", "aVR"}));
  EXPECT_EQ(record.sample_rate_hz, 500);
  ASSERT_EQ(record.sample_count, 3u);
  EXPECT_FLOAT_EQ(record.Lead(0)[2], 0.3F);
  EXPECT_FLOAT_EQ(record.Lead(1)[1], -2.0F);
}

TEST(CsvRecord, AcceptsSemicolonsTabsMarksQuotesAndComments) {
  for (const char* text : {"I;V1\n1;2\n3;4\n", "I\tV1\r\n1\t2\r\n3\t4\r\n",
                           "\xEF\xBB\xBF# made by hand\n\"I\", \"V1\"\n\n1, 2\n# end\n3, 4"}) {
    const Record record = Read(text, Told(250));
    EXPECT_EQ(record.lead_names, (std::vector<std::string>{"I", "V1"})) << text;
    ASSERT_EQ(record.sample_count, 2u) << text;
    EXPECT_EQ(record.Lead(1)[1], 4) << text;
    EXPECT_EQ(record.sample_rate_hz, 250) << text;
  }
}

TEST(CsvRecord, UsesTheUnitOfTheColumnThenOfTheOptions) {
  const Record record = Read("I [uV],II (V),V1\n1,1,1\n", Told(500, "uV"));
  EXPECT_FLOAT_EQ(record.Lead(0)[0], 0.001F);
  EXPECT_FLOAT_EQ(record.Lead(1)[0], 1000.0F);
  EXPECT_FLOAT_EQ(record.Lead(2)[0], 0.001F);
  EXPECT_EQ(record.lead_names[0], "I");
}

TEST(CsvRecord, ReadsTimesInMillisecondsAndPassesOverCounts) {
  EXPECT_EQ(Read("index,time_ms,I\n0,0,1\n1,4,1\n").sample_rate_hz, 250);
  const Record record = Read("Sample,Time [us],I\n0,0,1\n1,1000,1\n");
  EXPECT_EQ(record.sample_rate_hz, 1000);
  EXPECT_EQ(record.lead_names, std::vector<std::string>{"I"});
}

// 360 Hz, written with 3 digits.
TEST(CsvRecord, AcceptsRoundedTimes) {
  std::string text = "t,I\n";
  for (int i = 0; i <= 3600; ++i) text += std::to_string((i * 1000 + 180) / 360) + "e-3,0\n";
  EXPECT_EQ(Read(text).sample_rate_hz, 360);
}

TEST(CsvRecord, ReadsEmptyFieldsAsNaN) {
  const Record record = Read("I,V1\n,1\nNaN,2\n3,4\n", Told(500));
  EXPECT_TRUE(std::isnan(record.Lead(0)[0]) && std::isnan(record.Lead(0)[1]));
  EXPECT_EQ(record.Lead(0)[2], 3);
}

TEST(CsvRecord, InfiniteValuesNeverReachTheRecord) {
  for (const char* value : {"inf", "-inf", "Infinity", "1e999", "-1e999"}) {
    ExpectError(ErrorCode::kCorruptData, "is no number",
                [&] { Read("I,V1\n0," + std::string(value) + "\n", Told(500)); });
  }
}

TEST(CsvRecord, NamesTheLineThatIsWrong) {
  const auto refused = [](const std::string& text, std::string_view message) {
    ExpectError(ErrorCode::kCorruptData, message, [&] { Read(text, Told(500)); });
  };
  refused("I,V1\n1,2\n1,x\n", "x.csv:3: \"x\" is no number");
  refused("I,V1\n1,2\n\n1\n", "x.csv:4: 1 fields, the first row has 2");
  refused("I;V1\n0,5;1\n", "x.csv:2: \"0,5\" is no number");
  refused("0.1,0.2\n1,2\n", "x.csv:1: the first row holds numbers");
  refused("time,I\n0,1\n0.002,1\n0.002,1\n", "x.csv:4: the time does not go up");
  refused("time,I\n0,1\n0.002,1\n0.004,1\n0.01,1\n", "not evenly spaced");
  refused("time,I\n0,1\n", "a single time gives no rate");
  refused("time [h],I\n0,1\n", "\"h\" is no unit of time");
  refused("I [mmHg]\n1\n", "\"mmHg\" is no unit of voltage");
  refused("I,,II\n1,2,3\n", "a column has no name");
  refused("I,i\n1,2\n", "stands there twice");
  refused("", "no row with the names of leads");
  refused("I,II\n", "no ECG samples");
  refused(std::string(70, ','), "71 columns, at most 66");
}

TEST(CsvRecord, NeedsARate) {
  ExpectError(ErrorCode::kInvalidInput, "does not say its sampling rate", [] { Read("I\n1\n"); });
}

}  // namespace
}  // namespace supreme::formats
