#include "formats/scp.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "tests/formats/scp_writer.h"

namespace supreme::formats {
namespace {

Record Read(const std::string& bytes) { return ReadScp(AsBytes(bytes), "folder/x.scp"); }

ScpFile TwoLeads() {
  ScpFile file;
  file.leads = {{3, {10, 12, 300, -400, 7}}, {62, {0, 0, 1, 2, 3}}};
  return file;
}

TEST(Scp, ReadsLeadsAgeAndSex) {
  const Record record = Read(WriteScp(TwoLeads()));
  EXPECT_EQ(record.record_id, "x");
  EXPECT_EQ(record.lead_names, (std::vector<std::string>{"V1", "aVR"}));
  EXPECT_EQ(record.sample_rate_hz, 500);
  EXPECT_FLOAT_EQ(record.Lead(0)[3], -1.0F);
  EXPECT_FLOAT_EQ(record.Lead(1)[4], 0.0075F);
  EXPECT_EQ(record.age_years, 53);
  EXPECT_EQ(record.sex, Sex::kFemale);
  EXPECT_TRUE(record.warnings.empty());
}

RC_GTEST_PROP(Scp, GivesBackSamplesInEveryEncoding, ()) {
  ScpFile file;
  file.difference_order = *rc::gen::inRange(0, 3);
  file.has_huffman = *rc::gen::arbitrary<bool>();
  const auto samples =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-5000, 5001)));
  file.leads = {{1, samples}, {9, samples}};
  const Record record = Read(WriteScp(file));
  RC_ASSERT(record.sample_count == samples.size());
  for (size_t k = 0; k < samples.size(); ++k) {
    RC_ASSERT(std::lround(record.Lead(0)[k] / 0.0025) == samples[k]);
    RC_ASSERT(std::lround(record.Lead(1)[k] / 0.0025) == samples[k]);
  }
}

// Files of scripts/goldens/formats_golden.py, whose samples biosig reads alike.
TEST(Scp, ReadsEveryEncodingAsBiosigDoes) {
  for (const char* name : {"order0_words.scp", "order0_huffman.scp", "order1_words.scp",
                           "order1_huffman.scp", "order2_words.scp", "order2_huffman.scp"}) {
    SCOPED_TRACE(name);
    const Record record = Read(MadeFile(name));
    EXPECT_EQ(record.lead_names, (std::vector<std::string>{"V1", "V2"}));
    EXPECT_EQ(record.sample_count, 200u);
    ExpectMadeSamples(record, 0.0025);
    EXPECT_TRUE(record.warnings.empty());
  }
}

TEST(Scp, ComputesTheLimbLeadsThatFilesLeaveOut) {
  ScpFile file;
  file.leads = {{1, {4, 8}}, {2, {10, 6}}, {3, {1, 1}}};
  const Record record = Read(WriteScp(file));
  ASSERT_EQ(record.lead_names.size(), 7u);
  EXPECT_EQ(record.lead_names[3], "III");
  EXPECT_FLOAT_EQ(record.Lead(3)[0], 6 * 0.0025F);
  EXPECT_EQ(record.warnings.size(), 1u);
}

TEST(Scp, PlacesLeadsThatStartLater) {
  ScpFile file;
  file.leads = {{3, {1, 2, 3, 4}, 11}, {4, {5, 6}, 13}};
  const Record record = Read(WriteScp(file));
  ASSERT_EQ(record.sample_count, 4u);
  EXPECT_TRUE(std::isnan(record.Lead(1)[1]));
  EXPECT_FLOAT_EQ(record.Lead(1)[2], 5 * 0.0025F);
  EXPECT_FLOAT_EQ(record.Lead(0)[0], 0.0025F);
}

TEST(Scp, ComputesTheAgeFromBirthWhereItIsNotGiven) {
  ScpFile file = TwoLeads();
  file.patient = std::string("\x05\x04\x00\xA1\x07\x05\x08", 7) +  // 1953-05-08
                 std::string("\x19\x04\x00\xD2\x07\x0B\x16", 7);   // 2002-11-22
  EXPECT_EQ(Read(WriteScp(file)).age_years, 49);
  file.patient = std::string("\x04\x03\x00\x06\x00\x02", 6);  // 6 months
  EXPECT_EQ(Read(WriteScp(file)).age_years, 0.5);
  file.patient = std::string("\x04\x03\x00\x06\x00", 5);  // cut
  EXPECT_TRUE(std::isnan(Read(WriteScp(file)).age_years));
}

TEST(Scp, RefusesCompressionsThatItCannotUndo) {
  ScpFile subtracted = TwoLeads();
  subtracted.flags |= 1;
  ExpectError(ErrorCode::kInvalidInput, "reference beats were subtracted",
              [&] { Read(WriteScp(subtracted)); });
  ScpFile bimodal = TwoLeads();
  bimodal.bimodal = 1;
  ExpectError(ErrorCode::kInvalidInput, "bimodal compression", [&] { Read(WriteScp(bimodal)); });
  ScpFile order = TwoLeads();
  order.difference_order = 3;
  ExpectError(ErrorCode::kInvalidInput, "differences of order 3", [&] { Read(WriteScp(order)); });
}

TEST(Scp, RefusesFilesWithoutRhythmData) {
  ExpectError(ErrorCode::kInvalidInput, "no rhythm data (section 6)", [] {
    Read(ScpBytes({{1, ""}, {5, "reference beats"}}));
  });
  ExpectError(ErrorCode::kCorruptData, "section 3 is missing", [] {
    Read(ScpBytes({{6, "rhythm"}}));
  });
}

TEST(Scp, RefusesDamagedSamplesAndWarnsOfDamagedPatients) {
  std::string samples = WriteScp(TwoLeads());
  samples.back() = static_cast<char>(samples.back() ^ 1);
  ExpectError(ErrorCode::kCorruptData, "the checksum of section 6 is wrong",
              [&] { Read(samples); });
  const std::string patient = Replaced(WriteScp(TwoLeads()), std::string("\x08\x01\x00\x02", 4),
                                       std::string("\x08\x01\x00\x01", 4));
  const Record record = Read(patient);
  EXPECT_EQ(record.sex, Sex::kMale);
  EXPECT_EQ(record.warnings.size(), 2u);
}

TEST(Scp, RefusesMoreSamplesThanBytesHold) {
  std::string leads = std::string("\x01\x0C", 2) + LittleEndian(1, 4) + LittleEndian(9'000'000, 4) +
                      LittleEndian(1, 1);
  const std::string rhythm = LittleEndian(2500, 2) + LittleEndian(2000, 2) + LittleEndian(0, 2) +
                             LittleEndian(2, 2) + LittleEndian(0, 2);
  ExpectError(ErrorCode::kCorruptData, "9000000 samples in 2 bytes", [&] {
    Read(ScpBytes({{3, leads}, {6, rhythm}}));
  });
  leads = std::string("\x01\x0C", 2) + LittleEndian(1, 4) + LittleEndian(0xFFFFFFFF, 4) +
          LittleEndian(1, 1);
  ExpectError(ErrorCode::kInvalidInput, "4294967295 samples; at most", [&] {
    Read(ScpBytes({{3, leads}, {6, rhythm}}));
  });
}

}  // namespace
}  // namespace supreme::formats
