#include "cli/convert_output.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "core/atomic_file.h"
#include "signal/wfdb.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

Record SmallRecord() {
  Record record;
  record.record_id = "a b/c";
  record.source_path = "in.dcm";
  record.lead_names = {"I", "II"};
  record.sample_rate_hz = 250;
  record.sample_count = 3;
  record.samples_mv = {1, 2, std::nanf(""), -0.5f, 0.25f, 6};
  record.comments = {"Sinus rhythm"};
  record.codes = {"426783006", "59118001"};
  record.age_years = 61;
  record.sex = Sex::kFemale;
  return record;
}

TEST(WithPatientComments, AddsWhatTheCommentsDoNotSay) {
  const Record record = WithPatientComments(SmallRecord());
  EXPECT_EQ(record.comments, (std::vector<std::string>{"Age: 61", "Sex: Female",
                                                       "Dx: 426783006,59118001", "Sinus rhythm"}));
  EXPECT_EQ(WithPatientComments(record).comments, record.comments) << "not twice";
}

TEST(RecordCsv, HasATimeColumnAndEmptyFieldsForMissingSamples) {
  EXPECT_EQ(RecordCsv(SmallRecord()), "time_sec,I,II\n0,1,-0.5\n0.004,2,0.25\n0.008,,6\n");
}

TEST(RecordNpy, IsFloat32BehindAHeaderOf64Bytes) {
  const std::string bytes = RecordNpy(SmallRecord());
  EXPECT_TRUE(bytes.starts_with(std::string("\x93NUMPY\x01\x00", 8)));
  EXPECT_NE(bytes.find("'shape': (2, 3)"), std::string::npos);
  EXPECT_EQ((bytes.size() - 24) % 64, 0u);
  EXPECT_EQ(bytes[bytes.size() - 25], '\n');
  float last = 0;
  std::memcpy(&last, bytes.data() + bytes.size() - 4, 4);
  EXPECT_EQ(last, 6.0f);
}

TEST(RecordJson, SaysEverythingButTheSamples) {
  const OrderedJson json = RecordJson(SmallRecord());
  EXPECT_EQ(json.at("samples"), 3);
  EXPECT_EQ(json.at("sex"), "female");
  EXPECT_EQ(json.at("leads").at(0).at("max_mv"), 2.0);
  EXPECT_EQ(json.at("codes").size(), 2u);
}

TEST(ConvertWriter, WritesWfdbThatReadsBack) {
  TempFolder folder;
  ConvertWriter writer({folder / "out", "", "wfdb", false});
  const auto file = writer.Write(SmallRecord());
  EXPECT_EQ(file.filename(), "a_b_c.hea");
  const Record back = ReadWfdb(file, {.strict = true});
  EXPECT_EQ(back.age_years, 61);
  EXPECT_EQ(back.sex, Sex::kFemale);
  EXPECT_EQ(back.codes, SmallRecord().codes);
  EXPECT_EQ(back.samples_mv[3], -0.5f);
  EXPECT_TRUE(std::isnan(back.samples_mv[2]));
}

TEST(ConvertWriter, NumbersRecordsOfTheSameName) {
  TempFolder folder;
  ConvertWriter writer({folder.path(), "", "csv", false});
  EXPECT_EQ(writer.Write(SmallRecord()).filename(), "a_b_c.csv");
  EXPECT_EQ(writer.Write(SmallRecord()).filename(), "a_b_c_2.csv");
}

TEST(ConvertWriter, ReplacesOnlyWhenTold) {
  TempFolder folder;
  ConvertWriter({folder.path(), "", "npy", false}).Write(SmallRecord());
  ExpectError(ErrorCode::kUsage, "--force", [&] {
    ConvertWriter({folder.path(), "", "npy", false}).Write(SmallRecord());
  });
  ExpectError(ErrorCode::kUsage, "a_b_c.json", [&] {
    ConvertWriter({folder.path(), "", "json", false}).Write(SmallRecord());
  });
  ConvertWriter({folder.path(), "", "npy", true}).Write(SmallRecord());
  EXPECT_EQ(folder.EntryCount(), 2u) << "the array and what describes it";
}

TEST(KindOfEnding, KnowsWhatIsWritten) {
  EXPECT_EQ(KindOfEnding("a/b.HEA"), "wfdb");
  EXPECT_EQ(KindOfEnding("b.npy"), "npy");
  EXPECT_EQ(KindOfEnding("folder"), "");
  EXPECT_EQ(KindOfEnding("b.dcm"), "");
}

}  // namespace
}  // namespace supreme
