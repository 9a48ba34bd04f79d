// ECG terms of a user's own SNOMED CT (licence of SNOMED International): a description file of
// release format 2, tab-separated with a header line (SNOMED CT Release File Specifications).
#pragma once

#include <filesystem>

#include "vocab/term_collector.h"

namespace supreme {

// Active English descriptions that pass `is_wanted`; one term per concept with code "snomed", named
// by its fully specified name without the tag in brackets, of the tags finding, disorder,
// "observable entity" and "morphologic abnormality". Bad lines are counted, never fatal.
// kCorruptData when the header is another one. Errors of VisitDictionary.
DictionaryTerms ReadSnomedTerms(const std::filesystem::path& descriptions,
                                const IsTermWanted& is_wanted = IsEcgTerm);

}  // namespace supreme
