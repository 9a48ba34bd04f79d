#include "data/sharded_import.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <set>

#include "data/pack.h"
#include "data/pack_verify.h"
#include "tests/core/expect_error.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_dataset.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

constexpr size_t kItems = 23;
constexpr size_t kRows = 4;  // of a shard

struct Stopped {};

class ShardedImportTest : public ::testing::Test {
 protected:
  void SetUp() override { WriteTestRecord(folder_ / "ecgs", "r"); }

  // Every item is the same record; the ones in `missing` have no file.
  ShardedImport Job(const std::string& out, std::set<size_t> missing = {}) {
    ShardedImport job;
    job.dir = folder_ / "ecgs";
    job.out = folder_ / out;
    job.item_count = kItems;
    job.shard_rows = kRows;
    job.fingerprint = "print";
    job.extra_columns = {"number"};
    job.split.emplace(SplitUnit::kPatient, 0.5, 1);
    job.read = [this, missing](size_t first, size_t count) {
      std::vector<ShardedItem> items(count);
      for (size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(first + i);
        items[i].item.row.record_id = "r" + number;
        items[i].item.row.patient_id = "p" + std::to_string((first + i) / 2);
        items[i].item.row.age_years = std::nan("");
        items[i].item.row.source = missing.contains(first + i) ? "absent" : "r";
        items[i].item.report = "report " + number;
        items[i].extra = {number};
      }
      ++reads_;
      return items;
    };
    return job;
  }

  static ino_t Inode(const std::filesystem::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_ino;
  }

  // Stops after two shards, as a kill does, except that nothing half-written is left.
  void StopEarly(const std::string& out) {
    ImportOptions options;
    options.workers = 1;
    options.progress = [](size_t done, size_t) {
      if (done >= 2 * kRows) throw Stopped();
    };
    EXPECT_THROW(ImportSharded(Job(out), options), Stopped);
    EXPECT_FALSE(std::filesystem::exists(folder_ / out / "pack.json"));
  }

  TempFolder folder_;
  std::atomic<int> reads_ = 0;
};

TEST_F(ShardedImportTest, HoldsEveryItemOnceInOrderWhateverTheThreads) {
  ImportOptions one, three;
  one.workers = 1;
  three.workers = 3;
  const ImportSummary summary = ImportSharded(Job("one"), one);
  EXPECT_EQ(summary.imported, kItems);
  EXPECT_EQ(ImportSharded(Job("three"), three).pack_id, summary.pack_id);
  const Pack pack(folder_ / "three");
  VerifyPackFiles(pack);
  ASSERT_EQ(pack.size(), kItems);
  const auto reports = pack.ReadReports();
  CsvReader extra = CsvReader::Open(folder_ / "three/measurements.csv");
  CsvReader split = CsvReader::Open(folder_ / "three/split.csv");
  for (size_t i = 0; i < kItems; ++i) {
    EXPECT_EQ(pack.rows()[i].record_id, "r" + std::to_string(i));
    EXPECT_EQ(reports.at(pack.rows()[i].record_id), "report " + std::to_string(i));
    ASSERT_TRUE(extra.Next() && split.Next());
    EXPECT_EQ(extra["number"], std::to_string(i));
    EXPECT_EQ(split["record_id"], pack.rows()[i].record_id);
    EXPECT_EQ(pack.ReadWindow(i).samples_mv[7], pack.ReadWindow(0).samples_mv[7]);
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ / "three/.import"));
}

TEST_F(ShardedImportTest, GoesOnWhereItStoppedWithTheSamePack) {
  const ImportSummary whole = ImportSharded(Job("whole"), {});
  StopEarly("out");
  const ino_t first = Inode(folder_ / "out/shard-00000.safetensors");
  WriteFileAtomically(folder_ / "out/shard-00005.safetensors.tmp-1-1", "half");
  reads_ = 0;
  const ImportSummary resumed = ImportSharded(Job("out"), {});
  EXPECT_EQ(resumed.pack_id, whole.pack_id);
  EXPECT_EQ(resumed.imported, kItems);
  EXPECT_EQ(Inode(folder_ / "out/shard-00000.safetensors"), first);
  EXPECT_LE(reads_, 4);  // six shards, two or more were there
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out/shard-00005.safetensors.tmp-1-1"));
}

TEST_F(ShardedImportTest, MakesADamagedShardAgain) {
  const ImportSummary whole = ImportSharded(Job("whole"), {});
  StopEarly("out");
  const auto shard = folder_ / "out/shard-00001.safetensors";
  std::string bytes = ReadFile(shard);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] + 1);
  WriteFileAtomically(shard, bytes);
  WriteFileAtomically(folder_ / "out/.import/part-0.json", "{");
  EXPECT_EQ(ImportSharded(Job("out"), {}).pack_id, whole.pack_id);
}

TEST_F(ShardedImportTest, AnUnfinishedImportOfSomethingElseIsRefused) {
  StopEarly("out");
  ShardedImport other = Job("out");
  other.fingerprint = "another";
  ExpectError(ErrorCode::kUsage, "unfinished import", [&] { ImportSharded(other, {}); });
  ImportOptions replace;
  replace.replace = true;
  EXPECT_EQ(ImportSharded(other, replace).imported, kItems);
  ExpectError(ErrorCode::kUsage, "already is a pack", [&] { ImportSharded(other, {}); });
}

TEST_F(ShardedImportTest, LeavesOutAndCountsWhatCannotBeRead) {
  ShardedImport job = Job("out", {0, 1, 2, 3, 9});  // a whole shard and one more
  job.left_out = {{"short report", 7}};
  job.notes = {{"r99", "", "short report", "has too few words"}};
  const ImportSummary summary = ImportSharded(job, {});
  EXPECT_EQ(summary.imported, kItems - 5);
  EXPECT_EQ(summary.failed, 5u);
  EXPECT_EQ(summary.left_out,
            (std::map<std::string, size_t>{{"missing file", 5}, {"short report", 7}}));
  const Pack pack(folder_ / "out");
  ASSERT_EQ(pack.size(), kItems - 5);
  EXPECT_EQ(pack.rows()[0].record_id, "r4");
  EXPECT_NE(pack.ReadWindow(0).samples_mv[7], 0.0f);
  std::vector<std::string> reasons;
  for (const auto& row : ImportReportRows(folder_ / "out")) {
    if (row[2] != "warning") reasons.push_back(row[0] + " " + row[2]);
  }
  ASSERT_EQ(reasons.size(), 6u);
  EXPECT_EQ(reasons[0], "r99 short report");
  EXPECT_EQ(reasons[5], "r9 missing file");
  ExpectError(ErrorCode::kNotFound, "no record could be imported", [&] {
    std::set<size_t> all;
    for (size_t i = 0; i < kItems; ++i) all.insert(i);
    ImportSharded(Job("none", all), {});
  });
}

}  // namespace
}  // namespace supreme
