// schemas/extraction.json, compiled in, applied to JSON from stores and foreign extractors.
#pragma once

#include <string_view>

#include "core/json.h"

namespace supreme {

// kCorruptData with `where`, the place inside the JSON and what the schema wants there.
void CheckExtractionSchema(const Json& json, std::string_view where);

}  // namespace supreme
