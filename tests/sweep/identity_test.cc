#include "sweep/identity.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/sweep/small_plan.h"

namespace supreme {
namespace {

// The small plan with all its inputs on disk.
struct OnDisk {
  OnDisk() {
    for (const char* name : {"small.toml", "base.toml", "rhythm.csv"}) Write(name, name);
    for (const char* name : {"packs/a/pack.json", "packs/b/pack.json", "vocab/queries.json"}) {
      Write(name, name);
    }
  }
  void Write(const std::string& name, const std::string& content) {
    MakeFolder((folder / name).parent_path());
    WriteFileAtomically(folder / name, content);
  }
  OrderedJson Describe(const std::vector<std::string>& set = {}) const {
    const SweepPlan plan = ReadSweepPlan(SmallSweep(), {folder / "small.toml", "", set});
    return DescribeSweep({folder / "small.toml"}, plan, ExpandPlan(plan));
  }
  TempFolder folder;
};

TEST(SweepIdentity, GoesOnWithTheSameSweep) {
  OnDisk disk;
  CheckSameSweep(disk.folder / "sweep.json", disk.Describe());
  CheckSameSweep(disk.folder / "sweep.json", disk.Describe());
}

TEST(SweepIdentity, NamesTheFileThatHasChanged) {
  for (const char* name :
       {"small.toml", "base.toml", "rhythm.csv", "packs/b/pack.json", "vocab/queries.json"}) {
    OnDisk disk;
    CheckSameSweep(disk.folder / "sweep.json", disk.Describe());
    disk.Write(name, "changed");
    ExpectError(ErrorCode::kUsage, std::string(name) + ": has changed",
                [&] { CheckSameSweep(disk.folder / "sweep.json", disk.Describe()); });
  }
}

TEST(SweepIdentity, RefusesOtherSettings) {
  OnDisk disk;
  CheckSameSweep(disk.folder / "sweep.json", disk.Describe());
  ExpectError(ErrorCode::kUsage, "other files, seeds or settings", [&] {
    CheckSameSweep(disk.folder / "sweep.json", disk.Describe({"train.epochs=2"}));
  });
}

TEST(SweepIdentity, NamesAnInputThatIsMissing) {
  OnDisk disk;
  std::filesystem::remove(disk.folder / "vocab/queries.json");
  ExpectError(ErrorCode::kNotFound, "vocab/queries.json", [&] { disk.Describe(); });
}

}  // namespace
}  // namespace supreme
