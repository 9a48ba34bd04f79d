// Any vocabulary and any text: refused, or ids of the vocabulary within the limit. The input is the
// vocabulary up to the first NUL, then the text.
#include "text/wordpiece.h"

#include <algorithm>

#include "fuzz_input.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return supreme::FuzzText(data, size, [](std::string_view input) {
    const size_t split = std::min(input.find('\0'), input.size());
    const supreme::WordPiece pieces(input.substr(0, split), "vocabulary");
    const std::string_view text = input.substr(std::min(split + 1, input.size()));
    constexpr size_t kMaxTokens = 16;
    const std::vector<int32_t> ids = pieces.Encode(text, kMaxTokens);
    supreme::FuzzExpect(ids.size() >= 2 && ids.size() <= kMaxTokens);
    for (const int32_t id : ids) {
      supreme::FuzzExpect(id >= 0 && static_cast<size_t>(id) < pieces.size());
    }
  });
}
