// A member of a JSON object that is a list of texts.
#pragma once

#include <string>
#include <vector>

#include "core/json.h"

namespace supreme {

// kCorruptData with `where` when the member is missing, no list, or holds anything but texts with
// at least one letter. The list may be empty.
std::vector<std::string> JsonTextList(const Json& object, const char* key,
                                      const std::string& where);

}  // namespace supreme
