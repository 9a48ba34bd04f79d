#include "train/device.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <dlfcn.h>
#include <malloc.h>

#include <algorithm>
#include <limits>
#include <thread>

#include "core/error.h"
#include "core/numbers.h"

namespace supreme {
namespace {

constexpr int64_t kMaxDevices = 64;

[[noreturn]] void Unavailable(const std::string& what, const std::string& hint) {
  throw Error(ErrorCode::kUnavailable, what, "device cuda", hint);
}

int64_t CudaIndex(const std::string& name) {
  if (name == "cuda") return 0;
  const auto index = name.starts_with("cuda:") ? ParseInt(name.substr(5)) : std::nullopt;
  if (!index || *index < 0 || *index >= kMaxDevices) {
    throw Error(ErrorCode::kUsage, "unknown device \"" + name + "\"", "train.device",
                "cpu, cuda or cuda:N");
  }
  return *index;
}

// libtorch_cuda.so registers the CUDA backend when it is loaded.
void LoadCuda() {
  if (::dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL) == nullptr) {
    const char* reason = ::dlerror();
    Unavailable(std::string("PyTorch's CUDA library cannot be loaded: ") +
                    (reason != nullptr ? reason : "unknown reason"),
                "set SUPREME_TORCH_DIR to a torch package with all its CUDA libraries and build "
                "again, or use --device cpu");
  }
}

}  // namespace

at::Device OpenDevice(const std::string& name) {
  if (name == "cpu") return at::kCPU;
  const int64_t index = CudaIndex(name);
  LoadCuda();
  try {
    at::globalContext().lazyInitDevice(at::kCUDA);
  } catch (const c10::Error& error) {
    Unavailable(error.what_without_backtrace(), "install the NVIDIA driver, or use --device cpu");
  }
  const int64_t count = at::detail::getCUDAHooks().getNumGPUs();
  if (index >= count) {
    Unavailable(
        "there is no GPU " + std::to_string(index) + ", the machine has " + std::to_string(count),
        "count from 0, or use --device cpu");
  }
  return {at::kCUDA, static_cast<at::DeviceIndex>(index)};
}

void SetThreads(int64_t threads, int64_t replicas) {
  const auto cores = static_cast<int64_t>(std::max(1u, std::thread::hardware_concurrency()));
  const int64_t all = threads == 0 ? cores : threads;
  at::set_num_threads(static_cast<int>(std::max<int64_t>(1, all / replicas)));
}

void KeepFreedMemory() {
#ifdef __GLIBC__
  constexpr int kLargestThreshold = 32 << 20;  // glibc takes no more
  ::mallopt(M_MMAP_THRESHOLD, kLargestThreshold);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

void WaitForDevice(at::Device device) {
  if (!device.is_cpu())
    c10::impl::VirtualGuardImpl(device.type()).synchronizeDevice(device.index());
}

at::Generator DropoutGenerator(const at::Device& device) {
  return at::globalContext().defaultGenerator(device);
}

at::Generator NewCpuGenerator(uint64_t seed) {
  return at::make_generator<at::CPUGeneratorImpl>(seed);
}

PrecisionGuard::PrecisionGuard(const std::string& precision, const at::Device& device)
    : device_(device.type()), active_(precision == "bf16") {
  if (!active_) return;
  at::autocast::set_autocast_dtype(device_, at::kBFloat16);
  at::autocast::set_autocast_enabled(device_, true);
  // Every weight is used once a pass, and the cache is one for all threads.
  at::autocast::set_autocast_cache_enabled(false);
}

PrecisionGuard::~PrecisionGuard() {
  if (!active_) return;
  at::autocast::set_autocast_cache_enabled(true);
  at::autocast::set_autocast_enabled(device_, false);
}

}  // namespace supreme
