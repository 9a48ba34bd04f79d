#include "synth/recorder/recorder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/error.h"

namespace supreme {
namespace {

constexpr double kRateHz = 500.0;

CleanLeads Beats(size_t samples) {
  CleanLeads clean;
  for (size_t lead = 0; lead < clean.size(); ++lead) {
    clean[lead].assign(samples, 0.0F);
    for (size_t t = 0; t < samples; ++t) {
      const double from_peak_ms = 2.0 * (static_cast<double>(t % 400) - 200.0);
      clean[lead][t] = static_cast<float>((0.2 + 0.1 * static_cast<double>(lead)) *
                                          std::exp(-from_peak_ms * from_peak_ms / 450.0));
    }
  }
  return clean;
}

int32_t At(const Recording& recording, size_t lead, size_t t) {
  return recording.leads_uv[lead * (recording.leads_uv.size() / kLeadCount) + t];
}

double Correlation(const Recording& recording, size_t lead, const std::vector<float>& clean) {
  double xy = 0.0, xx = 0.0, yy = 0.0, x = 0.0, y = 0.0;
  const auto n = static_cast<double>(clean.size());
  for (size_t t = 0; t < clean.size(); ++t) {
    const double a = At(recording, lead, t);
    const double b = clean[t];
    x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
  }
  return (xy - x * y / n) / std::sqrt((xx - x * x / n) * (yy - y * y / n));
}

TEST(Recorder, LevelZeroGivesTheCleanTwelveLeads) {
  const CleanLeads clean = Beats(5000);
  Rng rng(1);
  const Recording recording = RecordLeads(clean, kRateHz, {}, {.noise_level = 0.0}, rng);
  ASSERT_EQ(recording.leads_uv.size(), 12 * 5000);
  for (size_t t = 0; t < 5000; ++t) {
    const double first = 1000.0 * clean[0][t];
    const double second = 1000.0 * clean[1][t];
    ASSERT_NEAR(At(recording, 0, t), first, 0.51);
    ASSERT_NEAR(At(recording, 1, t), second, 0.51);
    ASSERT_NEAR(At(recording, 2, t), second - first, 1.01);
    ASSERT_NEAR(At(recording, 3, t), -(first + second) / 2.0, 1.01);
    ASSERT_NEAR(At(recording, 4, t), first - second / 2.0, 1.51);
    ASSERT_NEAR(At(recording, 5, t), second - first / 2.0, 1.51);
    ASSERT_NEAR(At(recording, 11, t), 1000.0 * clean[7][t], 0.51);
  }
}

TEST(Recorder, LimbLeadIdentitiesHoldWithNoise) {
  const CleanLeads clean = Beats(3000);
  Rng rng(2);
  for (int i = 0; i < 100; ++i) {
    const Recording r = RecordLeads(clean, kRateHz, {}, {.fault_share = 0.0}, rng);
    for (size_t t = 0; t < 3000; ++t) {
      const int32_t first = At(r, 0, t);
      const int32_t second = At(r, 1, t);
      ASSERT_EQ(At(r, 2, t), second - first);
      ASSERT_LE(std::abs(2 * At(r, 3, t) + first + second), 1);
      ASSERT_LE(std::abs(2 * At(r, 4, t) - 2 * first + second), 1);
      ASSERT_LE(std::abs(2 * At(r, 5, t) - 2 * second + first), 1);
    }
  }
}

TEST(Recorder, TheHeartStaysVisible) {
  const CleanLeads clean = Beats(5000);
  Rng rng(3);
  std::vector<double> correlations;
  for (int i = 0; i < 200; ++i) {
    const Recording r = RecordLeads(clean, kRateHz, {}, {.fault_share = 0.0}, rng);
    correlations.push_back(Correlation(r, 10, clean[6]));
  }
  std::sort(correlations.begin(), correlations.end());
  EXPECT_GT(correlations[100], 0.9);
  EXPECT_LT(correlations[10], 0.9);  // some are awful
}

TEST(Recorder, SameSeedGivesTheSameBytesInAnyThread) {
  const CleanLeads clean = Beats(5000);
  const auto record = [&](uint64_t seed) {
    Rng rng(seed);
    return RecordLeads(clean, kRateHz, {}, {}, rng).leads_uv;
  };
  const std::vector<int32_t> here = record(5);
  record(6);  // leaves its noise in the workspace
  EXPECT_EQ(record(5), here);
  EXPECT_NE(record(6), here);
  std::vector<int32_t> there;
  std::thread([&] { there = record(5); }).join();
  EXPECT_EQ(there, here);
}

TEST(Recorder, OneGeneratorGivesDifferentRecordings) {
  const CleanLeads clean = Beats(1000);
  Rng rng(1);
  const auto first = RecordLeads(clean, kRateHz, {}, {}, rng).leads_uv;
  EXPECT_NE(RecordLeads(clean, kRateHz, {}, {}, rng).leads_uv, first);
}

TEST(Recorder, FaultsComeAtTheirShareAndAreNoted) {
  const CleanLeads clean = Beats(1000);
  Rng rng(7);
  int flat = 0, clipped = 0, loose = 0;
  for (int i = 0; i < 600; ++i) {
    const RecordingFaults faults =
        RecordLeads(clean, kRateHz, {}, {.fault_share = 0.5}, rng).faults;
    flat += faults.flat_leads.empty() ? 0 : 1;
    clipped += faults.clipped_leads.empty() ? 0 : 1;
    loose += faults.loose ? 1 : 0;
  }
  EXPECT_NEAR(flat + clipped + loose, 300, 60);
  for (const int count : {flat, clipped, loose}) EXPECT_GT(count, 60);
}

TEST(Recorder, ArmReversalMirrorsLeadOne) {
  const CleanLeads clean = Beats(2000);
  Diagnosis diagnosis;
  diagnosis.Add(Finding::kArmReversal, 0.5);
  Rng rng(1);
  const Recording r = RecordLeads(clean, kRateHz, diagnosis, {.noise_level = 0.0}, rng);
  EXPECT_NEAR(At(r, 0, 200), -1000.0 * clean[0][200], 1.0);
  EXPECT_NEAR(At(r, 6, 200), 1000.0 * clean[2][200], 1.0);
}

TEST(Recorder, ServesEverySampleRateAndLength) {
  for (const auto& [rate_hz, samples] :
       {std::pair{100.0, 500}, {100.0, 12000}, {250.0, 1}, {400.0, 63}, {1000.0, 120000}}) {
    const CleanLeads clean = Beats(static_cast<size_t>(samples));
    Rng rng(8);
    for (int i = 0; i < 5; ++i) {
      const Recording r = RecordLeads(clean, rate_hz, {}, {.fault_share = 0.5}, rng);
      EXPECT_EQ(r.leads_uv.size(), 12 * static_cast<size_t>(samples));
    }
  }
}

TEST(Recorder, RejectsUnevenLeadsAndUnknownRates) {
  CleanLeads clean = Beats(1000);
  Rng rng(1);
  EXPECT_THROW(RecordLeads(clean, 50.0, {}, {}, rng), Error);
  EXPECT_THROW(RecordLeads(clean, std::nan(""), {}, {}, rng), Error);
  EXPECT_THROW(RecordLeads({}, kRateHz, {}, {}, rng), Error);
  clean[3].pop_back();
  EXPECT_THROW(RecordLeads(clean, kRateHz, {}, {}, rng), Error);
}

}  // namespace
}  // namespace supreme
