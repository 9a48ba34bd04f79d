// Every system call of a save fails once: the error is said, and the old checkpoint loads.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/fsuid.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>

#include "core/error.h"
#include "data/pack.h"
#include "predict/bundle.h"
#include "tests/fault/fault_fs.h"
#include "tests/train/reliability_row.h"
#include "tests/train/small_data.h"
#include "tests/train/tiny_run.h"
#include "train/export.h"

namespace supreme {
namespace {

namespace fs = std::filesystem;

constexpr int kForEver = 1 << 20;

struct Fault {
  FaultCall call;
  int error_number;
  int count;  // calls that fail, one after the other
};

const std::vector<Fault> kFaults = {
    {FAULT_OPEN, EIO, 1},     {FAULT_OPEN, ENOSPC, 1},    {FAULT_WRITE, EIO, 1},
    {FAULT_WRITE, ENOSPC, 1}, {FAULT_WRITE, EDQUOT, 1},   {FAULT_SYNC, EIO, 1},
    {FAULT_RENAME, EIO, 1},   {FAULT_CLOSE, EIO, 1},      {FAULT_MKDIR, ENOSPC, 1},
    {FAULT_SYMLINK, EIO, 1},  {FAULT_ANY, EIO, kForEver}, {FAULT_ANY, EROFS, kForEver}};

// Sets a plan for its lifetime.
class Planned {
 public:
  Planned(const fs::path& folder, const Fault& fault, int nth) : folder_(folder.string()) {
    const FaultPlan plan{folder_.c_str(), fault.call, nth, fault.count, fault.error_number};
    FaultFsPlan(&plan);
  }
  ~Planned() { FaultFsPlan(nullptr); }
  Planned(const Planned&) = delete;
  Planned& operator=(const Planned&) = delete;

 private:
  std::string folder_;
};

struct Outcome {
  bool fault_happened = false;
  bool failed = false;
};

// Runs `work` with the nth call failing. An error must have exit code 4, a place and a hint.
Outcome RunWith(const fs::path& folder, const Fault& fault, int nth,
                const std::function<void()>& work) {
  const Planned planned(folder, fault, nth);
  Outcome outcome;
  try {
    work();
  } catch (const Error& error) {
    outcome.failed = true;
    const std::string line = error.what();
    EXPECT_EQ(ExitCode(error.code()), 4) << line;
    EXPECT_NE(line.find(folder.string()), std::string::npos) << line;
    EXPECT_FALSE(error.hint().empty()) << line;
  } catch (const fs::filesystem_error& error) {  // which the program turns into such a line
    outcome.failed = true;
    EXPECT_NE(std::string(error.what()).find(folder.string()), std::string::npos) << error.what();
  }
  outcome.fault_happened = FaultFsSeen() >= nth;
  return outcome;
}

std::vector<fs::path> Leftovers(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".partial") || name.find(".tmp-") != std::string::npos) {
      found.push_back(entry.path());
    }
  }
  return found;
}

class SaveFaults : public testing::Test {
 protected:
  SaveFaults() : test_("save_faults", MemoryBase()), run_(test_.path() / "run") {
    RunFolder reference(test_.path() / "reference");
    for (const int64_t step : {10, 20}) {
      TinyRun tiny;
      tiny.Save(reference, step);
      files_[step] = FilesOf(reference.CheckpointPath(step));
    }
    Restore();
  }

  // One complete checkpoint, of step 10.
  void Restore() {
    RunFolder folder(run_);
    if (folder.Checkpoints() == std::vector<int64_t>{10, 20}) return folder.DropAfter(10);
    if (folder.Checkpoints().empty()) TinyRun().Save(folder, 10);
  }

  // What the next start finds: whole checkpoints, at least that of step 10, and nothing half made.
  // The newest step.
  int64_t CheckNextStart(const std::string& what) {
    const RunFolder folder(run_);
    EXPECT_EQ(Leftovers(run_), std::vector<fs::path>{}) << what;
    const std::vector<int64_t> steps = folder.Checkpoints();
    EXPECT_FALSE(steps.empty()) << what;
    for (const int64_t step : steps) {
      EXPECT_NO_THROW(folder.Verify(step)) << what;
      EXPECT_TRUE(FilesOf(folder.CheckpointPath(step)) == files_.at(step)) << what;
    }
    if (steps.empty()) return 0;
    EXPECT_EQ(loader_.Load(folder.CheckpointPath(steps.back())), steps.back()) << what;
    return steps.back();
  }

  TestFolder test_;
  fs::path run_;
  TinyRun loader_;
  std::map<int64_t, std::map<std::string, std::string>> files_;
};

