#include "cli/embed_with.h"

#include <algorithm>

#include "core/interrupt.h"
#include "core/progress.h"

namespace supreme {
namespace {

constexpr size_t kTextsPerStep = 256;  // between two looks at Ctrl-C

}  // namespace

EmbedTexts EmbedWith(const TextEncoder& encoder) {
  return [&encoder](std::span<const std::string> texts) {
    // A handful of texts at a time is asked for again and again: not worth a line each.
    if (texts.size() <= kTextsPerStep) return encoder.Encode(texts);
    Progress progress("embed", texts.size(), "texts");
    std::vector<float> vectors;
    for (size_t start = 0; start < texts.size(); start += kTextsPerStep) {
      ThrowIfInterrupted();
      const size_t count = std::min(kTextsPerStep, texts.size() - start);
      const std::vector<float> part = encoder.Encode(texts.subspan(start, count));
      vectors.insert(vectors.end(), part.begin(), part.end());
      progress.Update(start + count);
    }
    progress.Finish();
    return vectors;
  };
}

}  // namespace supreme
