// The few calls of NCCL and of CUDA's run time that joining ranks on GPUs takes, loaded when
// needed: the program builds and runs on machines that have neither.
#pragma once

#include <cstddef>

namespace supreme {

// As nccl.h and cuda_runtime_api.h declare them (NVIDIA NCCL user guide 2.x; CUDA 12 run time).
struct NcclUniqueId {
  char bytes[128];
};
using NcclComm = void*;
using CudaStream = void*;
using CudaEvent = void*;

struct NcclLibrary {
  int (*get_unique_id)(NcclUniqueId* id);
  int (*comm_init_rank)(NcclComm* comm, int size, NcclUniqueId id, int rank);
  int (*all_reduce)(const void* from, void* to, size_t count, int type, int operation,
                    NcclComm comm, CudaStream stream);
  int (*comm_get_async_error)(NcclComm comm, int* error);
  int (*comm_abort)(NcclComm comm);
  int (*comm_destroy)(NcclComm comm);
  const char* (*get_error_string)(int result);

  int (*set_device)(int device);
  int (*stream_create)(CudaStream* stream, unsigned flags);
  int (*event_create)(CudaEvent* event, unsigned flags);
  int (*event_record)(CudaEvent event, CudaStream stream);
  int (*stream_wait_event)(CudaStream stream, CudaEvent event, unsigned flags);
  int (*event_query)(CudaEvent event);
};

inline constexpr int kNcclUint8 = 1;
inline constexpr int kNcclFloat32 = 7;
inline constexpr int kNcclFloat64 = 8;
inline constexpr int kNcclSum = 0;
inline constexpr int kCudaNotReady = 600;
inline constexpr unsigned kCudaStreamNonBlocking = 1;
inline constexpr unsigned kCudaEventNoTiming = 2;

// kUnavailable naming the library or call that is missing. To be called after OpenDevice: PyTorch's
// CUDA library brings the run time, and usually NCCL, along.
const NcclLibrary& LoadNccl();

}  // namespace supreme
