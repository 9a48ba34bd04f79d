// Text that comes from data, made safe for pictures and pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace supreme {

// Valid UTF-8 without control characters: a line break or tab becomes a space, other control
// characters go, bytes that are not UTF-8 become U+FFFD, and so do direction overrides
// (U+202A–U+202E, U+2066–U+2069), with which a name could rewrite the text around it.
std::string CleanText(std::string_view text);

// CleanText, then &, <, >, " and ' as references: safe between tags and inside quoted attributes
// of SVG, XML and HTML.
std::string EscapeMarkup(std::string_view text);

// At most `max_letters` code points of CleanText; longer text ends in "…".
std::string ShortenText(std::string_view text, size_t max_letters);

// Lines of at most `max_letters` code points of CleanText, broken at spaces, and inside a word that
// is longer than a line. What does not fit in `max_lines` ends in "…". Nothing for blank text.
std::vector<std::string> WrapText(std::string_view text, size_t max_letters, size_t max_lines);

// A generous estimate in units of `size` (an em): layout needs no font and is the same everywhere.
double EstimateTextWidth(std::string_view text, double size);

}  // namespace supreme
