// The picture of a recording, for every verb that draws one.
#pragma once

#include <string>

#include "signal/record.h"

namespace supreme {

// Draws the first 10 s of `record` on ECG paper and writes the picture to `output`, whose ending
// (.svg, .png, .pdf) decides the format. `layout` is one of EcgLayoutNames(). Warnings about the
// record go to stderr. Errors: kUsage (ending, layout), kInvalidInput (a record without leads),
// kIo.
void WriteEcgPicture(const Record& record, const std::string& layout, const std::string& output);

}  // namespace supreme
