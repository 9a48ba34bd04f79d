// A dataset whose table fits into memory, as an import that can go on.
#pragma once

#include <vector>

#include "core/json.h"
#include "data/import_pipeline.h"

namespace supreme {

// Writes the records of `items`, which lie below `dir`, as a pack in their order
// (sharded_import.h). Of items with the same record id only the first is taken. `facts` (importer,
// options) becomes part of pack.json. Errors as in importer.h.
ImportSummary ImportItems(const std::vector<ImportItem>& items, const std::filesystem::path& dir,
                          const std::filesystem::path& out, const ImportOptions& options,
                          OrderedJson facts);

}  // namespace supreme
