#include "signal/preprocess.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "core/error.h"
#include "signal/wfdb.h"
#include "tests/signal/ecg_fixture.h"

namespace supreme {
namespace {

const std::filesystem::path kData =
    std::filesystem::path(SUPREME_SOURCE_DIR) / "../shared/data/ptbxl_500";

PreprocessConfig At100Hz(const std::string& normalisation) {
  return {.sample_rate_hz = 100, .window_samples = 1000, .normalisation = normalisation};
}

struct Reference {
  double mean = 0, deviation = 0, low = INFINITY, high = -INFINITY;
};

Reference Measure(std::span<const float> samples) {
  Reference reference;
  for (const float sample : samples) {
    const auto value = static_cast<double>(sample);
    reference.mean += value / static_cast<double>(samples.size());
    reference.low = std::min(reference.low, value);
    reference.high = std::max(reference.high, value);
  }
  for (const float sample : samples) {
    const double difference = static_cast<double>(sample) - reference.mean;
    reference.deviation += difference * difference / static_cast<double>(samples.size());
  }
  reference.deviation = std::sqrt(reference.deviation);
  return reference;
}

TEST(Preprocess, MillivoltsAt500HzAreTheWindowItself) {
  const EcgWindow window = ToWindow(MakeEcg());
  const NetworkInput input = Preprocessor({.normalisation = "mv"}).Prepare(window);
  EXPECT_EQ(input.samples, window.samples_mv);
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const auto samples = std::span(input.samples).subspan(lead * 5000, 5000);
    EXPECT_NEAR(input.lead_log_std[lead], std::log(Measure(samples).deviation), 1e-4);
  }
}

TEST(Preprocess, MinMaxTakesTheRangeOfThePresentLeads) {
  Record record = MakeEcg();
  for (float& sample : record.samples_mv) sample += 2.0f;  // 0 of the missing lead is out of range
  record.lead_names[11] = "missing";
  const EcgWindow window = ToWindow(record);
  const NetworkInput input = Preprocessor(PreprocessConfig{}).Prepare(window);
  const Reference mv = Measure(std::span(window.samples_mv).first(11 * kWindowSamples));
  for (size_t i = 0; i < 11 * kWindowSamples; ++i) {
    const double expected =
        (static_cast<double>(window.samples_mv[i]) - mv.low) / (mv.high - mv.low + 1e-8);
    ASSERT_NEAR(input.samples[i], expected, 1e-6);
    ASSERT_GE(input.samples[i], 0.0f);
    ASSERT_LE(input.samples[i], 1.0f);
  }
  for (size_t i = 11 * kWindowSamples; i < input.samples.size(); ++i) {
    ASSERT_EQ(input.samples[i], 0.0f);
  }
  EXPECT_EQ(input.lead_log_std[11], 0.0f);
}

TEST(Preprocess, RecordScoresHaveUnitDeviationOverTheRecord) {
  const EcgWindow window = ToWindow(MakeEcg());
  const NetworkInput input = Preprocessor(At100Hz("zscore_record")).Prepare(window);
  const Reference all = Measure(input.samples);
  EXPECT_NEAR(all.mean, 0, 1e-5);
  EXPECT_NEAR(all.deviation, 1, 1e-5);
  EXPECT_GT(Measure(std::span(input.samples).first(1000)).deviation, 0);
}

TEST(Preprocess, LeadScoresHaveUnitDeviationPerLead) {
  Record record = MakeEcg();
  std::fill_n(record.samples_mv.begin() + 6 * 5000, 5000, 0.7f);  // flat
  record.lead_names[9] = "missing";
  const NetworkInput input = Preprocessor(At100Hz("zscore_lead")).Prepare(ToWindow(record));
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    const Reference own = Measure(std::span(input.samples).subspan(lead * 1000, 1000));
    EXPECT_NEAR(own.mean, 0, 1e-5);
    EXPECT_NEAR(own.deviation, lead == 6 || lead == 9 ? 0 : 1, 1e-5) << lead;
  }
  EXPECT_NEAR(input.lead_log_std[6], std::log(0.001f), 1e-5);
}

