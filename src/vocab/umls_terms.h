// ECG terms of a user's own UMLS (licence of the National Library of Medicine): MRCONSO.RRF, one
// name per line, 18 fields each followed by '|' (UMLS Reference Manual, table B.3.1).
#pragma once

#include <filesystem>

#include "vocab/term_collector.h"

namespace supreme {

// English names that are not suppressed and pass `is_wanted`; one term per CUI with code "umls",
// named by its preferred name. Lines that are not of that form are counted, never fatal, unless no
// line is: kCorruptData (another file was given). Errors of VisitDictionary.
DictionaryTerms ReadUmlsTerms(const std::filesystem::path& mrconso,
                              const IsTermWanted& is_wanted = IsEcgTerm);

}  // namespace supreme
