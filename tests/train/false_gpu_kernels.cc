// What the false GPU can do: all that the CPU can, on memory that the CPU's kernels see as theirs.
#include <ATen/ATen.h>
#include <ATen/EmptyTensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/_reshape_alias_native.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/view_native.h>
#include <torch/library.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/train/false_gpu.h"
#include "tests/train/false_gpu_memory.h"

namespace supreme {
namespace {

constexpr c10::DispatchKeySet kKeys(c10::DispatchKey::PrivateUse1);

bool IsHere(const at::Tensor& tensor) {
  return tensor.defined() && tensor.device().type() == kFalseGpu.type();
}

at::Tensor Allocated(at::IntArrayRef sizes, at::IntArrayRef strides, at::ScalarType type) {
  return at::detail::empty_strided_generic(sizes, strides, c10::GetAllocator(kFalseGpu.type()),
                                           kKeys, type);
}

// PyTorch's own parameters.
constexpr auto kEmpty = [](at::IntArrayRef sizes, std::optional<at::ScalarType> type,
                           std::optional<at::Layout>, std::optional<at::Device>,
                           std::optional<bool>, std::optional<at::MemoryFormat> format) {
  return at::Tensor(at::detail::empty_generic(sizes, c10::GetAllocator(kFalseGpu.type()), kKeys,
                                              type.value_or(at::kFloat), format));
};
constexpr auto kEmptyStrided = [](at::IntArrayRef sizes, at::IntArrayRef strides,
                                  std::optional<at::ScalarType> type, std::optional<at::Layout>,
                                  std::optional<at::Device>, std::optional<bool>) {
  return Allocated(sizes, strides, type.value_or(at::kFloat));
};

at::Tensor Moved(const at::Tensor& on_cpu) {
  const at::Tensor dense = on_cpu.is_non_overlapping_and_dense() ? on_cpu : on_cpu.contiguous();
  at::Tensor here = Allocated(dense.sizes(), dense.strides(), dense.scalar_type());
  CpuView(here).copy_(dense);
  return here;
}

// A copy that a GPU does while the host goes on needs pinned memory, and to be asked for.
at::Tensor CopyFrom(const at::Tensor& from, const at::Tensor& to, bool non_blocking) {
  const bool between = IsHere(from) && IsHere(to);
  if (!between && !(non_blocking && (IsHere(from) ? to : from).is_pinned())) {
    NoteHostWait(IsHere(from) ? "copy to the host" : "copy from the host");
  }
  (IsHere(to) ? CpuView(to) : to).copy_(IsHere(from) ? CpuView(from) : from);
  return to;
}

at::Scalar ReadScalar(const at::Tensor& value) {
  NoteHostWait("item");
  return CpuView(value).item();
}

// The arguments of one call as the CPU's kernel gets them.
class Arguments {
 public:
  explicit Arguments(std::string operation) : operation_(std::move(operation)) {}

  c10::IValue ForCpu(const c10::IValue& value) {
    if (value.isTensor()) return ForCpu(value.toTensor());
    if (value.isDevice()) return at::Device(at::kCPU);
    if (value.isTensorList()) {
      std::vector<at::Tensor> tensors = value.toTensorVector();
      for (at::Tensor& tensor : tensors) tensor = ForCpu(tensor);
      return tensors;
    }
    if (value.isOptionalTensorList()) {
      c10::List<std::optional<at::Tensor>> tensors;
      for (const std::optional<at::Tensor>& tensor : value.toOptionalTensorVector()) {
        tensors.push_back(tensor ? std::optional(ForCpu(*tensor)) : std::nullopt);
      }
      return tensors;
    }
    return value;
  }

  c10::IValue Back(const c10::IValue& value) const {
    if (value.isTensor()) return Back(value.toTensor());
    if (!value.isTensorList()) return value;
    std::vector<at::Tensor> tensors = value.toTensorVector();
    for (at::Tensor& tensor : tensors) tensor = Back(tensor);
    return tensors;
  }

