#include "signal/leads.h"

#include "core/numbers.h"

namespace supreme {

std::optional<size_t> LeadIndex(std::string_view name) {
  const std::string wanted = AsciiLower(Trim(name));
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (wanted == AsciiLower(kLeadNames[lead])) return lead;
  }
  return std::nullopt;
}

}  // namespace supreme
