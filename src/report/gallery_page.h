// The most confident mistakes of a model as one HTML page: each ECG on paper, its scores, labels
// and report.
#pragma once

#include <string>

#include "eval/gallery.h"

namespace supreme {

// No script, no request to anywhere, light and dark. Texts of records are escaped and cut.
std::string BuildGalleryPage(const Gallery& gallery);

}  // namespace supreme
