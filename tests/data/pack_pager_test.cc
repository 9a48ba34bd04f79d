#include "data/pack_pager.h"

#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

#include "data/shard_buffer.h"
#include "data/window_order.h"
#include "tests/core/temp_folder.h"
#include "tests/data/test_pack.h"

namespace supreme {
namespace {

// Memory of this process that is mapped from files, in bytes.
uint64_t MappedFileBytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssFile:")) return std::stoull(line.substr(8)) * 1024;
  }
  return 0;
}

TEST(PackPager, KeepsOneWindowInMemoryAndChangesNoSample) {
  if (MappedFileBytes() == 0) GTEST_SKIP() << "/proc/self/status has no RssFile here";
  TempFolder folder;
  std::vector<PackRecord> records;
  constexpr int kRecords = 640;  // two shards, 77 MB
  for (int i = 0; i < kRecords; ++i) records.push_back(TestRecord(i, 1, "p"));
  WriteTestPack(folder / "pack", records);
  const Pack pack(folder / "pack");
  std::vector<size_t> rows(kRecords);
  std::iota(rows.begin(), rows.end(), size_t{0});
  PackPager pager(pack, 64);
  const uint64_t before = MappedFileBytes();
  uint64_t most = before;
  for (uint64_t epoch = 0; epoch < 2; ++epoch) {
    const auto order = ShuffleInWindows(rows, 64, Rng(epoch));
    for (size_t i = 0; i < order.size(); ++i) {
      pager.Advance(order, i);
      ASSERT_EQ(pack.ReadWindow(order[i]).samples_mv, records[order[i]].window.samples_mv);
      most = std::max(most, MappedFileBytes());
    }
  }
  EXPECT_LT(most - before, uint64_t{2} * 64 * 120'000);
}

}  // namespace
}  // namespace supreme
