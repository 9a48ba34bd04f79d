#include "train/train_facts.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <dlfcn.h>
#include <torch/version.h>

#include "core/error.h"
#include "train/device.h"

namespace supreme {
namespace {

std::string TorchLibrary() {
  Dl_info place{};
  const auto address = reinterpret_cast<const void*>(&at::get_num_threads);
  return ::dladdr(address, &place) != 0 && place.dli_fname != nullptr ? place.dli_fname : "";
}

OrderedJson DescribeCuda() {
  try {
    OpenDevice("cuda");
    return {{"count", at::detail::getCUDAHooks().getNumGPUs()}};
  } catch (const Error& error) {
    return {{"count", 0}, {"reason", error.what()}};
  }
}

}  // namespace

OrderedJson DescribeTraining() {
  OrderedJson json;
  // Before any other use of PyTorch, see OpenDevice.
  json["cuda"] = DescribeCuda();
  json["torch"] = {{"version", TORCH_VERSION}, {"library", TorchLibrary()}};
  json["cpu_capability"] = at::get_cpu_capability();
  json["threads"] = at::get_num_threads();
  return json;
}

}  // namespace supreme
