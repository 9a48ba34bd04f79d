#include "fetch/size_estimate.h"

#include <gtest/gtest.h>

namespace supreme {
namespace {

RemoteFile File(const std::string& path, std::optional<uint64_t> size = std::nullopt) {
  return {path, "", DigestKind::kNone, "", size};
}

SizeEstimate Estimate(const std::vector<RemoteFile>& files, size_t per_kind) {
  std::vector<const RemoteFile*> pointers;
  for (const RemoteFile& file : files) pointers.push_back(&file);
  return EstimateSize(pointers, per_kind, [](const RemoteFile& file) -> std::optional<uint64_t> {
    if (file.path.ends_with(".hea")) return 100;
    if (file.path.ends_with(".dat")) return 10'000;
    return std::nullopt;
  });
}

TEST(SizeEstimate, AFewFilesOfAKindStandForTheRest) {
  std::vector<RemoteFile> files;
  for (int i = 0; i < 1000; ++i) {
    files.push_back(File(std::to_string(i) + ".dat"));
    files.push_back(File(std::to_string(i) + ".hea"));
  }
  const SizeEstimate estimate = Estimate(files, 16);
  EXPECT_EQ(estimate.bytes, 1000u * 10'100u);
  EXPECT_EQ(estimate.asked, 32u);
  EXPECT_EQ(estimate.unknown, 0u);
}

TEST(SizeEstimate, StatedSizesAreNotAskedFor) {
  const SizeEstimate estimate = Estimate({File("a.zip", 70), File("b.zip", 30)}, 16);
  EXPECT_EQ(estimate.bytes, 100u);
  EXPECT_EQ(estimate.asked, 0u);
}

TEST(SizeEstimate, CountsFilesThatNoAnswerTellsAbout) {
  const SizeEstimate estimate = Estimate({File("a.txt"), File("b.txt"), File("c.hea")}, 1);
  EXPECT_EQ(estimate.bytes, 100u);
  EXPECT_EQ(estimate.asked, 2u);
  EXPECT_EQ(estimate.unknown, 2u);
}

}  // namespace
}  // namespace supreme
