#include "signal/window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

double RmsDifference(const EcgWindow& a, const EcgWindow& b, size_t lead) {
  double sum = 0;
  for (size_t i = 0; i < kWindowSamples; ++i) {
    const double difference = static_cast<double>(a.samples_mv[lead * kWindowSamples + i] -
                                                  b.samples_mv[lead * kWindowSamples + i]);
    sum += difference * difference;
  }
  return std::sqrt(sum / kWindowSamples);
}

std::string Failure(const Record& record, const WindowOptions& options = {}) {
  try {
    ToWindow(record, options);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInvalidInput);
    return error.what();
  }
  return "accepted";
}

TEST(Window, AStandardRecordPassesUnchanged) {
  const Record record = MakeEcg();
  const EcgWindow window = ToWindow(record);
  EXPECT_EQ(window.samples_mv, record.samples_mv);
  EXPECT_EQ(std::accumulate(window.present.begin(), window.present.end(), 0), 12);
  EXPECT_EQ(std::accumulate(window.flat.begin(), window.flat.end(), 0), 0);
  EXPECT_TRUE(window.warnings.empty()) << window.warnings[0];
}

TEST(Window, LeadsAreMatchedByNameInAnyOrder) {
  const Record record = MakeEcg();
  Record reversed = record;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const size_t source = kLeadCount - 1 - lead;
    reversed.lead_names[lead] = " " + record.lead_names[source] + " ";
    for (char& c : reversed.lead_names[lead]) c = static_cast<char>(std::tolower(c));
    std::copy_n(
        record.Lead(source).begin(), record.sample_count,
        reversed.samples_mv.begin() + static_cast<std::ptrdiff_t>(lead * record.sample_count));
  }
  EXPECT_EQ(ToWindow(reversed).samples_mv, ToWindow(record).samples_mv);
}

// Leads that change places in the file, names and samples, change nothing.
TEST(Window, EveryPairOfLeadsMayChangePlaces) {
  const Record record = MakeEcg();
  const EcgWindow expected = ToWindow(record);
  for (size_t a = 0; a < kLeadCount; ++a) {
    for (size_t b = a + 1; b < kLeadCount; ++b) {
      Record swapped = record;
      std::swap(swapped.lead_names[a], swapped.lead_names[b]);
      const auto place = [&](size_t lead) {
        return swapped.samples_mv.begin() + static_cast<std::ptrdiff_t>(lead * record.sample_count);
      };
      std::swap_ranges(place(a), place(a + 1), place(b));
      EXPECT_EQ(ToWindow(swapped).samples_mv, expected.samples_mv)
          << kLeadNames[a] << " and " << kLeadNames[b];
    }
  }
}

// One sample more or less than ten seconds, as recorders round them.
TEST(Window, ASampleMoreOrLessChangesNoOther) {
  const Record record = MakeEcg();
  const EcgWindow expected = ToWindow(record);
  for (const size_t count : {size_t{4999}, size_t{5001}}) {
    Record other = record;
    other.sample_count = count;
    other.samples_mv.clear();
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      for (size_t i = 0; i < count; ++i) {
        other.samples_mv.push_back(record.Lead(lead)[std::min(i, size_t{4999})]);
      }
    }
    const EcgWindow window = ToWindow(other);
    for (size_t i = 0; i < window.samples_mv.size(); ++i) {
      if (count == 4999 && i % kWindowSamples == 4999) continue;
      ASSERT_EQ(window.samples_mv[i], expected.samples_mv[i]) << count << " samples, " << i;
    }
  }
}

TEST(Window, MissingLeadsStayZeroAndAreNamed) {
  Record record = MakeEcg();
  record.lead_names[2] = "MLII";
  const EcgWindow window = ToWindow(record);
  EXPECT_EQ(window.present[2], 0);
  for (size_t i = 0; i < kWindowSamples; ++i) {
    ASSERT_EQ(window.samples_mv[2 * kWindowSamples + i], 0);
  }
  EXPECT_TRUE(Mentions(window.warnings, "lead III is missing"));
}

