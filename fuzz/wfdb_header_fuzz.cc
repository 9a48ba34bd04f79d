// Header text: only supreme::Error may come out, and strict mode accepts nothing that lenient
// mode refuses.
#include <cstdint>
#include <cstdlib>

#include "core/error.h"
#include "signal/wfdb.h"

namespace {

bool Reads(std::string_view text, bool strict) {
  try {
    supreme::ParseWfdbHeader(text, "fuzz.hea", {strict});
    return true;
  } catch (const supreme::Error&) {
    return false;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (Reads(text, true) && !Reads(text, false)) std::abort();
  return 0;
}
