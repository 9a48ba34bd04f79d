// Frames around the words for a sign: "evidence of …", "no …", "kein hinweis auf …".
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "synth/truth/sign_builder.h"

namespace supreme {

enum class WordKind : uint8_t { kName, kShort, kGerman, kSigns };

// Parts of a ';'-separated list.
std::vector<std::string_view> SplitWords(std::string_view list);

// Adds `words` to a sign plainly and in a few frames, and negated to its opposite. `turn` picks
// the frames, so that neighbouring words get different ones.
void AddWording(SignBuilder& builder, const SignPair& pair, WordKind kind, std::string_view words,
                size_t turn);

}  // namespace supreme
