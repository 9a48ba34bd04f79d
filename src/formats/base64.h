// Base64 (RFC 4648, section 4) as XML carries it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace supreme::formats {

// Blanks and line breaks are skipped. kCorruptData for other letters, a length that no bytes have
// and text after the padding.
std::vector<std::byte> DecodeBase64(std::string_view text, std::string_view where);

}  // namespace supreme::formats
