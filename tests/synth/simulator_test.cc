#include "synth/simulator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/expect_error.h"

namespace supreme {
namespace {

TEST(Simulator, MakesTheSameRecordFromTheSameSeed) {
  const SimulatedRecord a = Simulate(Rng(5), {});
  const SimulatedRecord b = Simulate(Rng(5), {});
  EXPECT_EQ(a.record.samples_mv, b.record.samples_mv);
  EXPECT_EQ(a.report, b.report);
  EXPECT_NE(a.record.samples_mv, Simulate(Rng(6), {}).record.samples_mv);
}

TEST(Simulator, WritesTheReportOfTheSameSignal) {
  const SimulatedSignal signal = SimulateSignal(Rng(9), {});
  const SimulatedRecord record = Simulate(Rng(9), {});
  EXPECT_EQ(record.truth.diagnosis.findings, signal.truth.diagnosis.findings);
  ASSERT_EQ(record.record.samples_mv.size(), signal.leads_uv.size());
  EXPECT_FLOAT_EQ(record.record.samples_mv[777],
                  static_cast<float>(signal.leads_uv[777]) / 1000.0F);
  EXPECT_FALSE(record.report.empty());
}

TEST(Simulator, KeepsLengthRateAndFiniteSamples) {
  for (const double rate_hz : {100.0, 250.0, 500.0, 1000.0}) {
    SimulatorOptions options;
    options.sample_rate_hz = rate_hz;
    options.duration_s = 7.0;
    const SimulatedRecord simulated = Simulate(Rng(3), options);
    EXPECT_EQ(simulated.record.sample_count, static_cast<size_t>(7.0 * rate_hz));
    EXPECT_EQ(simulated.record.samples_mv.size(), 12 * simulated.record.sample_count);
    EXPECT_TRUE(std::all_of(simulated.record.samples_mv.begin(), simulated.record.samples_mv.end(),
                            [](float value) { return std::abs(value) < 33.0F; }));
  }
}

TEST(Simulator, ShowsTheDiagnosisThatWasAskedFor) {
  SimulatorOptions options;
  options.diagnosis = MakeDiagnosis({Finding::kRbbb, Finding::kLafb}, 0.5);
  const SimulatedSignal signal = SimulateSignal(Rng(1), options);
  EXPECT_TRUE(signal.truth.diagnosis.Has(Finding::kRbbb));
  EXPECT_GE(signal.truth.measurements.qrs_ms, 120.0);
  EXPECT_LT(signal.truth.measurements.qrs_axis_degrees, -30.0);
}

TEST(Simulator, RefusesOptionsOutsideTheirLimits) {
  SimulatorOptions options;
  options.duration_s = 1.0;
  ExpectError(ErrorCode::kInvalidInput, "duration", [&] { Simulate(Rng(1), options); });
  options = {};
  options.recorder.noise_level = std::nan("");
  ExpectError(ErrorCode::kInvalidInput, "noise", [&] { Simulate(Rng(1), options); });
  options = {};
  options.diagnosis.emplace();  // no base rhythm
  ExpectError(ErrorCode::kInvalidInput, "no one heart", [&] { Simulate(Rng(1), options); });
}

}  // namespace
}  // namespace supreme
