#include "train/memory_use.h"

#include <gtest/gtest.h>

#include <vector>

namespace supreme {
namespace {

TEST(MemoryUse, GrowsByWhatIsWritten) {
  const auto before = ResidentMemoryMb();
  ASSERT_TRUE(before);
  const std::vector<char> block(size_t{64} << 20, 'x');
  const auto after = ResidentMemoryMb();
  ASSERT_TRUE(after);
  EXPECT_GT(*after - *before, 48.0 + 0.0 * block.back());
  EXPECT_LT(*after - *before, 96.0);
}

TEST(MemoryUse, RemembersTheMostThatItWas) {
  const double before = PeakResidentMemoryMb();
  {
    const auto size = static_cast<size_t>(before + 64.0) << 20;
    const std::vector<char> block(size, 'x');
    ASSERT_EQ(block.back(), 'x');
  }
  EXPECT_GT(PeakResidentMemoryMb(), before + 48.0);
  EXPECT_LT(PeakResidentMemoryMb(), 3.0 * before + 256.0);
}

TEST(MemoryUse, ACpuHasNoDeviceMemory) {
  EXPECT_EQ(DeviceMemoryMb(at::kCPU), std::nullopt);
  EXPECT_EQ(PeakDeviceMemoryMb(at::kCPU), std::nullopt);
}

}  // namespace
}  // namespace supreme
