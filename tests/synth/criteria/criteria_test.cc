// Every finding, simulated at three severities without and with noise, shows its defining signs on
// the traces; normal ECGs do not.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "tests/synth/criteria/reading.h"

namespace supreme::criteria {
namespace {

constexpr size_t kPatients = 20;
constexpr size_t kNormalPatients = 100;

std::vector<Criterion> AllCriteria() {
  std::vector<Criterion> all;
  for (const auto part :
       {RhythmCriteria(), ExtraBeatCriteria(), ConductionCriteria(), ChamberCriteria(),
        AxisCriteria(), InfarctCriteria(), StCriteria(), RepolarisationCriteria()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

Reading SimulateAndMeasure(Finding finding, double severity, double noise_level, size_t patient) {
  SimulatorOptions options;
  options.recorder.noise_level = noise_level;
  options.recorder.fault_share = 0.0;
  options.diagnosis = MakeDiagnosis({finding}, severity);
  const SimulatedSignal signal = SimulateSignal(Rng(2024).Fork(patient), options);
  std::vector<float> samples_mv(signal.leads_uv.size());
  std::transform(signal.leads_uv.begin(), signal.leads_uv.end(), samples_mv.begin(),
                 [](int32_t uv) { return static_cast<float>(uv) / 1000.0F; });
  const std::vector<uint8_t> present(kLeadCount, 1);
  return {MeasureEcg(samples_mv, present, options.sample_rate_hz).measurements, signal.truth};
}

// For the message of a failure: what was read, and what the simulator meant.
std::string Describe(const Reading& reading, size_t patient) {
  const auto numbers = [](const EcgMeasurements& m) {
    char text[160];
    std::snprintf(text, sizeof text,
                  "rate %.0f RR %.0f-%.0f P %.0f PR %.0f QRS %.0f QTc %.0f axis %.0f wide %.0f",
                  m.ventricular_rate_bpm, m.shortest_rr_ms, m.longest_rr_ms, m.p_ms, m.pr_ms,
                  m.qrs_ms, m.qtc_ms, m.qrs_axis_degrees, m.wide_beat_count);
    return std::string(text);
  };
  std::string text = "patient " + std::to_string(patient) + ", read: " + numbers(reading.m) +
                     "\n  meant: " + numbers(reading.truth.measurements) + "\n";
  for (size_t lead = 0; lead < kLeadCount; ++lead) {
    char line[200];
    const LeadMeasurements& m = reading.Lead(lead);
    std::snprintf(line, sizeof line,
                  "  %-3s P %.2f Q %.2f/%.0f ms R %.2f S %.2f R' %.2f J %.2f ST60 %.2f T %.2f "
                  "(%.2f to %.2f) U %.2f\n",
                  std::string(kLeadNames[lead]).c_str(), m.p_mv, m.q_mv, m.q_ms, m.r_mv, m.s_mv,
                  m.r_prime_mv, m.j_mv, m.st60_mv, m.t_mv, m.t_min_mv, m.t_max_mv, m.u_mv);
    text += line;
  }
  return text;
}

class FindingShows : public testing::TestWithParam<Criterion> {
 protected:
  static void Check(double noise_level, double needed_share) {
    const Criterion& criterion = GetParam();
    for (const double severity : {0.0, 0.5, 1.0}) {
      size_t shown = 0;
      std::string example;
      for (size_t patient = 0; patient < kPatients; ++patient) {
        const Reading reading =
            SimulateAndMeasure(criterion.finding, severity, noise_level, patient);
        if (criterion.holds(reading)) {
          ++shown;
        } else if (example.empty()) {
          example = Describe(reading, patient);
        }
      }
      EXPECT_GE(static_cast<double>(shown), needed_share * static_cast<double>(kPatients))
          << criterion.signs << "; severity " << severity << "\nfirst without: " << example;
    }
  }
};

TEST_P(FindingShows, ItsSignsWithoutNoise) { Check(0.0, GetParam().clean_share); }
TEST_P(FindingShows, ItsSignsInNoise) { Check(1.0, GetParam().noisy_share); }

std::string TestName(const testing::TestParamInfo<Criterion>& info) {
  std::string name;
  for (const char c : Info(info.param.finding).name) {
    if (std::isalnum(static_cast<unsigned char>(c))) name += c;
    if (c == ' ' || c == '-') name += '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Criteria, FindingShows, testing::ValuesIn(AllCriteria()), TestName);

TEST(Criteria, CoverEveryFindingOnce) {
  std::map<Finding, int> rows;
  for (const Criterion& criterion : AllCriteria()) ++rows[criterion.finding];
  for (const FindingInfo& info : FindingTable()) EXPECT_EQ(rows[info.finding], 1) << info.name;
}

TEST(Criteria, AreRarelyMetByNormalEcgs) {
  std::map<Finding, size_t> shown;
  std::map<Finding, std::string> examples;
  for (size_t patient = 0; patient < kNormalPatients; ++patient) {
    const double severity = static_cast<double>(patient % 3) / 2.0;
    const Reading reading =
        SimulateAndMeasure(Finding::kNormalEcg, severity, patient % 2 == 0 ? 0.0 : 1.0, patient);
    for (const Criterion& criterion : AllCriteria()) {
      if (!criterion.holds(reading)) continue;
      ++shown[criterion.finding];
      examples.try_emplace(criterion.finding, Describe(reading, patient));
    }
  }
  for (const Criterion& criterion : AllCriteria()) {
    EXPECT_LE(static_cast<double>(shown[criterion.finding]),
              criterion.normal_share * kNormalPatients)
        << Info(criterion.finding).name
        << " in normal ECGs\nfirst: " << examples[criterion.finding];
  }
}

}  // namespace
}  // namespace supreme::criteria
