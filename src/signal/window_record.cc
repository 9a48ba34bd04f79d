#include "signal/window_record.h"

#include <span>

#include "core/error.h"

namespace supreme {

Record RecordOfWindow(const EcgWindow& window, size_t sample_count) {
  SUPREME_CHECK(sample_count <= kWindowSamples);
  Record record;
  record.sample_rate_hz = kWindowRateHz;
  record.sample_count = sample_count;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    if (window.present[lead] == 0) continue;
    record.lead_names.emplace_back(kLeadNames[lead]);
    const auto samples = std::span(window.samples_mv).subspan(lead * kWindowSamples, sample_count);
    record.samples_mv.insert(record.samples_mv.end(), samples.begin(), samples.end());
  }
  return record;
}

}  // namespace supreme
