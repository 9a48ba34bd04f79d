// WFDB records with FLAC signal files, through the real supreme-open; the golden values are those
// of the Python package wfdb (scripts/goldens/flac_golden.py).
#include "formats/wfdb_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/csv.h"
#include "core/hash.h"
#include "core/numbers.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

namespace fs = std::filesystem;

const fs::path kProgram = fs::path(SUPREME_BIN_DIR) / "supreme-open";

FlacSignals Decode(const fs::path& path) { return ReadFlacFile(path, kProgram); }

Record Read(const fs::path& header) { return ReadWfdbFile(header, {.strict = true}, kProgram); }

template <class Number>
std::string HashOf(const std::vector<Number>& values) {
  const std::string bytes(reinterpret_cast<const char*>(values.data()),
                          values.size() * sizeof(Number));
  return Sha256(bytes).substr(0, 16);
}

TEST(WfdbFile, FlacRecordsEqualPythonWfdbToTheLastBit) {
  CsvReader golden = CsvReader::Open(FormatFile("flac_golden.csv"));
  size_t records = 0;
  while (golden.Next()) {
    const bool is_shared = golden["group"] == "shared";
    const fs::path header = is_shared ? SharedFile("formats/wfdb/" + golden["record"] + ".hea")
                                      : FormatFile(golden["record"] + ".hea");
    if (is_shared && !fs::exists(header)) GTEST_SKIP() << "missing: " << header;
    const WfdbDigital digital = ReadWfdbDigital(header, {.strict = true, .read_flac = Decode});
    std::vector<int32_t> all;
    for (const auto& lead : digital.samples) all.insert(all.end(), lead.begin(), lead.end());
    EXPECT_EQ(std::to_string(digital.samples.size()), golden["leads"]) << header;
    EXPECT_EQ(std::to_string(digital.samples[0].size()), golden["samples"]) << header;
    EXPECT_EQ(HashOf(all), golden["digital"]) << header;
    if (!golden["physical"].empty()) {
      EXPECT_EQ(HashOf(Read(header).samples_mv), golden["physical"]) << header;
    }
    ++records;
  }
  EXPECT_EQ(records, 5u);
}

TEST(WfdbFile, InvalidSamplesOfFlacAreNaN) {
  const Record record = Read(FormatFile("flac16.hea"));
  EXPECT_TRUE(std::isnan(record.Lead(1)[77]));
  EXPECT_FALSE(std::isnan(record.Lead(1)[78]));
}

class FlacHeaderTest : public ::testing::Test {
 protected:
  void Expect(ErrorCode code, const std::string& words, const std::string& header) {
    fs::copy_file(FormatFile("flac16.dat"), folder_ / "r.dat",
                  fs::copy_options::overwrite_existing);
    WriteFileAtomically(folder_ / "r.hea", header);
    ExpectError(code, words, [&] { ReadWfdbFile(folder_ / "r.hea", {.strict = true}, kProgram); });
  }
  TempFolder folder_;
};

TEST_F(FlacHeaderTest, HeadersThatDoNotFitTheStreamAreRefused) {
  const std::string line = "r.dat 516 200\n";
  Expect(ErrorCode::kCorruptData, "3 channels, the header 2 signals",
         "r 2 500 300\n" + line + line);
  const std::string three = line + line + line;
  Expect(ErrorCode::kCorruptData, "301 frames expected, 300 found", "r 3 500 301\n" + three);
  Expect(ErrorCode::kCorruptData, "1 frames after the last", "r 3 500 299\n" + three);
  Expect(
      ErrorCode::kCorruptData, "no whole frame", "r 3 500\n" + [] {
        const std::string late = "r.dat 516+300 200\n";
        return late + late + late;
      }());
  Expect(
      ErrorCode::kCorruptData, "truncated", "r 3 500 300\n" + [] {
        const std::string late = "r.dat 516+9000000000000000 200\n";
        return late + late + late;
      }());
  Expect(ErrorCode::kCorruptData, "samples per frame",
         "r 3 500 100\nr.dat 516x3 200\n" + line + line);
  Expect(
      ErrorCode::kCorruptData, "does not fit into format 508", "r 3 500 300\n" + [] {
        const std::string narrow = "r.dat 508 200\n";
        return narrow + narrow + narrow;
      }());
}

TEST_F(FlacHeaderTest, AMissingReaderIsNamed) {
  fs::copy_file(FormatFile("flac8.dat"), folder_ / "flac8.dat");
  fs::copy_file(FormatFile("flac8.hea"), folder_ / "flac8.hea");
  ExpectError(ErrorCode::kUnavailable, "no-such-program",
              [&] { ReadWfdbFile(folder_ / "flac8.hea", {}, folder_ / "no-such-program"); });
}

}  // namespace
}  // namespace supreme::formats
