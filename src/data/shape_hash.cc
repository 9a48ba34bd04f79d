#include "data/shape_hash.h"

#include <charconv>
#include <string>

#include "core/hash.h"
#include "signal/leads.h"

namespace supreme {
namespace {

// Four signs in a byte: 0 = equal (or no value), 1 = up, 2 = down.
bool AppendSigns(std::span<const float> lead, std::string& bytes) {
  bool changes = false;
  unsigned packed = 0;
  for (size_t i = 1; i < lead.size(); ++i) {
    const unsigned sign = lead[i] > lead[i - 1] ? 1U : lead[i] < lead[i - 1] ? 2U : 0U;
    changes = changes || sign != 0U;
    packed = packed << 2U | sign;
    if (i % 4 == 0) bytes.push_back(static_cast<char>(packed & 0xFFU));
  }
  bytes.push_back(static_cast<char>(packed & 0xFFU));
  return changes;
}

uint64_t FromHex(std::string_view digits) {
  uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

}  // namespace

std::optional<ShapeHash> HashShape(const Record& record) {
  std::array<std::optional<size_t>, kLeadCount> leads;
  for (size_t i = 0; i < record.lead_names.size(); ++i) {
    if (const auto lead = LeadIndex(record.lead_names[i])) leads[*lead] = i;
  }
  std::string bytes = std::to_string(record.sample_count);
  bool changes = false;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (!leads[lead]) continue;
    bytes.push_back(static_cast<char>('A' + lead));
    changes = AppendSigns(record.Lead(*leads[lead]), bytes) || changes;
  }
  if (!changes) return std::nullopt;
  const std::string hash = Sha256(bytes);
  return ShapeHash{FromHex(std::string_view(hash).substr(0, 16)),
                   FromHex(std::string_view(hash).substr(16, 16))};
}

}  // namespace supreme