TEST(Window, RefusesRecordsThatHoldNoEcg) {
  Record record = MakeEcg();
  record.lead_names.assign(12, "EEG");
  EXPECT_NE(Failure(record).find("it has: EEG, EEG"), std::string::npos);
  record = MakeEcg();
  record.lead_names[3] = "v6";
  EXPECT_NE(Failure(record).find("lead V6 is there twice"), std::string::npos);
  record = MakeEcg();
  record.samples_mv.assign(record.samples_mv.size(), std::nanf(""));
  EXPECT_NE(Failure(record).find("all leads are empty"), std::string::npos);
  EXPECT_NE(Failure(Record{}).find("no samples"), std::string::npos);
  record = MakeEcg();
  record.samples_mv.pop_back();
  EXPECT_NE(Failure(record).find("leads × sample count"), std::string::npos);
  for (const double rate_hz : {0.0, 49.0, 10'001.0, -500.0, std::nan("")}) {
    record = MakeEcg();
    record.sample_rate_hz = rate_hz;
    EXPECT_NE(Failure(record).find("sampling rate"), std::string::npos) << rate_hz;
  }
  for (const double duration_sec : {0.0, -1.0, 10.5, std::nan("")}) {
    EXPECT_NE(Failure(MakeEcg(), {.max_duration_sec = duration_sec}).find("duration"),
              std::string::npos);
  }
}

TEST(Window, InvalidSamplesAreRepaired) {
  Record record = MakeEcg();
  const float left = record.samples_mv[100];
  record.samples_mv[101] = std::nanf("");
  record.samples_mv[102] = INFINITY;
  const EcgWindow window = ToWindow(record);
  for (const float sample : window.samples_mv) ASSERT_TRUE(std::isfinite(sample));
  EXPECT_NEAR(window.samples_mv[101], left, 0.05f);
  EXPECT_TRUE(Mentions(window.warnings, "lead I had 2 samples"));
}

TEST(Window, ALeadWithoutValidSamplesIsMissing) {
  Record record = MakeEcg();
  std::fill_n(record.samples_mv.begin() + 6 * 5000, 5000, std::nanf(""));
  const EcgWindow window = ToWindow(record);
  EXPECT_EQ(window.present[6], 0);
  EXPECT_EQ(window.samples_mv[6 * kWindowSamples], 0);
  EXPECT_TRUE(Mentions(window.warnings, "lead V1 has no valid sample"));
}

TEST(Window, FlatLeadsAreFlagged) {
  Record record = MakeEcg();
  std::fill_n(record.samples_mv.begin() + 7 * 5000, 5000, 0.3f);
  const EcgWindow window = ToWindow(record);
  EXPECT_EQ(window.present[7], 1);
  EXPECT_EQ(window.flat[7], 1);
  EXPECT_EQ(window.samples_mv[8 * kWindowSamples - 1], 0.3f);
  EXPECT_TRUE(Mentions(window.warnings, "lead V2 is flat"));
  record.samples_mv.assign(record.samples_mv.size(), 0.0f);
  const EcgWindow empty = ToWindow(record);
  EXPECT_EQ(std::accumulate(empty.flat.begin(), empty.flat.end(), 0), 12);
}

TEST(Window, EveryRateGivesTheSameWindow) {
  const EcgWindow native = ToWindow(MakeEcg());
  for (const double rate_hz : {100.0, 200.0, 250.0, 257.0, 360.0, 400.0, 1000.0, 2000.0, 256.41}) {
    const EcgWindow window = ToWindow(MakeEcg(rate_hz));
    for (size_t lead = 0; lead < kLeadCount; ++lead) {
      EXPECT_LT(RmsDifference(window, native, lead), rate_hz < 200 ? 4e-3 : 2e-3)
          << rate_hz << " Hz, " << kLeadNames[lead];
    }
    EXPECT_TRUE(window.warnings.empty()) << rate_hz << ": " << window.warnings[0];
  }
}

TEST(Window, LongRecordsAreCutAtTheStartOrInTheMiddle) {
  const Record record = MakeEcg(500, 31);
  const EcgWindow first = ToWindow(record);
  EXPECT_EQ(first.samples_mv[4999], record.samples_mv[4999]);
  const EcgWindow center = ToWindow(record, {.crop = CropRule::kCenter});
  EXPECT_EQ(center.samples_mv[0], record.samples_mv[(15500 - 5000) / 2]);
  const EcgWindow resampled = ToWindow(MakeEcg(1000, 31), {.crop = CropRule::kCenter});
  EXPECT_LT(RmsDifference(resampled, center, 1), 2e-3);
}

TEST(Window, ShortRecordsAndShortWindowsArePadded) {
  const Record record = MakeEcg(500, 4);
  const EcgWindow window = ToWindow(record);
  EXPECT_EQ(window.samples_mv[1999], record.samples_mv[1999]);
  for (size_t i = 2000; i < kWindowSamples; ++i) ASSERT_EQ(window.samples_mv[i], 0);
  const EcgWindow half = ToWindow(MakeEcg(), {.max_duration_sec = 5});
  EXPECT_NE(half.samples_mv[kWindowSamples + 2200], 0) << "the fifth beat";
  for (size_t i = 2500; i < kWindowSamples; ++i) ASSERT_EQ(half.samples_mv[i], 0);
  EXPECT_TRUE(half.warnings.empty());
  for (const size_t count : {1u, 2u, 4999u, 5001u}) {
    Record odd = MakeEcg(500, static_cast<double>(count) / 500);
    ASSERT_EQ(odd.sample_count, count);
    const EcgWindow cut = ToWindow(odd);
    EXPECT_EQ(cut.samples_mv[std::min(count, kWindowSamples) - 1],
              odd.samples_mv[std::min(count, kWindowSamples) - 1]);
  }
}

TEST(Window, OnlyTheStretchInUseDecidesAboutALead) {
  Record record = MakeEcg(500, 30);
  std::fill_n(record.samples_mv.begin(), 5000, std::nanf(""));
  EXPECT_EQ(ToWindow(record).present[0], 0);
  EXPECT_EQ(ToWindow(record, {.crop = CropRule::kCenter}).present[0], 1);
}

}  // namespace
}  // namespace supreme
