// Text from foreign files made fit for one line of output.
#pragma once

#include <string>
#include <string_view>

namespace supreme::formats {

// UTF-8 stays, anything else is read as ISO 8859-1; control characters become blanks; blanks at
// both ends go; at most 1,000 bytes are kept.
std::string PlainText(std::string_view text);

// True for valid UTF-8 of at most `max_bytes` without control characters.
bool IsPlainText(std::string_view text, size_t max_bytes);

// The file's name without folder and ending, for the record's id.
std::string StemOf(std::string_view source_path);

}  // namespace supreme::formats