 private:
  at::Tensor ForCpu(const at::Tensor& tensor) {
    if (!tensor.defined()) return tensor;
    if (!IsHere(tensor)) {
      // A number may come along; the kernels for many tensors take none.
      TORCH_CHECK(tensor.dim() == 0 && !operation_.starts_with("aten::_f"), operation_,
                  ": a tensor of the host beside those of a GPU");
      return tensor;
    }
    // An empty one may be a result that the kernel gives its size.
    views_.emplace_back(tensor.numel() == 0 ? EmptyLike(tensor) : CpuView(tensor), tensor);
    return views_.back().first;
  }

  static at::Tensor EmptyLike(const at::Tensor& tensor) {
    return at::empty(tensor.sizes(), at::TensorOptions(tensor.scalar_type()));
  }

  at::Tensor Back(const at::Tensor& tensor) const {
    if (!tensor.defined()) return tensor;
    for (const auto& [view, original] : views_) {
      if (tensor.is_same(view)) return WithSizeOf(view, original);
      TORCH_CHECK(!tensor.is_alias_of(view), operation_, ": a view that nobody expected");
    }
    return Moved(tensor);
  }

  static at::Tensor WithSizeOf(const at::Tensor& view, const at::Tensor& original) {
    if (view.sizes() == original.sizes()) return original;
    const at::Tensor grown = Moved(view);
    original.unsafeGetTensorImpl()->set_storage_keep_dtype(grown.storage());
    original.unsafeGetTensorImpl()->set_sizes_and_strides(grown.sizes(), grown.strides());
    return original;
  }

  std::string operation_;
  std::vector<std::pair<at::Tensor, at::Tensor>> views_;
};

// Their results have a size, or decide something, that the host has to know.
bool Waits(const std::string& operation) {
  static const std::set<std::string> kWaiting = {"aten::nonzero", "aten::masked_select",
                                                 "aten::equal", "aten::_unique2"};
  return kWaiting.contains(operation);
}

void RunOnCpu(const c10::OperatorHandle& operation, torch::jit::Stack* stack) {
  const std::string& name = operation.schema().name();
  if (Waits(name)) NoteHostWait(name);
  Arguments arguments(name);
  const size_t first = stack->size() - operation.schema().arguments().size();
  for (size_t i = first; i < stack->size(); ++i) (*stack)[i] = arguments.ForCpu((*stack)[i]);
  operation.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), stack);
  for (size_t i = first; i < stack->size(); ++i) (*stack)[i] = arguments.Back((*stack)[i]);
}

c10::OperatorHandle Operation(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "");
}

void Convolution(const c10::OperatorHandle&, torch::jit::Stack* stack) {
  RunOnCpu(Operation("aten::convolution"), stack);
}

void ConvolutionBackward(const c10::OperatorHandle&, torch::jit::Stack* stack) {
  constexpr std::ptrdiff_t kAfterBiasSizes = 7;
  stack->insert(stack->end() - kAfterBiasSizes, c10::IValue());  // no bias, so no sizes of it
  RunOnCpu(Operation("aten::convolution_backward"), stack);
}

TORCH_LIBRARY_IMPL(_, PrivateUse1, library) {
  library.fallback(torch::CppFunction::makeFromBoxedFunction<&RunOnCpu>());
}

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) {
  library.impl("empty.memory_format", kEmpty);
  library.impl("empty_strided", kEmptyStrided);
  library.impl("_copy_from", &CopyFrom);
  library.impl("_local_scalar_dense", &ReadScalar);
  library.impl("convolution_overrideable",
               torch::CppFunction::makeFromBoxedFunction<&Convolution>());
  library.impl("convolution_backward_overrideable",
               torch::CppFunction::makeFromBoxedFunction<&ConvolutionBackward>());
  library.impl("view", TORCH_FN(at::native::view));
  library.impl("as_strided", TORCH_FN(at::native::as_strided_tensorimpl));
  library.impl("_reshape_alias", TORCH_FN(at::native::_reshape_alias));
  library.impl("record_stream", [](at::Tensor&, c10::Stream) {});
}

}  // namespace
}  // namespace supreme
