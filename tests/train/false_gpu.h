// A device that computes on the CPU but is as strict as a GPU: where there is none, a test can
// still find what would end the first step on one, or make the host wait for it.
#pragma once

#include <c10/core/Device.h>

#include <cstddef>
#include <string>
#include <vector>

namespace supreme {

// Its tensors lie at addresses that the host cannot read, and an operation that gets tensors of the
// host beside them throws, as on a GPU. All is done when the call returns: mistakes in the order of
// streams do not show.
inline const at::Device kFalseGpu{at::DeviceType::PrivateUse1, 0};

// The operations since the last call that would have made the host wait for a GPU, from all
// threads: values read, copies from or to memory that is not pinned, waits for events.
std::vector<std::string> TakeHostWaits();

// Of its tensors that are alive.
size_t FalseGpuBytes();

}  // namespace supreme
