#include <gtest/gtest.h>

#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>

#include "core/error.h"
#include "signal/wfdb.h"

namespace supreme {
namespace {

const WfdbOptions kStrict{.strict = true};

TEST(WfdbHeader, ReadsEveryField) {
  const WfdbHeader header = ParseWfdbHeader(
      "rec_1 2 360/720(5) 650000 12:34:56.5 24/12/1999\r\n"
      "a.dat 212x2:3+24 1.5e+02(-7)/uV 11 1024 995 -22131 0 lead II, modified\r\n"
      "a.dat 212x2:3+24 200 12 1024\r\n"
      "# Age: 69 \r\n",
      "x.hea", kStrict);
  EXPECT_EQ(header.record_name, "rec_1");
  EXPECT_EQ(header.sample_rate_hz, 360);
  EXPECT_EQ(header.sample_count, 650000);
  ASSERT_EQ(header.signals.size(), 2u);
  const WfdbSignal& first = header.signals[0];
  EXPECT_EQ(first.file_name, "a.dat");
  EXPECT_EQ(first.format, 212);
  EXPECT_EQ(first.samples_per_frame, 2);
  EXPECT_EQ(first.skew_samples, 3);
  EXPECT_EQ(first.byte_offset, 24);
  EXPECT_EQ(first.gain_per_unit, 150);
  EXPECT_EQ(first.baseline, -7);
  EXPECT_EQ(first.unit, "uV");
  EXPECT_EQ(first.adc_zero, 1024);
  EXPECT_TRUE(first.has_initial_value);
  EXPECT_EQ(first.initial_value, 995);
  EXPECT_TRUE(first.has_checksum);
  EXPECT_EQ(first.checksum, -22131);
  EXPECT_EQ(first.description, "lead II, modified");
  const WfdbSignal& second = header.signals[1];
  EXPECT_EQ(second.baseline, 1024) << "ADC zero stands in for a missing baseline";
  EXPECT_EQ(second.unit, "mV");
  EXPECT_FALSE(second.has_initial_value);
  EXPECT_FALSE(second.has_checksum);
  EXPECT_EQ(second.description, "signal 1");
  EXPECT_EQ(header.comments, std::vector<std::string>{"Age: 69"});
  EXPECT_TRUE(header.warnings.empty());
}

TEST(WfdbHeader, UsesTheDefaultsOfTheStandard) {
  const WfdbHeader header = ParseWfdbHeader("r 1\nr.dat 16", "x.hea", kStrict);
  EXPECT_EQ(header.sample_rate_hz, 250);
  EXPECT_EQ(header.sample_count, 0);
  EXPECT_EQ(header.signals[0].gain_per_unit, 200);
  EXPECT_EQ(header.signals[0].unit, "mV");
  EXPECT_EQ(header.signals[0].samples_per_frame, 1);
}

TEST(WfdbHeader, AcceptsCommentsAndBlankLinesAnywhere) {
  const WfdbHeader header =
      ParseWfdbHeader("# first\n\nr 2\n\nr.dat 16\n#second\n\nr.dat 16\n\n# third", "x", kStrict);
  EXPECT_EQ(header.signals.size(), 2u);
  EXPECT_EQ(header.comments, (std::vector<std::string>{"first", "second", "third"}));
}

TEST(WfdbHeader, ReadsLatin1Units) {
  const WfdbHeader header = ParseWfdbHeader("r 1\nr.dat 16 200/\xB5V\n", "x.hea");
  EXPECT_EQ(header.signals[0].unit, "µV");
  EXPECT_EQ(header.warnings.size(), 1u);
}

struct Malformed {
  const char* name;
  std::string text;
  bool lenient_reads;  // with a warning; otherwise both modes refuse
  ErrorCode code;      // of strict mode
  int line;
  const char* message;  // part of the strict error
};

std::string OneSignal(const std::string& line) { return "r 1 500 10\n" + line + "\n"; }

std::string Many(int count) {
  std::string text = "r " + std::to_string(count) + " 500 10\n";
  for (int i = 0; i < count; ++i) text += "r.dat 16\n";
  return text;
}

const ErrorCode kBad = ErrorCode::kCorruptData;
const ErrorCode kNo = ErrorCode::kInvalidInput;

// Long because it is a table: a line an entry.
const std::vector<Malformed>& Table() {
  static const std::vector<Malformed> table = {
      {"empty", "", false, kBad, 1, "no record line"},
      {"blank", "\n\n \n", false, kBad, 4, "no record line"},
      {"only comments", "# a\n# b", false, kBad, 2, "no record line"},
      {"no newline", "r 1", false, kBad, 1, "describes 0"},
      {"name only", "r\n", false, kBad, 1, "no number of signals"},
      {"byte-order mark", "\xEF\xBB\xBFr 1\nr.dat 16", true, kBad, 1, "byte-order mark"},
      {"NUL inside", std::string("r 1\nr.d\0at 16", 13), false, kBad, 1, "NUL"},
      {"return inside", "r 1\nr.dat 16\r 200", false, kBad, 2, "control character"},
      {"form feed inside", "r 1 500\f 10\nr.dat 16", false, kBad, 1, "control character"},
      {"only NUL", std::string(100, '\0'), false, kBad, 1, "NUL"},
      {"over 1 MiB", std::string((1 << 20) + 1, 'a'), false, kNo, 1, "1 MiB"},
      {"1 MB line", std::string(1'000'000, 'a'), false, kBad, 1, "no number of signals"},
      {"1 MB of digits", "r " + std::string(1'000'000, '9'), false, kBad, 1, "not an integer"},
      {"not UTF-8", "r 1\nr.dat 16 200/\xB5V", true, kBad, 1, "not UTF-8"},
      {"overlong UTF-8", "r 1\nr.dat 16 1 1 1 1 1 1 \xC0\xAF", true, kBad, 1, "not UTF-8"},
      {"surrogate", "r 1\nr.dat 16 1 1 1 1 1 1 \xED\xA0\x80", true, kBad, 1, "not UTF-8"},
      {"binary", "\x89HDF\r\n\x1a\n", false, kBad, 1, "not UTF-8"},
      {"0 signals", "r 0 500 10\n", false, kBad, 1, "0 signals"},
      {"-1 signals", "r -1 500 10\n", false, kBad, 1, "-1 signals"},
      {"17 signals", Many(17), false, kNo, 1, "limit is 16"},
      {"257 signals", Many(257), false, kNo, 1, "limit is 16"},
      {"2^31 signals", "r 2147483648", false, kNo, 1, "limit is 16"},
      {"2^63 signals", "r 9223372036854775808", false, kBad, 1, "not an integer"},
      {"half a signal", "r 1.5", false, kBad, 1, "not an integer"},
      {"signals in words", "r twelve", false, kBad, 1, "not an integer"},
      {"a signal short", "r 2\nr.dat 16\n", false, kBad, 3, "describes 1"},
      {"a line too many", "r 1\nr.dat 16\nr.dat 16\n", true, kBad, 3, "after the last signal"},
      {"multi-segment", "r/3 2 360 1000\n", false, kNo, 1, "multi-segment"},
      {"million segments", "r/1000000 1\n", false, kNo, 1, "multi-segment"},
      {"own segment", "r/1 1 500 10\nr 10\n", false, kNo, 1, "multi-segment"},
      {"path as name", "a/b 1\nr.dat 16", false, kBad, 1, "'/'"},
      {"name with extension", "r.mat 1\nr.mat 16+24", true, kBad, 1, "file extension"},
      {"odd name", "r\xC3\xA4 1\nr.dat 16", true, kBad, 1, "characters beyond"},
      {"rate 0", "r 1 0 10\nr.dat 16", false, kBad, 1, "sampling rate"},
      {"rate -1", "r 1 -1 10\nr.dat 16", false, kBad, 1, "sampling rate"},
      {"rate NaN", "r 1 nan 10\nr.dat 16", false, kBad, 1, "sampling rate"},
      {"rate inf", "r 1 inf 10\nr.dat 16", false, kBad, 1, "sampling rate"},
      {"rate 1e308", "r 1 1e308 10\nr.dat 16", false, kBad, 1, "sampling rate"},
      {"rate in words", "r 1 fast 10\nr.dat 16", false, kBad, 1, "sampling rate"},
      {"counter", "r 1 500/x 10\nr.dat 16", false, kBad, 1, "counter frequency"},
      {"base counter", "r 1 500/9(y) 10\nr.dat 16", false, kBad, 1, "base counter"},
      {"open base counter", "r 1 500/9(0 10\nr.dat 16", false, kBad, 1, "base counter"},
      {"length -1", "r 1 500 -1\nr.dat 16", false, kBad, 1, "negative"},
      {"length in words", "r 1 500 ten\nr.dat 16", false, kBad, 1, "not an integer"},
      {"length 1e3", "r 1 500 1e3\nr.dat 16", false, kBad, 1, "not an integer"},
      {"length 2^63", "r 1 500 9223372036854775807\nr.dat 16", false, kBad, 1, "not an integer"},
      {"date first", "r 1 500 10 05-May-2020 09:49:17\nr.dat 16", true, kBad, 1, "time and date"},
      {"year only", "r 1 500 10 12:00:00 2020\nr.dat 16", true, kBad, 1, "time and date"},
      {"extra field", "r 1 500 10 12:00:00 01/01/2020 x\nr.dat 16", true, kBad, 1, "time and date"},
      {"four time fields", "r 1 500 10 1:2:3:4\nr.dat 16", true, kBad, 1, "time and date"},
      {"no format", OneSignal("r.dat"), false, kBad, 2, "no format"},
      {"format 17", OneSignal("r.dat 17"), false, kBad, 2, "format 17"},
      {"format -16", OneSignal("r.dat -16"), false, kBad, 2, "format -16"},
      {"format in words", OneSignal("r.dat PCM"), false, kBad, 2, "format \"PCM\""},
      {"no samples a frame", OneSignal("r.dat 16x0"), false, kBad, 2, "samples per frame"},
      {"empty frame", OneSignal("r.dat 16x"), false, kBad, 2, "samples per frame"},
      {"2^31 a frame", OneSignal("r.dat 16x2147483648"), false, kBad, 2, "samples per frame"},
      {"skew -1", OneSignal("r.dat 16:-1"), false, kBad, 2, "skew"},
      {"skew 2^31", OneSignal("r.dat 16:2147483648"), false, kBad, 2, "skew"},
      {"offset -1", OneSignal("r.dat 16+-1"), false, kBad, 2, "byte offset"},
      {"offset in words", OneSignal("r.dat 16+x"), false, kBad, 2, "byte offset"},
      {"gain 0", OneSignal("r.dat 16 0"), false, kBad, 2, "is zero"},
      {"gain 0 with unit", OneSignal("r.dat 16 0(0)/mV 16 0"), false, kBad, 2, "is zero"},
      {"gain -0.0", OneSignal("r.dat 16 -0.0/mV"), false, kBad, 2, "is zero"},
      {"gain NaN", OneSignal("r.dat 16 nan/mV"), false, kBad, 2, "finite number"},
      {"gain inf", OneSignal("r.dat 16 inf/mV"), false, kBad, 2, "finite number"},
      {"gain 1e-320", OneSignal("r.dat 16 1e-320/mV"), false, kBad, 2, "gain"},
      {"gain 1e300", OneSignal("r.dat 16 1e300/mV"), false, kBad, 2, "out of range"},
      {"gain -200", OneSignal("r.dat 16 -200/mV"), true, kBad, 2, "negative"},
      {"gain in words", OneSignal("r.dat 16 high/mV"), false, kBad, 2, "finite number"},
      {"no unit", OneSignal("r.dat 16 200/ 16"), false, kBad, 2, "unit"},
      {"open baseline", OneSignal("r.dat 16 200(0/mV"), false, kBad, 2, "closing bracket"},
      {"baseline in words", OneSignal("r.dat 16 200(x)/mV"), false, kBad, 2, "baseline"},
      {"baseline with sign −", OneSignal("r.dat 16 200(−5)/mV"), false, kBad, 2, "baseline"},
      {"baseline 2^40", OneSignal("r.dat 16 200(1099511627776)"), false, kBad, 2, "baseline"},
      {"resolution", OneSignal("r.dat 16 200 x"), false, kBad, 2, "ADC resolution"},
      {"ADC zero", OneSignal("r.dat 16 200 16 x"), false, kBad, 2, "ADC zero"},
      {"initial value", OneSignal("r.dat 16 200 16 0 x"), false, kBad, 2, "initial value"},
      {"checksum", OneSignal("r.dat 16 200 16 0 0 x"), false, kBad, 2, "checksum"},
      {"17-bit checksum", OneSignal("r.dat 16 200 16 0 0 65536"), true, kBad, 2, "16-bit"},
      {"block size", OneSignal("r.dat 16 200 16 0 0 0 II"), false, kBad, 2, "block size"},
  };
  return table;
}

TEST(WfdbHeader, StrictModeNamesLineAndCause) {
  ASSERT_GE(Table().size(), 60u);
  for (const Malformed& entry : Table()) {
    try {
      ParseWfdbHeader(entry.text, "x.hea", kStrict);
      ADD_FAILURE() << entry.name << " was read";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), entry.code) << entry.name;
      EXPECT_EQ(error.where(), "x.hea:" + std::to_string(entry.line)) << entry.name;
      const std::string message = error.what();
      EXPECT_NE(message.find(entry.message), std::string::npos) << entry.name << ": " << message;
      EXPECT_LT(message.size(), 250u) << entry.name;
      EXPECT_EQ(message.find('\n'), std::string::npos) << entry.name;
    }
  }
}

