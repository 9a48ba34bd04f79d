#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "data/import_hdf5.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

constexpr const char* kHeader =
    "exam_id,age,is_male,nn_predicted_age,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id,death,timey,"
    "normal_ecg,trace_file\n";

std::string Row(const std::string& exam, const std::string& file,
                const std::string& male = "True") {
  return exam + ",38," + male + ",40.2,True,False,False,False,False,True,523632,False,2.1,False," +
         file + "\n";
}

std::vector<ImportItem> Read(const std::string& rows, const ExamIdReader& exam_ids) {
  TempFolder folder;
  WriteFileAtomically(folder / "exams.csv", kHeader + rows);
  return Code15Items(folder.path(), exam_ids);
}

TEST(Code15Items, FindEachExamInItsFile) {
  size_t calls = 0;
  const auto items = Read(Row("12", "part0.hdf5") + Row("10", "part0.hdf5", "False"),
                          [&](const std::filesystem::path& path) {
                            ++calls;
                            EXPECT_EQ(path.filename(), "part0.hdf5");
                            return std::vector<int64_t>{10, 11, 12};
                          });
  EXPECT_EQ(calls, 1u);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_FALSE(items[0].problem);
  EXPECT_EQ(items[0].row.record_id, "10") << "in the order of the file, not of the table";
  EXPECT_EQ(items[0].row.patient_id, "523632");
  EXPECT_EQ(items[0].file.index, 0u);
  EXPECT_EQ(items[0].row.sex, Sex::kFemale);
  EXPECT_EQ(items[1].row.sex, Sex::kMale);
  EXPECT_EQ(items[1].file.index, 2u);
  ASSERT_EQ(items[0].codes.size(), 2u);
  EXPECT_EQ(items[0].codes[0].code, "270492004");
  EXPECT_EQ(items[0].codes[1].code, "164889003");
}

TEST(Code15Items, SayWhyAnExamCannotBeRead) {
  size_t calls = 0;
  const auto items =
      Read(Row("7", "a.hdf5") + Row("8", "b.hdf5") + Row("9", "b.hdf5") + Row("1", "../c.hdf5") +
               Row("7", "a.hdf5", "maybe"),
           [&](const std::filesystem::path& path) -> std::vector<int64_t> {
             ++calls;
             if (path.filename() == "a.hdf5") return {1};
             throw Error(ErrorCode::kCorruptData, "no dataset exam_id", path.string());
           });
  EXPECT_EQ(calls, 2u);
  EXPECT_EQ(items[0].problem->code(), ErrorCode::kInvalidInput);
  EXPECT_NE(std::string(items[1].problem->what()).find("exam 7 is not in a.hdf5"),
            std::string::npos);
  EXPECT_NE(std::string(items[2].problem->what()).find("is_male"), std::string::npos);
  for (const size_t i : {3u, 4u}) {
    EXPECT_NE(std::string(items[i].problem->what()).find("no dataset exam_id"), std::string::npos);
  }
}

}  // namespace
}  // namespace supreme
