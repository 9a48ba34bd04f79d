#include "core/lock_file.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <memory>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"

namespace supreme {
namespace {

// A process that holds the lock until the test kills it or ends.
class OtherOwner {
 public:
  explicit OtherOwner(const std::filesystem::path& path) {
    int ready[2];
    if (::pipe(ready) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      const LockFile lock(path);
      [[maybe_unused]] const ssize_t sent = ::write(ready[1], "x", 1);
      for (;;) ::pause();
    }
    char byte = 0;
    locked_ = ::read(ready[0], &byte, 1) == 1;
    ::close(ready[0]);
    ::close(ready[1]);
  }
  ~OtherOwner() { Kill(); }

  void Kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  bool locked() const { return locked_; }
  pid_t process() const { return process_; }

 private:
  pid_t process_ = 0;
  bool locked_ = false;
};

TEST(LockFile, RefusesASecondProcessWithTheFirstOnesId) {
  const TempFolder folder;
  const OtherOwner owner(folder / "lock");
  ASSERT_TRUE(owner.locked());
  ExpectError(ErrorCode::kUnavailable,
              "in use by process " + std::to_string(owner.process()) + " on ",
              [&] { LockFile lock(folder / "lock"); });
}

TEST(LockFile, SurvivesAKilledOwner) {
  const TempFolder folder;
  OtherOwner owner(folder / "lock");
  ASSERT_TRUE(owner.locked());
  owner.Kill();
  ASSERT_TRUE(std::filesystem::exists(folder / "lock"));
  EXPECT_NO_THROW(LockFile(folder / "lock"));
}

TEST(LockFile, LeavesTheLockOfAnotherMachineAlone) {
  const TempFolder folder;
  WriteFileAtomically(folder / "lock", "4711 on another-machine\n");
  ExpectError(ErrorCode::kUnavailable, "in use by process 4711 on another-machine",
              [&] { LockFile lock(folder / "lock"); });
  EXPECT_EQ(ReadFile(folder / "lock"), "4711 on another-machine\n");
  std::filesystem::remove(folder / "lock");
  EXPECT_NO_THROW(LockFile(folder / "lock"));
}

TEST(LockFile, RefusesASecondLockInOneProcess) {
  const TempFolder folder;
  const LockFile first(folder / "lock");
  ExpectError(ErrorCode::kUnavailable, "in use", [&] { LockFile second(folder / "lock"); });
}

TEST(LockFile, LeavesNoFileBehind) {
  const TempFolder folder;
  { const LockFile lock(folder / "lock"); }
  EXPECT_EQ(folder.EntryCount(), 0U);
  EXPECT_NO_THROW(LockFile(folder / "lock"));
}

TEST(LockFile, LocksANewFileWhenTheNameWasTaken) {
  const TempFolder folder;
  auto first = std::make_unique<LockFile>(folder / "lock");
  std::filesystem::remove(folder / "lock");
  const LockFile second(folder / "lock");
  EXPECT_TRUE(std::filesystem::exists(folder / "lock"));
}

TEST(LockFile, NamesAFolderThatIsMissing) {
  const TempFolder folder;
  ExpectError(ErrorCode::kNotFound, "none/lock: cannot create lock",
              [&] { LockFile(folder / "none/lock"); });
}

}  // namespace
}  // namespace supreme
