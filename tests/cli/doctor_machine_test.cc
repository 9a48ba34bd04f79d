#include "cli/doctor_machine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "core/atomic_file.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

// A machine made of a few files.
class FakeMachine {
 public:
  FakeMachine() {
    Write("proc/cpuinfo",
          "processor : 0\nmodel name\t: Test CPU 9000\nflags\t\t: sse2 avx2 fma avx512_bf16\n");
    Write("proc/meminfo", "MemTotal:  16777216 kB\nMemAvailable:   8388608 kB\n");
    environment["LANG"] = "en_GB.UTF-8";
  }
  void Write(const std::string& path, const std::string& text) {
    MakeFolder((folder_ / path).parent_path());
    WriteFileAtomically(folder_ / path, text);
  }
  const std::filesystem::path& root() const { return folder_.path(); }
  Check Find(const std::string& name) const {
    MachineView view{folder_.path(),
                     [this](const std::string& variable) {
                       const auto found = environment.find(variable);
                       return found == environment.end() ? std::string() : found->second;
                     },
                     cores, 4096};
    for (const Check& check : CheckMachine(view)) {
      if (check.name == name) return check;
    }
    ADD_FAILURE() << "no check " << name;
    return {};
  }

  std::map<std::string, std::string> environment;
  size_t cores = 8;

 private:
  TempFolder folder_;
};

TEST(DoctorMachine, TellsProcessorAndInstructions) {
  FakeMachine machine;
  EXPECT_EQ(machine.Find("processor").value, "Test CPU 9000; avx2 fma avx512_bf16");
  EXPECT_EQ(machine.Find("bf16").level, CheckLevel::kGood);
  machine.Write("proc/cpuinfo", "model name: Old\nflags: sse2\n");
  EXPECT_EQ(machine.Find("processor").level, CheckLevel::kWarning);
  EXPECT_EQ(machine.Find("bf16").level, CheckLevel::kAbsent);
}

TEST(DoctorMachine, LimitOfAGroupAboveCountsToo) {
  FakeMachine machine;
  machine.Write("proc/self/cgroup", "0::/user/job\n");
  machine.Write("sys/fs/cgroup/user/job/cpu.max", "max 100000\n");
  machine.Write("sys/fs/cgroup/user/cpu.max", "250000 100000\n");
  machine.Write("sys/fs/cgroup/user/job/memory.max", "1073741824\n");
  EXPECT_DOUBLE_EQ(CgroupCores(machine.root()).value(), 2.5);
  EXPECT_EQ(CgroupMemoryBytes(machine.root()), 1073741824u);
  const Check cores = machine.Find("cores");
  EXPECT_EQ(cores.level, CheckLevel::kWarning);
  EXPECT_THAT(cores.hint, testing::HasSubstr("train.threads=2"));
  EXPECT_EQ(machine.Find("memory").level, CheckLevel::kWarning);
}

TEST(DoctorMachine, ReadsVersionOneGroups) {
  FakeMachine machine;
  machine.Write("proc/self/cgroup", "4:memory:/job\n2:cpu,cpuacct:/job\n0::/\n");
  machine.Write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "150000\n");
  machine.Write("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  machine.Write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "9223372036854771712\n");
  machine.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "4294967296\n");
  EXPECT_DOUBLE_EQ(CgroupCores(machine.root()).value(), 1.5);
  EXPECT_EQ(CgroupMemoryBytes(machine.root()), 4294967296u);
}

TEST(DoctorMachine, NoGroupMeansNoLimit) {
  FakeMachine machine;
  EXPECT_EQ(CgroupCores(machine.root()), std::nullopt);
  EXPECT_EQ(CgroupMemoryBytes(machine.root()), std::nullopt);
  EXPECT_EQ(machine.Find("cores").level, CheckLevel::kGood);
  EXPECT_EQ(machine.Find("memory").level, CheckLevel::kGood);
}

TEST(DoctorMachine, MoreThreadsThanCoresIsAWarning) {
  FakeMachine machine;
  machine.environment["OMP_NUM_THREADS"] = "8";
  EXPECT_EQ(machine.Find("threads").level, CheckLevel::kGood);
  machine.environment["OMP_NUM_THREADS"] = "64";
  EXPECT_EQ(machine.Find("threads").level, CheckLevel::kWarning);
}

TEST(DoctorMachine, LocaleIsTheFirstThatIsSet) {
  FakeMachine machine;
  EXPECT_EQ(machine.Find("locale").level, CheckLevel::kGood);
  machine.environment["LC_ALL"] = "C";
  EXPECT_EQ(machine.Find("locale").level, CheckLevel::kWarning);
}

TEST(DoctorMachine, CountsTheGpusOfTheDriver) {
  FakeMachine machine;
  EXPECT_EQ(machine.Find("GPU driver").level, CheckLevel::kAbsent);
  machine.Write("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t NVIDIA H100\n");
  machine.Write("proc/driver/nvidia/gpus/0000:02:00.0/information", "Model: \t NVIDIA H100\n");
  EXPECT_EQ(machine.Find("GPU driver").value, "2 × NVIDIA H100");
}

TEST(DoctorMachine, FilesThatHoldNonsenseAreNoCrash) {
  FakeMachine machine;
  machine.Write("proc/meminfo", "MemTotal: lots\n::::\n");
  machine.Write("proc/cpuinfo", std::string(100, '\xFF'));
  machine.Write("proc/self/cgroup", ":\n::\n0::/../../..\nx\n");
  EXPECT_EQ(machine.Find("memory").level, CheckLevel::kWarning);
  EXPECT_EQ(machine.Find("cores").level, CheckLevel::kGood);
}

}  // namespace
}  // namespace supreme
