// The AHA/ACC/HRS statement codes of the SPH database as SNOMED CT codes.
#pragma once

#include <string_view>
#include <vector>

#include "data/pack_tables.h"

namespace supreme {

// "22;50+346" → SNOMED CT codes of the statements, each once. Statements are joined by ';', their
// modifiers by '+'; a statement is looked up with its modifiers. What has no SNOMED CT code in the
// published table (68 statements occur in SPH, 23 have one) stays as "AHA:145+362". kCorruptData
// with `where` for anything that is no list of numbers.
//
// Table: AHA_SNOMED_mapping.csv of UTU-Health-Research/dl-ecg-classifier (MIT). Statements: Mason
// et al. 2007, doi:10.1016/j.jacc.2007.01.025. SPH: Liu et al. 2022,
// doi:10.1038/s41597-022-01403-5.
std::vector<PackCode> ReadAhaStatements(std::string_view text, std::string_view where);

}  // namespace supreme
