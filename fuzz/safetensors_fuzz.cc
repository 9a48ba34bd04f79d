// Every byte of a tensor that the reader lets through can be read, and no byte belongs to two.
#include "tensor/safetensors.h"

#include "fuzz_input.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    const auto layout = supreme::ParseSafetensors(std::as_bytes(std::span(text)), "input");
    size_t covered = 0;
    for (const auto& [name, view] : layout.tensors) {
      covered += view.bytes.size();
      const auto count = static_cast<size_t>(supreme::ElementCount(view.shape));
      supreme::FuzzExpect(count * supreme::DTypeBytes(view.dtype) == view.bytes.size());
      if (view.dtype == supreme::DType::kF16) {
        supreme::FuzzExpect(supreme::ToFloats(view).size() == count);
      }
    }
    supreme::FuzzExpect(covered <= text.size());
  });
}
