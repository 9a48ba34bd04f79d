#include "synth/recorder/faults.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace supreme {
namespace {

std::span<int32_t> LeadRow(Recording& recording, size_t lead) {
  const size_t samples = recording.leads_uv.size() / kLeadCount;
  return std::span(recording.leads_uv).subspan(lead * samples, samples);
}

// Mostly a chest lead: its electrode is one lead's business.
size_t DrawLead(Rng& rng) { return rng.Bernoulli(0.7) ? 6 + rng.Index(6) : rng.Index(kLeadCount); }

void Note(size_t lead, std::vector<size_t>& leads) {
  const auto place = std::lower_bound(leads.begin(), leads.end(), lead);
  if (place == leads.end() || *place != lead) leads.insert(place, lead);
}

}  // namespace

void FlattenLeads(Rng& rng, Recording& recording) {
  for (uint64_t left = rng.Bernoulli(0.8) ? 1 : 2; left > 0; --left) {
    const size_t lead = DrawLead(rng);
    const std::span<int32_t> row = LeadRow(recording, lead);
    const size_t start = rng.Bernoulli(0.65) ? 0 : rng.Index(row.size());
    const int32_t level_uv =
        rng.Bernoulli(0.6) ? 0 : static_cast<int32_t>(rng.Uniform(-1500.0, 1500.0));
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(start), row.end(), level_uv);
    Note(lead, recording.faults.flat_leads);
  }
}

void ClipLeads(Rng& rng, Recording& recording) {
  const double share = rng.Uniform(0.35, 0.8);
  for (uint64_t left = 1 + rng.Index(4); left > 0; --left) {
    const size_t lead = DrawLead(rng);
    const std::span<int32_t> row = LeadRow(recording, lead);
    int32_t peak_uv = 0;
    for (const int32_t value : row) peak_uv = std::max(peak_uv, std::abs(value));
    const auto limit_uv = static_cast<int32_t>(share * peak_uv);
    if (limit_uv == 0) continue;
    for (int32_t& value : row) value = std::clamp(value, -limit_uv, limit_uv);
    Note(lead, recording.faults.clipped_leads);
  }
}

}  // namespace supreme
