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

TEST(MemoryUse, ACpuHasNoDeviceMemory) { EXPECT_EQ(DeviceMemoryMb(at::kCPU), std::nullopt); }

}  // namespace
}  // namespace supreme
