#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "core/atomic_file.h"
#include "core/error.h"
#include "signal/wfdb.h"
#include "tests/core/temp_folder.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

RC_GTEST_PROP(WfdbWrite, WhatIsWrittenIsReadBack, ()) {
  static const TempFolder folder;
  Record record;
  record.record_id = "r";
  record.sample_rate_hz = *rc::gen::element(100.0, 250.0, 257.5, 360.0, 500.0, 1000.0);
  record.sample_count = *rc::gen::inRange<size_t>(1, 60);
  const auto leads = *rc::gen::inRange<size_t>(1, 17);
  for (size_t lead = 0; lead < leads; ++lead) {
    record.lead_names.push_back("lead " + std::to_string(lead));
  }
  const auto digital = *rc::gen::container<std::vector<int16_t>>(leads * record.sample_count,
                                                                 rc::gen::arbitrary<int16_t>());
  for (const int16_t value : digital) {
    record.samples_mv.push_back(value == INT16_MIN ? std::nanf("")
                                                   : static_cast<float>(value / 1000.0));
  }
  record.comments = {"Age: 50", ""};
  WriteWfdb(record, folder.path());

  const WfdbOptions strict{.strict = true};
  const Record read = ReadWfdb(folder.path() / "r.hea", strict);
  RC_ASSERT(read.lead_names == record.lead_names);
  RC_ASSERT(read.sample_rate_hz == record.sample_rate_hz);
  RC_ASSERT(read.sample_count == record.sample_count);
  RC_ASSERT(read.comments == record.comments);
  RC_ASSERT(read.warnings.empty());
  const WfdbDigital raw = ReadWfdbDigital(folder.path() / "r.hea", strict);
  for (size_t i = 0; i < digital.size(); ++i) {
    const float sample = read.samples_mv[i];
    RC_ASSERT(raw.samples[i / record.sample_count][i % record.sample_count] == digital[i]);
    RC_ASSERT(std::isnan(sample) == std::isnan(record.samples_mv[i]));
    RC_ASSERT(std::isnan(sample) || sample == record.samples_mv[i]);
  }
}

TEST(WfdbWrite, UsesTheFormOfPtbXl) {
  const TempFolder folder;
  Record record;
  record.record_id = "00001_hr";
  record.sample_rate_hz = 500;
  record.sample_count = 2;
  record.lead_names = {"AVR"};
  record.samples_mv = {-0.115f, 0.05f};
  WriteWfdb(record, folder.path());
  EXPECT_EQ(ReadFile(folder.path() / "00001_hr.hea"),
            "00001_hr 1 500 2\n00001_hr.dat 16 1000.0(0)/mV 16 0 -115 65471 0 AVR\n");
  EXPECT_EQ(ReadFile(folder.path() / "00001_hr.dat"), std::string("\x8D\xFF\x32\x00", 4));
}

void ExpectRefused(const Record& record) {
  const TempFolder folder;
  try {
    WriteWfdb(record, folder.path());
    ADD_FAILURE() << "written";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInvalidInput) << error.what();
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(WfdbWrite, RefusesWhatTheFormatCannotHold) {
  Record good;
  good.record_id = "r";
  good.sample_rate_hz = 500;
  good.sample_count = 1;
  good.lead_names = {"I"};
  good.samples_mv = {32.767f};
  {
    const TempFolder folder;
    EXPECT_NO_THROW(WriteWfdb(good, folder.path()));
  }
  for (const float sample : {32.768f, -32.768f, 1e30f, INFINITY, -INFINITY}) {
    Record record = good;
    record.samples_mv = {sample};
    ExpectRefused(record);
  }
  for (const char* id : {"", "../r", "a b", "a\nb", "."}) {
    Record record = good;
    record.record_id = id;
    ExpectRefused(record);
  }
  for (const char* name : {"", " I", "I\n#x"}) {
    Record record = good;
    record.lead_names = {name};
    ExpectRefused(record);
  }
  Record record = good;
  record.comments = {"a\nb"};
  ExpectRefused(record);
  record = good;
  record.sample_rate_hz = 0;
  ExpectRefused(record);
  record = good;
  record.sample_count = 2;
  ExpectRefused(record);
  record = good;
  record.lead_names.assign(17, "I");
  record.samples_mv.assign(17, 0);
  ExpectRefused(record);
}

TEST(WfdbWrite, WritesTheGainAndTimeThatAreAskedFor) {
  const TempFolder folder;
  Record record;
  record.record_id = "40000001";
  record.sample_rate_hz = 500;
  record.sample_count = 2;
  record.lead_names = {"I"};
  record.samples_mv = {150.0F, -0.0126F};
  WriteWfdb(record, folder.path(), {.gain_per_mv = 200.0, .time_and_date = "14:07:00 05/03/2021"});
  EXPECT_EQ(ReadFile(folder.path() / "40000001.hea"),
            "40000001 1 500 2 14:07:00 05/03/2021\n"
            "40000001.dat 16 200.0(0)/mV 16 0 30000 29997 0 I\n");
  const Record read = ReadWfdb(folder.path() / "40000001.hea", {.strict = true});
  EXPECT_EQ(read.samples_mv, (std::vector<float>{150.0F, -0.015F}));
}

TEST(WfdbWriteMat, IsReadBackAndLaysOutAMatlabMatrix) {
  const TempFolder folder;
  Record record;
  record.record_id = "A0001";
  record.sample_rate_hz = 500.0;
  record.sample_count = 3;
  record.lead_names = {"I", "II"};
  record.samples_mv = {0.001F, -0.002F, 1.5F, 0.0F, 0.25F, -3.0F};
  record.comments = {"Dx: 426783006"};
  WriteWfdbMat(record, folder.path());
  const std::string bytes = ReadFile(folder.path() / "A0001.mat");
  ASSERT_EQ(bytes.size(), 24U + 2 * 6);
  EXPECT_EQ(bytes.substr(0, 24),
            std::string("\x1e\0\0\0\2\0\0\0\3\0\0\0\0\0\0\0\4\0\0\0val\0", 24));
  const Record read = ReadWfdb(folder.path() / "A0001.hea", {.strict = true});
  EXPECT_EQ(read.samples_mv, record.samples_mv);
  EXPECT_EQ(read.codes, std::vector<std::string>{"426783006"});
}

}  // namespace
}  // namespace supreme
