// Batches on a GPU before the network asks for them: a thread copies each one from pinned memory on
// a stream of its own while the step before it computes.
#pragma once

#include <memory>

#include "train/batch_source.h"
#include "train/device_preprocess.h"

namespace supreme {

// The batch on the device, its stored samples made into the network's input and its labels counted.
// The copies are started, not waited for, where the batch lies in pinned memory.
Batch MoveBatch(Batch batch, at::Device device, const DevicePreprocessor& preprocessor);

// The batches of `inner` on the device, two ahead. On the CPU that is `inner` itself: its batches
// are ready as they are.
std::unique_ptr<BatchStream> OnDevice(std::unique_ptr<BatchStream> inner, at::Device device,
                                      const PreprocessConfig& config);

// As OnDevice on every device, so that what it does can be tested where there is no GPU.
std::unique_ptr<BatchStream> CopiedAhead(std::unique_ptr<BatchStream> inner, at::Device device,
                                         const PreprocessConfig& config);

}  // namespace supreme
