#include "synth/recorder/faults.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

namespace supreme {
namespace {

constexpr size_t kSamples = 1000;

Recording Waves() {
  Recording recording;
  recording.leads_uv.resize(kLeadCount * kSamples);
  for (size_t i = 0; i < recording.leads_uv.size(); ++i) {
    recording.leads_uv[i] = static_cast<int32_t>(1000.0 * std::sin(0.1 * static_cast<double>(i)));
  }
  return recording;
}

size_t CountAtExtremes(const Recording& recording, size_t lead) {
  const auto first = recording.leads_uv.begin() + static_cast<std::ptrdiff_t>(lead * kSamples);
  const auto [low, high] = std::minmax_element(first, first + kSamples);
  return static_cast<size_t>(std::count(first, first + kSamples, *low) +
                             std::count(first, first + kSamples, *high));
}

TEST(Faults, FlatLeadsEndInOneLevelAndOnlyThey) {
  const Recording before = Waves();
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Recording recording = Waves();
    Rng rng(seed);
    FlattenLeads(rng, recording);
    const auto& flat = recording.faults.flat_leads;
    ASSERT_FALSE(flat.empty());
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      const size_t start = lead * kSamples;
      const bool noted = std::find(flat.begin(), flat.end(), lead) != flat.end();
      const bool same = std::equal(recording.leads_uv.begin() + static_cast<int>(start),
                                   recording.leads_uv.begin() + static_cast<int>(start + kSamples),
                                   before.leads_uv.begin() + static_cast<int>(start));
      EXPECT_EQ(noted, !same) << "seed " << seed << " lead " << lead;
    }
  }
}

TEST(Faults, ClippedLeadsStayAtTheirLimit) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Recording recording = Waves();
    Rng rng(seed);
    ClipLeads(rng, recording);
    ASSERT_FALSE(recording.faults.clipped_leads.empty());
    for (const size_t lead : recording.faults.clipped_leads) {
      EXPECT_GT(CountAtExtremes(recording, lead), kSamples / 4);
    }
  }
}

TEST(Faults, NotesALeadOnce) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Recording recording = Waves();
    Rng rng(seed);
    ClipLeads(rng, recording);
    auto leads = recording.faults.clipped_leads;
    EXPECT_TRUE(std::is_sorted(leads.begin(), leads.end()));
    EXPECT_EQ(std::adjacent_find(leads.begin(), leads.end()), leads.end());
  }
}

}  // namespace
}  // namespace supreme
