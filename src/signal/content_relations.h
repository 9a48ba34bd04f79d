// The part of signal/content_check.h that compares leads with each other.
#pragma once

#include <array>
#include <optional>

#include "signal/content_check.h"
#include "signal/leads.h"

namespace supreme {

// Index into the record of each of the twelve leads.
using LeadMap = std::array<std::optional<size_t>, kLeadCount>;

// Adds "limb_identity", "lead_order", "electrode", "arm_reversal" and "chest_order" to
// `quality.problems`; reads `quality.leads` and the problems found so far.
void CheckRelations(const Record& record, const LeadMap& leads, RecordQuality& quality);

}  // namespace supreme
