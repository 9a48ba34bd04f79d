#include "signal/window_record.h"

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(WindowRecord, HoldsTheLeadsThatArePresentAndTheSamplesAskedFor) {
  EcgWindow window;
  window.samples_mv.assign(kLeadCount * kWindowSamples, 0.0f);
  window.present.fill(0);
  for (const size_t lead : {1, 11}) {
    window.present[lead] = 1;
    for (size_t s = 0; s < kWindowSamples; ++s) {
      window.samples_mv[lead * kWindowSamples + s] = static_cast<float>(lead * 10'000 + s);
    }
  }
  const Record record = RecordOfWindow(window, 3);
  EXPECT_EQ(record.lead_names, (std::vector<std::string>{"II", "V6"}));
  EXPECT_EQ(record.sample_rate_hz, 500.0);
  EXPECT_EQ(record.sample_count, 3u);
  EXPECT_EQ(record.samples_mv,
            (std::vector<float>{10'000, 10'001, 10'002, 110'000, 110'001, 110'002}));
}

TEST(WindowRecord, RefusesMoreSamplesThanAWindowHas) {
  EcgWindow window;
  window.samples_mv.assign(kLeadCount * kWindowSamples, 0.0f);
  ExpectError(ErrorCode::kInternal, "sample_count",
              [&] { RecordOfWindow(window, kWindowSamples + 1); });
}

}  // namespace
}  // namespace supreme
