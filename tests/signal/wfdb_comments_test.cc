#include "signal/wfdb_comments.h"

#include <gtest/gtest.h>

#include <cmath>

namespace supreme {
namespace {

Record Read(const std::vector<std::string>& comments) {
  Record record;
  ReadPatientComments(comments, record);
  return record;
}

TEST(WfdbComments, ReadChallengeFields) {
  const Record record = Read({"Age: 76", "Sex: Male", " Dx: 428750005,39732003, 428750005"});
  EXPECT_EQ(record.age_years, 76);
  EXPECT_EQ(record.sex, Sex::kMale);
  EXPECT_EQ(record.codes, (std::vector<std::string>{"428750005", "39732003"}));
}

TEST(WfdbComments, ReadTaggedFields) {
  const Record record = Read({"<age>: 28  <sex>: F  <Height>: 170"});
  EXPECT_EQ(record.age_years, 28);
  EXPECT_EQ(record.sex, Sex::kFemale);
}

TEST(WfdbComments, LeaveUnknownValuesOpen) {
  const Record record = Read({"Age: NaN", "Sex: Unknown", "Dx: Unknown", "Dx:", "Dx: ,,"});
  EXPECT_TRUE(std::isnan(record.age_years));
  EXPECT_EQ(record.sex, Sex::kUnknown);
  EXPECT_TRUE(record.codes.empty());
}

TEST(WfdbComments, IgnoreWhatIsNoField) {
  const Record record =
      Read({"69 M 1085", "<age", "<>:", ":", "", "Age: -3", "age: 900", "<age>:"});
  EXPECT_TRUE(std::isnan(record.age_years));
  EXPECT_EQ(record.sex, Sex::kUnknown);
}

}  // namespace
}  // namespace supreme
