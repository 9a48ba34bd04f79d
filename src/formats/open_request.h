// What supreme asks supreme-open for: the JSON that is its only argument.
#pragma once

#include <string>
#include <string_view>

#include "formats/format.h"
#include "formats/read_options.h"

namespace supreme::formats {

struct OpenRequest {
  Format format = Format::kUnknown;
  std::string source_path;  // for the record's id and errors; it is not opened
  ReadOptions read;         // record_index is the first record wanted
  size_t count = 1;         // how many, fewer at the end of the file; 0 = the ids of all
};

std::string EncodeRequest(const OpenRequest& request);
// kUsage when it is no request.
OpenRequest ParseRequest(std::string_view text);

}  // namespace supreme::formats
