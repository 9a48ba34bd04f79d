#include "formats/philips.h"

#include <array>

#include "tests/formats/made_files.h"
#include "tests/formats/philips_writer.h"

namespace supreme::formats {
namespace {

Record Read(const std::string& text) { return ReadPhilips(AsBytes(text), "folder/x.xml"); }

const std::string kSixLeads = PhilipsXml(
    "I II III aVR aVL aVF", {{3, -4, 9}, {8, 5, -7}, {0, 0, 1}, {0, 0, 0}, {0, 2, 0}, {0, 0, -1}});

// III = II − I − stored; aVR = −stored − ⌊(I + II)/2⌋; aVL = ⌊(I − III)/2⌋ − stored;
// aVF = ⌊(II + III)/2⌋ − stored.
TEST(Philips, PutsLimbLeadsTogetherFromTheirDeviations) {
  const Record record = Read(kSixLeads);
  ASSERT_EQ(record.sample_count, 3u);
  const std::array<std::array<int, 3>, 6> expected = {
      {{3, -4, 9}, {8, 5, -7}, {5, 9, -17}, {-5, 0, -1}, {-1, -9, 13}, {6, 7, -11}}};
  for (size_t lead = 0; lead < expected.size(); ++lead) {
    for (size_t k = 0; k < 3; ++k) {
      EXPECT_NEAR(record.Lead(lead)[k], expected[lead][k] * 0.005, 1e-7) << lead << " " << k;
    }
  }
  EXPECT_EQ(record.sample_rate_hz, 500);
  EXPECT_TRUE(record.warnings.empty());
}

TEST(Philips, ReadsPatientAndStatementsAndNoBeats) {
  const Record record = Read(kSixLeads);
  EXPECT_EQ(record.record_id, "x");
  EXPECT_EQ(record.age_years, 69);
  EXPECT_EQ(record.sex, Sex::kFemale);
  EXPECT_EQ(record.comments, std::vector<std::string>{"Sinus rhythm (V-rate 50-99)"});
  EXPECT_EQ(record.lead_names.size(), 6u);
}

// Stored deviations that give 0 and 1 mV in every lead.
TEST(Philips, CutsTheCalibrationPulseOff) {
  const std::string text = PhilipsXml("I II III V1", {{7, 8, 0, 200, 200, 0},
                                                      {7, 8, 0, 200, 200, 0},
                                                      {0, 1, 0, -200, -200, 0},
                                                      {9, 8, 0, 200, 200, 0}});
  const Record record = Read(text);
  EXPECT_EQ(record.sample_count, 2u);
  EXPECT_FLOAT_EQ(record.Lead(3)[1], 0.04F);
  EXPECT_EQ(record.warnings,
            std::vector<std::string>{"the calibration pulse in the last 4 samples is cut off"});
}

TEST(Philips, KeepsAnEndWithoutPulse) {
  const Record record = Read(PhilipsXml("V1 V2", {{7, 8, 0, 0}, {9, 8, 0, 0}}));
  EXPECT_EQ(record.sample_count, 4u);
  EXPECT_TRUE(record.warnings.empty());
}

TEST(Philips, RefusesWhatItDoesNotKnow) {
  const auto refused = [](std::string_view from, std::string_view to, std::string_view message) {
    ExpectError(ErrorCode::kInvalidInput, message, [&] { Read(Replaced(kSixLeads, from, to)); });
  };
  refused("PhilipsECG", "MortaraECG", "document type \"MortaraECG\" is not known");
  refused(">1.04<", ">1.05<", "version \"1.05\" of PhilipsECG is not known");
  refused("XLI", "ZIP", "compression \"ZIP\"");
  refused("compression=\"XLI\"", "", "compression \"\"");
  refused("\"Base64\"", "\"Hex\"", "encoding \"Hex\"");
  refused("signaloffset=\"0\"", "signaloffset=\"2048\"", "offset 2048");
  refused("bitspersample=\"16\"", "bitspersample=\"12\"", "samples of 12 bits");
  refused("leadlabels=\"I II III aVR aVL aVF\"", "", "have no names");
}

TEST(Philips, NamesWhatIsDamaged) {
  const auto damaged = [](std::string_view from, std::string_view to, std::string_view message) {
    ExpectError(ErrorCode::kCorruptData, message, [&] { Read(Replaced(kSixLeads, from, to)); });
  };
  damaged("<restingecgdata", "<other><restingecgdata", "not well-formed");
  damaged("resolution=\"5\"", "resolution=\"-5\"", "the resolution is \"-5\"");
  damaged("samplespersecond=\"500\"", "samplespersecond=\"?\"", "the sampling rate is \"?\"");
  damaged("durationperchannel=\"6\"", "durationperchannel=\"60\"", "60 expected");
  ExpectError(ErrorCode::kCorruptData, "no root element restingecgdata", [] { Read("<a/>"); });
}

TEST(Philips, RefusesAnEndlessRecordingBeforeItReadsSamples) {
  ExpectError(ErrorCode::kInvalidInput, "at most 64 leads", [] {
    Read(Replaced(Replaced(kSixLeads, "samplespersecond=\"500\"", "samplespersecond=\"1000000\""),
                  "durationperchannel=\"6\"", "durationperchannel=\"1000000\""));
  });
}

}  // namespace
}  // namespace supreme::formats
