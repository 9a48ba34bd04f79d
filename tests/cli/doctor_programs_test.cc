#include "cli/doctor_programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

std::vector<Check> Training(int status, const std::string& text, bool has_driver = false) {
  return CheckTraining([&] { return TrainProgramOutput{status, text}; }, has_driver);
}

std::string Facts(const std::string& cuda) {
  return "{\"torch\":{\"version\":\"2.15.0\",\"library\":\"/lib/torch.so\"},"
         "\"cpu_capability\":\"AVX2\",\"threads\":4,\"cuda\":" +
         cuda + "}";
}

TEST(DoctorPrograms, TellsTorchAndTheGpus) {
  const auto checks = Training(0, Facts("{\"count\":2}"));
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(checks[0].value, "2.15.0 at /lib/torch.so; AVX2 kernels, 4 threads");
  EXPECT_THAT(checks[1].value, testing::HasSubstr("2 GPUs"));
}

TEST(DoctorPrograms, AMissingGpuMattersOnlyWhereThereIsADriver) {
  const std::string facts = Facts("{\"count\":0,\"reason\":\"no CUDA library\"}");
  EXPECT_EQ(Training(0, facts, false)[1].level, CheckLevel::kAbsent);
  EXPECT_EQ(Training(0, facts, true)[1].level, CheckLevel::kWarning);
  EXPECT_EQ(Training(0, facts, true)[1].value, "no CUDA library");
}

TEST(DoctorPrograms, AFailingTrainingProgramIsBroken) {
  EXPECT_EQ(Training(1, "")[0].level, CheckLevel::kBroken);
  EXPECT_EQ(Training(0, "no JSON")[0].level, CheckLevel::kBroken);
  EXPECT_EQ(Training(0, "{}")[0].level, CheckLevel::kBroken);
}

TEST(DoctorPrograms, AnAbsentTrainingProgramIsAWarning) {
  const auto checks = CheckTraining(
      []() -> TrainProgramOutput {
        throw Error(ErrorCode::kUnavailable, "cannot start", "supreme-train", "./dev build");
      },
      false);
  EXPECT_EQ(checks[0].level, CheckLevel::kWarning);
}

TEST(DoctorPrograms, FindsProgramsInThePath) {
  const TempFolder folder;
  WriteFileAtomically(folder / "mpirun", "");
  const std::string path = "::/absent:" + folder.path().string();
  EXPECT_EQ(CheckOptionalPrograms(path)[0].level, CheckLevel::kAbsent);  // may not be executed
  ::chmod((folder / "mpirun").c_str(), 0755);
  EXPECT_EQ(CheckOptionalPrograms(path)[0].value, (folder / "mpirun").string());
  EXPECT_EQ(CheckOptionalPrograms("")[0].level, CheckLevel::kAbsent);
}

}  // namespace
}  // namespace supreme
