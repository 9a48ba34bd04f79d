// JSON that was read and written again reads the same.
#include "core/json.h"

#include "fuzz_input.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view text) {
    const supreme::Json json = supreme::ParseJson(text, "input");
    supreme::FuzzExpect(supreme::ParseJson(supreme::DumpJson(json), "written") == json);
  });
}
