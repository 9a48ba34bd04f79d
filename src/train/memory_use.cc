#include "train/memory_use.h"

#include <c10/core/CachingDeviceAllocator.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>

namespace supreme {
namespace {

constexpr double kBytesPerMb = 1024.0 * 1024.0;
constexpr double kKbPerMb = 1024.0;

auto ReservedBytes(const at::Device& device) {
  const auto all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
  return at::getDeviceAllocator(device.type())->getDeviceStats(device.index()).reserved_bytes[all];
}

}  // namespace

std::optional<double> ResidentMemoryMb() {
  std::ifstream file("/proc/self/statm");
  int64_t all_pages = 0, resident_pages = 0;
  if (!(file >> all_pages >> resident_pages)) return std::nullopt;
  return static_cast<double>(resident_pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) /
         kBytesPerMb;
}

double PeakResidentMemoryMb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);  // cannot fail for oneself
  return static_cast<double>(usage.ru_maxrss) / kKbPerMb;
}

std::optional<double> DeviceMemoryMb(const at::Device& device) {
  if (device.is_cpu()) return std::nullopt;
  return static_cast<double>(ReservedBytes(device).current) / kBytesPerMb;
}

std::optional<double> PeakDeviceMemoryMb(const at::Device& device) {
  if (device.is_cpu()) return std::nullopt;
  return static_cast<double>(ReservedBytes(device).peak) / kBytesPerMb;
}

}  // namespace supreme