TEST(Preprocess, FlatRecordsNeverDivideByZero) {
  Record record = MakeEcg();
  record.samples_mv.assign(record.samples_mv.size(), 1.5f);
  const EcgWindow window = ToWindow(record);
  for (const char* name : {"minmax_record", "zscore_record", "zscore_lead"}) {
    for (const float sample : Preprocessor(At100Hz(name)).Prepare(window).samples) {
      ASSERT_NEAR(sample, 0.0f, 1e-5f) << name;
    }
  }
}

TEST(Preprocess, BatchBuffersGetTheSameValues) {
  const EcgWindow window = ToWindow(MakeEcg());
  const Preprocessor preprocessor(At100Hz("zscore_record"));
  const NetworkInput alone = preprocessor.Prepare(window);
  std::vector<float> samples(kLeadCount * 1000, 99.0f);
  std::vector<float> deviations(kLeadCount, 99.0f);
  preprocessor.Prepare(window.samples_mv, window.present, samples, deviations);
  EXPECT_EQ(samples, alone.samples);
  EXPECT_TRUE(std::equal(deviations.begin(), deviations.end(), alone.lead_log_std.begin()));
}

TEST(Preprocess, RefusesWindowsBeyondTenSeconds) {
  EXPECT_NO_THROW(Preprocessor(At100Hz("mv")));
  EXPECT_NO_THROW(Preprocessor({.sample_rate_hz = 125, .window_samples = 1250}));
  for (const PreprocessConfig& config :
       {PreprocessConfig{.sample_rate_hz = 100, .window_samples = 1001},
        PreprocessConfig{.sample_rate_hz = 501, .window_samples = 5000},
        PreprocessConfig{.sample_rate_hz = NAN, .window_samples = 100},
        PreprocessConfig{.sample_rate_hz = 100, .window_samples = 0},
        PreprocessConfig{.normalisation = "softmax"}}) {
    try {
      Preprocessor preprocessor(config);
      ADD_FAILURE() << config.sample_rate_hz;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kUsage);
    }
  }
}

// Root mean square of a − b moved by `shift_samples`, which may be a fraction.
double Difference(const NetworkInput& a, const NetworkInput& b, double shift_samples) {
  double sum = 0;
  size_t count = 0;
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    for (size_t i = 20; i < 980; ++i) {
      const size_t at = lead * 1000 + i;
      const double slope = static_cast<double>(b.samples[at + 1] - b.samples[at - 1]) / 2;
      const double difference =
          static_cast<double>(a.samples[at] - b.samples[at]) + shift_samples * slope;
      sum += difference * difference;
      ++count;
    }
  }
  return std::sqrt(sum / static_cast<double>(count));
}

TEST(Preprocess, TheSameEcgAt100And500HzAgrees) {
  const Preprocessor preprocessor(At100Hz("mv"));
  const NetworkInput from_500 = preprocessor.Prepare(ToWindow(MakeEcg(500)));
  const NetworkInput from_100 = preprocessor.Prepare(ToWindow(MakeEcg(100)));
  EXPECT_LT(Difference(from_500, from_100, 0), 0.003);
}

// PTB-XL's own 100 Hz files run 1.25 ms ahead of its 500 Hz files (phase of the cross spectrum, the
// same at every frequency), which is most of the difference that is left.
TEST(Preprocess, PtbXlAt100And500HzAgrees) {
  if (!std::filesystem::exists(kData)) GTEST_SKIP() << "missing: " << kData;
  const Preprocessor preprocessor(At100Hz("mv"));
  double squares = 0;
  double shifted_squares = 0;
  for (int id = 1; id <= 500; ++id) {
    const std::string name = std::string(5 - std::to_string(id).size(), '0') + std::to_string(id);
    const NetworkInput high =
        preprocessor.Prepare(ToWindow(ReadWfdb(kData / "records500/00000" / (name + "_hr.hea"))));
    const NetworkInput low =
        preprocessor.Prepare(ToWindow(ReadWfdb(kData / "records100/00000" / (name + "_lr.hea"))));
    squares += std::pow(Difference(high, low, 0), 2) / 500;
    shifted_squares += std::pow(Difference(high, low, 0.125), 2) / 500;
  }
  RecordProperty("rms_uv", std::to_string(1000 * std::sqrt(squares)));
  RecordProperty("rms_without_shift_uv", std::to_string(1000 * std::sqrt(shifted_squares)));
  EXPECT_LT(std::sqrt(squares), 0.022);
  EXPECT_LT(std::sqrt(shifted_squares), 0.0095);
}

}  // namespace
}  // namespace supreme
