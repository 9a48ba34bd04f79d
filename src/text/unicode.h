// UTF-8 in, UTF-8 out: repair, case, accents and character classes (Unicode 14, utf8proc).
// All functions take any bytes: what is not valid UTF-8 counts as U+FFFD. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace supreme {

// Code points of a text; each byte that belongs to no valid sequence becomes one U+FFFD.
std::u32string DecodeUtf8(std::string_view utf8);
// Code points that have no UTF-8 form (surrogates, above U+10FFFF) become U+FFFD.
std::string EncodeUtf8(std::u32string_view text);

// The same text as valid UTF-8.
std::string CleanUtf8(std::string_view utf8);
// Lower case, letter by letter (no rule that looks at neighbours, as a final sigma would need).
std::string ToLower(std::string_view utf8);
// Canonical decomposition (NFD) without the nonspacing marks: "é" → "e", "ü" → "u".
std::u32string StripAccents(std::u32string_view text);

char32_t ToLower(char32_t c);
// White_Space property: blanks, line ends, no-break and ideographic spaces.
bool IsSpace(char32_t c);
// Categories Cc, Cf and Co, apart from tab and line ends.
bool IsControl(char32_t c);
// Category P*, and the ASCII symbols that BERT's tokenizer counts as punctuation ($+<=>^`|~).
bool IsPunctuation(char32_t c);
// CJK unified and compatibility ideographs.
bool IsIdeograph(char32_t c);

}  // namespace supreme
