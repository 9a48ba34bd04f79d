// Memory that a training holds.
#pragma once

#include <c10/core/Device.h>

#include <optional>

namespace supreme {

// Resident memory of this process in MiB; nothing where /proc is not readable.
std::optional<double> ResidentMemoryMb();
// The most that it ever was.
double PeakResidentMemoryMb();

// What PyTorch holds on the device in MiB, free blocks of its cache included; nothing on a CPU.
std::optional<double> DeviceMemoryMb(const at::Device& device);
// The most that it ever was.
std::optional<double> PeakDeviceMemoryMb(const at::Device& device);

}  // namespace supreme
