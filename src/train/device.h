// Where and in what arithmetic the network runs.
#pragma once

#include <ATen/core/Generator.h>
#include <c10/core/Device.h>

#include <string>

namespace supreme {

// "cpu", "cuda" or "cuda:N". For CUDA, loads PyTorch's CUDA library into the process, so that one
// program serves machines with and without a GPU; call it before any other use of PyTorch, which
// would fix "no CUDA" for the rest of the process.
// kUsage for another word; kUnavailable when library, driver or device is missing.
at::Device OpenDevice(const std::string& name);

// CPU threads of PyTorch, shared among `replicas`; 0 = all cores. Replicas' own threads call it
// too.
void SetThreads(int64_t threads, int64_t replicas);

// Memory that a step frees is kept for the next one instead of being given back to the system,
// which would clear every page again: a tenth of a small network's step. For the whole process;
// call it before threads start.
void KeepFreedMemory();

// Until all that was started on this device is done; at once on the CPU.
void WaitForDevice(at::Device device);

// The generator that dropout on this device draws from.
at::Generator DropoutGenerator(const at::Device& device);
// One of its own for a replica.
at::Generator NewCpuGenerator(uint64_t seed);

// While it lives, matrix products and convolutions run in bfloat16 (nothing happens for "fp32").
class PrecisionGuard {
 public:
  PrecisionGuard(const std::string& precision, const at::Device& device);
  ~PrecisionGuard();
  PrecisionGuard(const PrecisionGuard&) = delete;
  PrecisionGuard& operator=(const PrecisionGuard&) = delete;

 private:
  at::DeviceType device_;
  bool active_;
};

}  // namespace supreme