TEST(WfdbHeader, LenientModeReadsWhatFieldDataCarryWithAWarning) {
  for (const Malformed& entry : Table()) {
    if (entry.lenient_reads) {
      try {
        const WfdbHeader header = ParseWfdbHeader(entry.text, "x.hea");
        EXPECT_FALSE(header.warnings.empty()) << entry.name;
        EXPECT_EQ(header.signals.size(), 1u) << entry.name;
      } catch (const Error& error) {
        ADD_FAILURE() << entry.name << ": " << error.what();
      }
    } else {
      EXPECT_THROW(ParseWfdbHeader(entry.text, "x.hea"), Error) << entry.name;
    }
  }
}

// VmHWM, 0 where there is none.
long PeakKilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    long kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes;
  }
  return 0;
}

// CPU time, so that a busy machine changes nothing.
TEST(WfdbHeader, NoBadHeaderTakesLongerThan10Ms) {
  for (const Malformed& entry : Table()) {
    const std::clock_t start = std::clock();
    EXPECT_THROW(ParseWfdbHeader(entry.text, "x.hea", kStrict), Error);
    const double milliseconds = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_LT(milliseconds, 10.0) << entry.name;
  }
}

// Growth of the process's largest memory while a header is read, alone and with the record that it
// names; a header of 1 MiB is in it.
TEST(WfdbHeader, NoBadHeaderTakesMoreThan16MB) {
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak becomes what is in use now
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("supreme_headers_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  for (const char* name : {"r.dat", "r.mat", "r"}) std::ofstream(folder / name) << "0123456789";
  long before_kb = PeakKilobytes();
  if (before_kb == 0) GTEST_SKIP() << "no VmHWM in /proc/self/status";
  for (const Malformed& entry : Table()) {
    std::ofstream(folder / "r.hea", std::ios::binary) << entry.text;
    for (const bool strict : {true, false}) {
      try {
        ReadWfdb(folder / "r.hea", {.strict = strict});
      } catch (const Error&) {
      }
    }
    const long after_kb = PeakKilobytes();
    EXPECT_LT(after_kb - before_kb, 16'000) << entry.name;
    before_kb = after_kb;
  }
  std::filesystem::remove_all(folder);
}

TEST(WfdbHeader, LenientModeKeepsTheValueOfTheRest) {
  const auto read = [](const std::string& text) { return ParseWfdbHeader(text, "x.hea"); };
  EXPECT_EQ(read("\xEF\xBB\xBFr 1\nr.dat 16").record_name, "r");
  EXPECT_EQ(read("r.mat 1\nr.mat 16+24").record_name, "r");
  EXPECT_EQ(read(OneSignal("r.dat 16 -200/mV")).signals[0].gain_per_unit, -200);
  EXPECT_EQ(read(OneSignal("r.dat 16 200 16 0 0 65536")).signals[0].checksum, 65536);
  const WfdbHeader dated = read("r 1 500 10 05-May-2020 09:49:17\nr.dat 16");
  EXPECT_EQ(dated.sample_rate_hz, 500);
  EXPECT_EQ(dated.sample_count, 10);
  EXPECT_EQ(read("r 1\nr.dat 16 1 1 1 1 1 1 \xFC").signals[0].description, "ü");
}

// Leads are put in order, and missed, by whoever makes a window of them; the header only names
// them.
TEST(WfdbHeader, DoubledAndSuperfluousLeadsAreReadAsTheyStand) {
  const WfdbHeader doubled = ParseWfdbHeader(
      "r 2 500/1000(0) 10\nr.dat 16 1 0 0 0 0 0 V1\nr.dat 16 1 0 0 0 0 0 V1", "x.hea", kStrict);
  EXPECT_EQ(doubled.signals[1].description, "V1");
  EXPECT_EQ(doubled.sample_rate_hz, 500);
  EXPECT_EQ(ParseWfdbHeader(Many(13), "x.hea", kStrict).signals.size(), 13u);
}

TEST(WfdbHeader, ZeroGainSaysWhatToDo) {
  try {
    ParseWfdbHeader(OneSignal("r.dat 16 0(0)/mV"), "x.hea");
    FAIL() << "read";
  } catch (const Error& error) {
    EXPECT_NE(error.hint().find("true ADC units"), std::string::npos);
  }
}

TEST(WfdbHeader, KeepsTheSmallestBaseline) {
  const WfdbHeader header = ParseWfdbHeader(OneSignal("r.dat 16 200(-2147483648)/mV"), "x.hea");
  EXPECT_EQ(header.signals[0].baseline, -2147483648LL);
}

}  // namespace
}  // namespace supreme
