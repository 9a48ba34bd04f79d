// What every fuzz target does with bytes: a parser may refuse them with our own error, nothing
// else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace supreme {

// Runs `use` on the bytes as text. An Error is an answer; a broken internal check and every other
// exception end the program, which is how the fuzzer notices them.
template <class Use>
int FuzzText(const uint8_t* data, size_t size, Use&& use) {
  try {
    use(std::string_view(reinterpret_cast<const char*>(data), size));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInternal) std::abort();
  }
  return 0;
}

// For properties that must hold whatever the input was.
inline void FuzzExpect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace supreme
