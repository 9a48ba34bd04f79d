// A text encoder as the function that vocabularies embed with.
#pragma once

#include "engine/text_encoder.h"
#include "vocab/embedding.h"

namespace supreme {

// Shows progress over 256 texts; kCancelled on Ctrl-C. `encoder` must outlive the function.
EmbedTexts EmbedWith(const TextEncoder& encoder);

}  // namespace supreme