TEST_F(SaveFaults, EveryFailingCallIsReportedAndTheOldCheckpointLoads) {
  int injections = 0;
  for (const Fault& fault : kFaults) {
    int reported = 0;
    for (int nth = 1;; ++nth) {
      const std::string what = "call " + std::to_string(fault.call) + " number " +
                               std::to_string(nth) + " errno " + std::to_string(fault.error_number);
      TinyRun tiny;
      Outcome outcome;
      {
        RunFolder folder(run_);
        outcome = RunWith(run_, fault, nth, [&] { tiny.Save(folder, 20); });
      }
      const int64_t newest = CheckNextStart(what);
      if (!outcome.failed) {
        EXPECT_EQ(newest, 20) << what;
      }
      reported += outcome.failed ? 1 : 0;
      // Closing what was only read may fail without harm.
      const bool must_fail = outcome.fault_happened && fault.call != FAULT_CLOSE;
      EXPECT_TRUE(outcome.failed || !must_fail) << what;
      Restore();
      if (!outcome.fault_happened) break;
      ++injections;
      ASSERT_LT(nth, 500);
    }
    EXPECT_GT(reported, 0) << "call " << fault.call;
  }
  EXPECT_GT(injections, 150);
  WriteReliabilityRow({"R-C3", injections, HasFailure() ? 1 : 0, "old checkpoints lost", 0.0});
}

TEST_F(SaveFaults, AnOldCheckpointThatCannotBeRemovedIsReportedAndNeverLooksComplete) {
  for (int nth = 1;; ++nth) {
    Outcome outcome;
    {
      RunFolder folder(run_);
      TinyRun().Save(folder, 20);
      outcome = RunWith(run_, {FAULT_REMOVE, EACCES, 1}, nth, [&] { folder.Prune(1, 20); });
    }
    EXPECT_EQ(CheckNextStart("removal " + std::to_string(nth)), 20);
    EXPECT_EQ(outcome.failed, outcome.fault_happened) << nth;
    fs::remove_all(run_);
    Restore();
    if (!outcome.fault_happened) break;
    EXPECT_LT(nth, 20);
  }
}

TEST_F(SaveFaults, ShortWritesAreGoneOnWith) {
  TinyRun tiny;
  {
    RunFolder folder(run_);
    const Planned planned(run_, {FAULT_WRITE, FAULT_SHORT, 50}, 1);
    tiny.Save(folder, 20);
    EXPECT_GT(FaultFsSeen(), 20);
  }
  EXPECT_EQ(CheckNextStart("short writes"), 20);
}

