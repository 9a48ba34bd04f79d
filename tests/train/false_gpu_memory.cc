#include "tests/train/false_gpu_memory.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/detail/PrivateUse1HooksInterface.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <mutex>
#include <utility>

#include "tests/train/false_gpu.h"

namespace supreme {
namespace {

// No address of x86-64 or AArch64 has this bit: a host that reads there crashes.
constexpr uintptr_t kFarAway = uintptr_t{1} << 61;

std::mutex waits_mutex;
std::vector<std::string> waits;
std::atomic<size_t> bytes_in_use = 0;

struct Block {
  void* memory;
  size_t bytes;
};

void* NewMemory(size_t bytes) {
  constexpr size_t kAlignment = 64;
  void* memory = std::aligned_alloc(kAlignment, (bytes + kAlignment) / kAlignment * kAlignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void FreeBlock(void* context) {
  const auto* block = static_cast<Block*>(context);
  bytes_in_use -= block->bytes;
  std::free(block->memory);
  delete block;
}

class FalseGpuAllocator : public c10::DeviceAllocator {
 public:
  c10::DataPtr allocate(size_t bytes) override {
    if (bytes == 0) return {nullptr, nullptr, &FreeNothing, kFalseGpu};
    auto* block = new Block{NewMemory(bytes), bytes};
    bytes_in_use += bytes;
    const auto address = reinterpret_cast<uintptr_t>(block->memory) | kFarAway;
    return {reinterpret_cast<void*>(address), block, &FreeBlock, kFalseGpu};
  }
  void copy_data(void*, const void*, size_t) const override { std::abort(); }

  bool initialized() override { return true; }
  void emptyCache(c10::MempoolId_t) override {}
  void recordStream(const c10::DataPtr&, c10::Stream) override {}
  c10::CachingDeviceAllocator::DeviceStats getDeviceStats(c10::DeviceIndex) override {
    c10::CachingDeviceAllocator::DeviceStats stats;
    const auto all = static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    stats.reserved_bytes[all].current = static_cast<int64_t>(bytes_in_use.load());
    return stats;
  }
  void resetAccumulatedStats(c10::DeviceIndex) override {}
  void resetPeakStats(c10::DeviceIndex) override {}

 private:
  static void FreeNothing(void*) {}
};

// Memory of the host that a GPU can reach by itself.
class PinnedAllocator : public c10::Allocator {
 public:
  c10::DataPtr allocate(size_t bytes) override {
    void* memory = NewMemory(bytes);
    const std::lock_guard lock(Mutex());
    Ends()[memory] = static_cast<char*>(memory) + bytes;
    return {memory, memory, &Free, at::kCPU};
  }
  void copy_data(void* to, const void* from, size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }
  static bool Has(const void* pointer) {
    const std::lock_guard lock(Mutex());
    auto after = Ends().upper_bound(pointer);
    return after != Ends().begin() && pointer < (--after)->second;
  }

 private:
  static void Free(void* memory) {
    const std::lock_guard lock(Mutex());
    Ends().erase(memory);
    std::free(memory);
  }
  static std::mutex& Mutex() {
    static auto* mutex = new std::mutex;
    return *mutex;
  }
  static std::map<const void*, const void*>& Ends() {
    static auto* ends = new std::map<const void*, const void*>;
    return *ends;
  }
};

// One device; streams are numbers, events nothing.
class FalseGpuGuard : public c10::impl::DeviceGuardImplInterface {
 public:
  at::DeviceType type() const override { return kFalseGpu.type(); }
  at::Device exchangeDevice(at::Device) const override { return kFalseGpu; }
  at::Device getDevice() const override { return kFalseGpu; }
  void setDevice(at::Device) const override {}
  void uncheckedSetDevice(at::Device) const noexcept override {}
  c10::DeviceIndex deviceCount() const noexcept override { return 1; }

  c10::Stream getStream(at::Device) const override { return StreamOf(current_stream_); }
  c10::Stream getDefaultStream(at::Device) const override { return StreamOf(0); }
  c10::Stream getStreamFromGlobalPool(at::Device, bool) const override { return StreamOf(1); }
  c10::Stream exchangeStream(c10::Stream stream) const override {
    return StreamOf(std::exchange(current_stream_, stream.id()));
  }

  void record(void** event, const c10::Stream&, c10::DeviceIndex, c10::EventFlag) const override {
    static int recorded = 0;
    *event = &recorded;
  }
  void block(void*, const c10::Stream&) const override {}
  bool queryEvent(void*) const override { return true; }
  void synchronizeEvent(void*) const override { NoteHostWait("event"); }
  bool queryStream(const c10::Stream&) const override { return true; }
  void synchronizeStream(const c10::Stream&) const override { NoteHostWait("stream"); }
  void synchronizeDevice(c10::DeviceIndex) const override { NoteHostWait("device"); }

 private:
  static c10::Stream StreamOf(c10::StreamId id) {
    return c10::Stream(c10::Stream::UNSAFE, kFalseGpu, id);
  }
  static thread_local c10::StreamId current_stream_;
};
thread_local c10::StreamId FalseGpuGuard::current_stream_ = 0;

struct FalseGpuHooks : public at::PrivateUse1HooksInterface {
  bool isBuilt() const override { return true; }
  bool isAvailable() const override { return true; }
  bool hasPrimaryContext(c10::DeviceIndex) const override { return true; }
  c10::DeviceIndex deviceCount() const override { return 1; }
  c10::DeviceIndex getCurrentDevice() const override { return 0; }
  // Kernels of the CPU do the work, so theirs is what dropout draws from.
  const at::Generator& getDefaultGenerator(c10::DeviceIndex) const override {
    return at::detail::getDefaultCPUGenerator();
  }
  bool isPinnedPtr(const void* data) const override { return PinnedAllocator::Has(data); }
  at::Allocator* getPinnedMemoryAllocator() const override {
    static auto* allocator = new PinnedAllocator;
    return allocator;
  }
};

const bool is_registered = [] {
  c10::register_privateuse1_backend("falsegpu");
  c10::SetAllocator(kFalseGpu.type(), new FalseGpuAllocator);
  at::RegisterPrivateUse1HooksInterface(new FalseGpuHooks);
  return true;
}();
C10_REGISTER_GUARD_IMPL(PrivateUse1, FalseGpuGuard)

}  // namespace

at::Tensor CpuView(const at::Tensor& on_false_gpu) {
  const auto address = reinterpret_cast<uintptr_t>(on_false_gpu.const_data_ptr());
  return at::from_blob(reinterpret_cast<void*>(address & ~kFarAway), on_false_gpu.sizes(),
                       on_false_gpu.strides(), at::TensorOptions(on_false_gpu.scalar_type()));
}

void NoteHostWait(const std::string& operation) {
  const std::lock_guard lock(waits_mutex);
  waits.push_back(operation);
}

std::vector<std::string> TakeHostWaits() {
  const std::lock_guard lock(waits_mutex);
  return std::exchange(waits, {});
}

size_t FalseGpuBytes() { return bytes_in_use; }

}  // namespace supreme
