#include "formats/edf.h"

#include <cmath>

#include "signal/leads.h"
#include "tests/formats/made_files.h"

namespace supreme::formats {
namespace {

const std::string kFile = MadeFile("twelve_leads.edf");

Record Read(const std::string& bytes) { return ReadEdf(AsBytes(bytes), "folder/x.edf"); }

std::string With(std::string bytes, size_t at, std::string text, size_t width) {
  text.resize(width, ' ');
  return bytes.replace(at, width, text);
}

constexpr size_t kSignals = 14;
constexpr size_t kUnits = 256 + kSignals * (16 + 80);
constexpr size_t kRates = 256 + kSignals * (16 + 80 + 8 + 32 + 80);

TEST(Edf, ReadsWhatPyedflibWrote) {
  const Record record = Read(kFile);
  EXPECT_EQ(record.record_id, "x");
  EXPECT_EQ(record.lead_names, std::vector<std::string>(kLeadNames.begin(), kLeadNames.end()));
  EXPECT_EQ(record.sample_rate_hz, 100);
  EXPECT_EQ(record.sample_count, 200u);
  ExpectMadeSamples(record, 1e-4);
  EXPECT_EQ(record.age_years, 49);
  EXPECT_EQ(record.sex, Sex::kFemale);
  EXPECT_EQ(record.warnings,
            std::vector<std::string>{"signal \"Resp\" in \"Ohm\" is no voltage and left out"});
}

TEST(Edf, ScalesUnitsToMillivolts) {
  const Record record = Read(With(kFile, kUnits + 8, "uV", 8));
  EXPECT_NEAR(record.Lead(0)[1], MadeSample(0, 1) * 1e-4, 1e-8);
  EXPECT_NEAR(record.Lead(1)[1], MadeSample(1, 1) * 1e-7, 1e-11);
}

TEST(Edf, LeavesOutSignalsOfAnotherRateButNoLeads) {
  const Record record = Read(With(kFile, kUnits + 12 * 8, "mV", 8));
  EXPECT_EQ(record.lead_names.size(), 12u);
  EXPECT_EQ(record.warnings,
            std::vector<std::string>{"signal \"Resp\" has another rate and is left out"});
  ExpectError(ErrorCode::kInvalidInput, "the leads have different sampling rates",
              [] { Read(With(kFile, kRates + 5 * 8, "50", 8)); });
}

TEST(Edf, KeepsWholeDataRecordsOfAFileThatEndsEarly) {
  const Record record = Read(kFile.substr(0, kFile.size() - 1));
  EXPECT_EQ(record.sample_count, 100u);
  EXPECT_EQ(record.warnings.back(), "the file ends after 1 of 2 data records");
  ExpectMadeSamples(record, 1e-4);
}

TEST(Edf, CountsTheDataRecordsOfARecorderThatWasNotStopped) {
  const Record record = Read(With(kFile, 236, "-1", 8));
  EXPECT_EQ(record.sample_count, 200u);
}

TEST(Edf, RefusesFilesWithoutVoltages) {
  std::string bytes = kFile;
  for (size_t i = 0; i < 12; ++i) bytes = With(bytes, kUnits + 8 * i, "degC", 8);
  ExpectError(ErrorCode::kCorruptData, "no ECG samples", [&] { Read(bytes); });
}

}  // namespace
}  // namespace supreme::formats