TEST_F(SaveFaults, AProcessKilledBeforeAnyCallLeavesACompleteCheckpoint) {
  int kills = 0;
  for (int nth = 1;; ++nth) {
    const pid_t child = ::fork();
    if (child == 0) {
      RunFolder folder(run_);
      const Planned planned(run_, {FAULT_ANY, FAULT_KILL, 1}, nth);
      folder.CommitCheckpoint(20, [&](const fs::path& path) {  // LibTorch's threads do not fork
        for (const auto& [name, content] : files_.at(20)) {
          if (name != "DONE") WriteFileAtomically(path / name, content);
        }
      });
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    const int64_t newest = CheckNextStart("killed before call " + std::to_string(nth));
    Restore();
    if (WIFEXITED(status)) {
      EXPECT_EQ(newest, 20);
      break;
    }
    ASSERT_EQ(WTERMSIG(status), SIGKILL);
    ++kills;
  }
  EXPECT_GT(kills, 40);
  WriteReliabilityRow(
      {"R-C1 at each call of a save", kills, HasFailure() ? 1 : 0, "checkpoints lost", 0.0});
}

// Errors of a folder that cannot be written at all.
void ExpectRefused(const fs::path& folder, std::string_view words) {
  try {
    const RunFolder run(folder);
    ADD_FAILURE() << folder << " was taken";
  } catch (const Error& error) {
    EXPECT_EQ(ExitCode(error.code()), 4) << error.what();
    EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
    EXPECT_FALSE(error.hint().empty()) << error.what();
  }
}

TEST_F(SaveFaults, ANameThatIsTooLongIsRefused) {
  ExpectRefused(test_.path() / std::string(300, 'x'), "File name too long; try: a shorter path");
}

TEST_F(SaveFaults, AFolderWithoutPermissionIsRefused) {
  fs::permissions(run_, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                            fs::perms::others_exec);
  constexpr uid_t kNobody = 65534;
  ::setfsuid(kNobody);  // of this thread, and only for files; nothing where we are not root
  ExpectRefused(run_, "Permission denied; try: check the permissions");
  ::setfsuid(::getuid());
  fs::permissions(run_, fs::perms::owner_all);
}

// A small file system in memory, where mounting is allowed.
class SmallDisk {
 public:
  explicit SmallDisk(const fs::path& at) : path_(at) {
    fs::create_directories(path_);
    is_mounted_ = ::mount("none", path_.c_str(), "tmpfs", 0, "size=32m") == 0;
  }
  ~SmallDisk() {
    if (is_mounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_mounted() const { return is_mounted_; }
  void MakeReadOnly() const {
    ASSERT_EQ(::mount("none", path_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=32m"), 0);
  }
  // Takes all space but `bytes`.
  void Fill(uint64_t bytes) const {
    const uint64_t free = fs::space(path_).available;
    WriteFileAtomically(path_ / "ballast", std::string(free - bytes, 'x'));
  }

 private:
  fs::path path_;
  bool is_mounted_ = false;
};

TEST_F(SaveFaults, AFullDiskLeavesTheOldCheckpointAndNothingElse) {
  const SmallDisk disk(test_.path() / "disk");
  if (!disk.is_mounted()) GTEST_SKIP() << "mounting is not allowed here";
  run_ = test_.path() / "disk/run";
  Restore();
  disk.Fill(0);
  const uint64_t size = fs::file_size(test_.path() / "disk/ballast");
  int injections = 0;
  bool is_saved = false;
  for (uint64_t space = 16384; !is_saved; space += 4096) {
    fs::resize_file(test_.path() / "disk/ballast", size - space);
    {
      RunFolder folder(run_);
      try {
        TinyRun().Save(folder, 20);
        is_saved = true;
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kNoSpace) << error.what();
        ++injections;
      }
    }
    EXPECT_EQ(CheckNextStart("space " + std::to_string(space)), is_saved ? 20 : 10);
  }
  EXPECT_GT(injections, 5);
  WriteReliabilityRow({"R-C2", injections, HasFailure() ? 1 : 0, "old checkpoints lost", 0.0});
}

TEST_F(SaveFaults, AReadOnlyDiskIsRefused) {
  const SmallDisk disk(test_.path() / "disk");
  if (!disk.is_mounted()) GTEST_SKIP() << "mounting is not allowed here";
  disk.MakeReadOnly();
  ExpectRefused(test_.path() / "disk/run", "Read-only file system; try: a folder on");
}

// Fails each call of `work` once with EIO; `check` then sees what is left.
int FailEachCall(const fs::path& folder, const std::function<void()>& work,
                 const std::function<void(bool failed)>& check) {
  for (int nth = 1;; ++nth) {
    const Outcome outcome = RunWith(folder, {FAULT_ANY, EIO, 1}, nth, work);
    check(outcome.failed);
    if (!outcome.fault_happened) return nth - 1;
  }
}

TEST_F(SaveFaults, ABundleIsWholeOrNoBundle) {
  Bundle bundle;
  bundle.folder = run_ / "bundle";
  bundle.model = TinyModel();
  bundle.queries.encoder_name = "test";
  bundle.queries.encoder_id = "0";
  bundle.queries.text_width = 16;
  bundle.queries.queries.resize(1);
  bundle.queries.queries[0].id = "query-0";
  bundle.queries.queries[0].text = "query";
  bundle.queries.embeddings.assign(16, 0.25F);
  bundle.training = OrderedJson::object();
  const fs::path checkpoint = run_ / "checkpoints/step_000010";
  const int injections = FailEachCall(
      bundle.folder, [&] { ExportBundle(bundle, checkpoint); },
      [&](bool failed) {
        if (!failed) {
          EXPECT_NO_THROW(ReadBundle(bundle.folder));
        }
        if (fs::exists(bundle.folder / "config.json")) ReadBundle(bundle.folder);
        const RunFolder next_start(run_);
        EXPECT_EQ(Leftovers(run_), std::vector<fs::path>{});
      });
  EXPECT_GT(injections, 30);
  WriteReliabilityRow({"R-C3 bundle", injections, HasFailure() ? 1 : 0, "half bundles read", 0.0});
}

TEST_F(SaveFaults, APackIsWholeOrNoPack) {
  const fs::path pack = test_.path() / "data/pack";
  const int injections = FailEachCall(
      pack, [&] { WriteSmallData(test_.path() / "data", 3); },
      [&](bool failed) {
        if (!failed) {
          EXPECT_EQ(Pack(pack).size(), 3U);
        }
        if (failed && fs::exists(pack / "pack.json")) {
          EXPECT_EQ(Pack(pack).size(), 3U);
        }
      });
  EXPECT_GT(injections, 30);
  WriteReliabilityRow({"R-C3 pack", injections, HasFailure() ? 1 : 0, "half packs read", 0.0});
}

}  // namespace
}  // namespace supreme
