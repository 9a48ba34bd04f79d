#include "train/memory_use.h"

#include <c10/core/CachingDeviceAllocator.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>

namespace supreme {
namespace {

constexpr double kBytesPerMb = 1024.0 * 1024.0;

}  // namespace

std::optional<double> ResidentMemoryMb() {
  std::ifstream file("/proc/self/statm");
  int64_t all_pages = 0, resident_pages = 0;
  if (!(file >> all_pages >> resident_pages)) return std::nullopt;
  return static_cast<double>(resident_pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) /
         kBytesPerMb;
}

std::optional<double> DeviceMemoryMb(const at::Device& device) {
  if (device.is_cpu()) return std::nullopt;
  const auto stats = at::getDeviceAllocator(device.type())->getDeviceStats(device.index());
  const auto all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
  return static_cast<double>(stats.reserved_bytes[all].current) / kBytesPerMb;
}

}  // namespace supreme
