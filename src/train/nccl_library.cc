#include "train/nccl_library.h"

#include <dlfcn.h>

#include <string>

#include "core/error.h"

namespace supreme {
namespace {

template <class Function>
void Find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function != nullptr) return;
  throw Error(ErrorCode::kUnavailable, std::string("there is no ") + name, "libnccl.so.2",
              "install NCCL 2 and the CUDA libraries of the torch package");
}

NcclLibrary Load() {
  void* nccl = ::dlopen("libnccl.so.2", RTLD_NOW | RTLD_GLOBAL);
  if (nccl == nullptr) {
    const char* reason = ::dlerror();
    throw Error(
        ErrorCode::kUnavailable,
        std::string("NCCL cannot be loaded: ") + (reason != nullptr ? reason : "unknown reason"),
        "libnccl.so.2", "install the package nvidia-nccl, or train on one GPU");
  }
  NcclLibrary calls{};
  Find(nccl, "ncclGetUniqueId", calls.get_unique_id);
  Find(nccl, "ncclCommInitRank", calls.comm_init_rank);
  Find(nccl, "ncclAllReduce", calls.all_reduce);
  Find(nccl, "ncclCommGetAsyncError", calls.comm_get_async_error);
  Find(nccl, "ncclCommAbort", calls.comm_abort);
  Find(nccl, "ncclCommDestroy", calls.comm_destroy);
  Find(nccl, "ncclGetErrorString", calls.get_error_string);
  Find(RTLD_DEFAULT, "cudaSetDevice", calls.set_device);
  Find(RTLD_DEFAULT, "cudaStreamCreateWithFlags", calls.stream_create);
  Find(RTLD_DEFAULT, "cudaEventCreateWithFlags", calls.event_create);
  Find(RTLD_DEFAULT, "cudaEventRecord", calls.event_record);
  Find(RTLD_DEFAULT, "cudaStreamWaitEvent", calls.stream_wait_event);
  Find(RTLD_DEFAULT, "cudaEventQuery", calls.event_query);
  return calls;
}

}  // namespace

const NcclLibrary& LoadNccl() {
  static const NcclLibrary library = Load();
  return library;
}

}  // namespace supreme
