#include "formats/record_answer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/json.h"
#include "tests/core/expect_error.h"
#include "tests/formats/golden.h"

namespace supreme::formats {
namespace {

Record SmallRecord() {
  Record record;
  record.record_id = "r1";
  record.lead_names = {"I", "II"};
  record.sample_rate_hz = 250;
  record.sample_count = 3;
  record.samples_mv = {1, 2, 3, std::nanf(""), 5, 6};
  record.comments = {"Sinusrhythmus, für uns"};
  record.warnings = {"a warning"};
  record.codes = {"426783006"};
  record.age_years = 61.5;
  record.sex = Sex::kFemale;
  return record;
}

RecordAnswer Parse(const std::string& bytes) { return ParseAnswer(BytesOf(bytes), "in.dcm"); }

// An answer whose description was changed by `change`; samples as they were.
std::string Changed(const std::function<void(Json&)>& change) {
  const std::string bytes = EncodeAnswer(RecordAnswer{1, {SmallRecord()}});
  uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 8, sizeof(length));
  Json json = Json::parse(bytes.substr(12, length));
  change(json);
  const std::string text = json.dump();
  length = static_cast<uint32_t>(text.size());
  return "SUPOPEN1" + std::string(reinterpret_cast<const char*>(&length), 4) + text +
         bytes.substr(bytes.size() - 24);
}

TEST(RecordAnswer, MayHoldIdsOnly) {
  const RecordAnswer answer = Parse(EncodeAnswer(RecordAnswer{3, {}, {"1", "77", "x"}}));
  EXPECT_EQ(answer.ids, (std::vector<std::string>{"1", "77", "x"}));
  EXPECT_TRUE(answer.records.empty());
}

TEST(RecordAnswer, ComesBackAsItWas) {
  const Record sent = SmallRecord();
  const RecordAnswer answer = Parse(EncodeAnswer(RecordAnswer{7, {sent, sent}}));
  EXPECT_EQ(answer.total, 7u);
  ASSERT_EQ(answer.records.size(), 2u);
  const Record& got = answer.records[1];
  EXPECT_EQ(got.record_id, "r1");
  EXPECT_EQ(got.source_path, "in.dcm");
  EXPECT_EQ(got.lead_names, sent.lead_names);
  EXPECT_EQ(got.comments, sent.comments);
  EXPECT_EQ(got.warnings, sent.warnings);
  EXPECT_EQ(got.codes, sent.codes);
  EXPECT_EQ(got.age_years, 61.5);
  EXPECT_EQ(got.sex, Sex::kFemale);
  EXPECT_TRUE(std::isnan(got.samples_mv[3]));
  EXPECT_EQ(got.samples_mv[5], 6.0f);
}

TEST(RecordAnswer, UnknownAgeStaysUnknown) {
  Record sent = SmallRecord();
  sent.age_years = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(Parse(EncodeAnswer(RecordAnswer{1, {sent}})).records[0].age_years));
}

TEST(RecordAnswer, AnErrorComesBackWithThePathThatWasOpened) {
  const Error sent(ErrorCode::kInvalidInput, "no ECG", "other.dcm", "another file");
  try {
    Parse(EncodeAnswer(sent));
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInvalidInput);
    EXPECT_STREQ(error.what(), "in.dcm: no ECG; try: another file");
  }
}

TEST(RecordAnswer, AnErrorOfAnotherKindIsADamagedFile) {
  for (const char* name : {"internal", "cancelled", "check_failed", "usage", "nonsense"}) {
    const std::string bytes = Changed([&](Json& json) {
      json = {{"error", {{"code", name}, {"what", "boom"}, {"hint", ""}}}};
    });
    ExpectError(ErrorCode::kCorruptData, "boom", [&] { Parse(bytes); });
  }
}

TEST(RecordAnswer, TextIsMadePlainByTheSender) {
  Record sent = SmallRecord();
  sent.comments = {"a\x1B[31mred\n"};
  sent.record_id = "../../x";
  const Record got = Parse(EncodeAnswer(RecordAnswer{1, {sent}})).records[0];
  EXPECT_EQ(got.comments[0], "a [31mred");
  EXPECT_EQ(got.record_id.find('/'), std::string::npos);
}

TEST(RecordAnswer, RefusesEveryCutAndAnyTail) {
  const std::string bytes = EncodeAnswer(RecordAnswer{1, {SmallRecord()}});
  for (size_t length = 0; length < bytes.size(); ++length) {
    ExpectError(ErrorCode::kCorruptData, "in.dcm", [&] { Parse(bytes.substr(0, length)); });
  }
  ExpectError(ErrorCode::kCorruptData, "bytes follow", [&] { Parse(bytes + "x"); });
}

TEST(RecordAnswer, RefusesWhatNoRecordMayHave) {
  const auto record = [](Json& json) -> Json& { return json["records"][0]; };
  const std::vector<std::function<void(Json&)>> changes = {
      [&](Json& json) { record(json)["sample_rate_hz"] = 0; },
      [&](Json& json) { record(json)["sample_rate_hz"] = -500; },
      [&](Json& json) { record(json)["sample_rate_hz"] = 1e300; },
      [&](Json& json) { record(json)["sample_rate_hz"] = "500"; },
      [&](Json& json) { record(json)["sample_count"] = 4; },
      [&](Json& json) { record(json)["sample_count"] = -3; },
      [&](Json& json) { record(json)["sample_count"] = uint64_t{1} << 62; },
      [&](Json& json) { record(json)["age_years"] = 151; },
      [&](Json& json) { record(json)["age_years"] = "old"; },
      [&](Json& json) { record(json)["sex"] = "robot"; },
      [&](Json& json) { record(json)["lead_names"] = Json::array(); },
      [&](Json& json) { record(json)["lead_names"][0] = "I\n"; },
      [&](Json& json) { record(json)["lead_names"] = std::vector<std::string>(65, "I"); },
      [&](Json& json) { record(json)["record_id"] = ""; },
      [&](Json& json) { record(json)["record_id"] = "../x"; },
      [&](Json& json) { record(json)["record_id"] = "\x1B[2J"; },
      [&](Json& json) { record(json)["comments"][0] = std::string(2000, 'x'); },
      [&](Json& json) { record(json).erase("codes"); },
      [&](Json& json) { json["total"] = 0; },
      [&](Json& json) { json["ids"] = std::vector<std::string>(2, "a"); },  // of one record
      [&](Json& json) { json["ids"] = Json::array({7}); },
      [&](Json& json) { json["ids"] = Json::array({std::string(300, 'a')}); },
      [&](Json& json) { json.erase("ids"); },
      [&](Json& json) { json["records"] = 5; },
      [&](Json& json) { json = Json::array({1}); },
  };
  Parse(Changed([](Json&) {}));  // unchanged it is read
  for (size_t i = 0; i < changes.size(); ++i) {
    SCOPED_TRACE(i);
    const std::string bytes = Changed(changes[i]);
    ExpectError(ErrorCode::kCorruptData, "in.dcm", [&] { Parse(bytes); });
  }
}

TEST(RecordAnswer, RefusesInfiniteSamples) {
  Record sent = SmallRecord();
  sent.samples_mv[1] = std::numeric_limits<float>::infinity();
  ExpectError(ErrorCode::kCorruptData, "infinite", [&] {
    Parse(EncodeAnswer(RecordAnswer{1, {sent}}));
  });
}

}  // namespace
}  // namespace supreme::formats
