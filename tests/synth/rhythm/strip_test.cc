// What holds for every rhythm, whatever the findings.
#include "synth/rhythm/strip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::Reading;
using testing::ReadRhythm;

std::vector<Finding> FindingsOf(std::initializer_list<FindingGroup> groups) {
  std::vector<Finding> findings;
  for (const FindingInfo& info : FindingTable()) {
    if (std::find(groups.begin(), groups.end(), info.group) != groups.end()) {
      findings.push_back(info.finding);
    }
  }
  return findings;
}

// Every rhythm alone, every extra beat and AV disturbance on the rhythms that carry it.
std::vector<FindingSet> Cases() {
  std::vector<FindingSet> cases;
  for (const Finding base : FindingsOf({FindingGroup::kRhythm})) {
    cases.push_back({base});
    if (base != kVentricularTachycardia) cases.push_back({base, kPvc});
  }
  for (const Finding extra : FindingsOf({FindingGroup::kExtraBeats, FindingGroup::kAvConduction})) {
    cases.push_back({kSinusRhythm, extra});
    cases.push_back({kSinusBradycardia, extra});
    cases.push_back({kSinusTachycardia, extra});
    cases.push_back({kSinusArrhythmia, extra});
  }
  const FindingSet mixed[] = {{kAtrialFibrillation, kThirdDegreeAvBlock},
                              {kAtrialFlutter, kThirdDegreeAvBlock},
                              {kAtrialFibrillation, kWpw},
                              {kAtrialFibrillation, kNonsustainedVt},
                              {kAtrialFibrillation, kVentricularCouplet},
                              {kAtrialFibrillation, kVentricularBigeminy},
                              {kAtrialFibrillation, kVentricularEscape},
                              {kAtrialFlutter, kVentricularTrigeminy},
                              {kSinusBradycardia, kFirstDegreeAvBlock, kPac},
                              {kSinusRhythm, kFirstDegreeAvBlock, kPac, kPvc},
                              {kSinusRhythm, kLbbb, kFirstDegreeAvBlock},
                              {kSinusRhythm, kPvc, kVentricularCouplet, kNonsustainedVt},
                              {kSinusBradycardia, kSinusPause, kJunctionalEscape},
                              {kSinusRhythm, kWenckebach, kPvc},
                              {kSinusRhythm, kTwoToOneAvBlock, kPvc},
                              {kSinusRhythm, kThirdDegreeAvBlock, kPvc},
                              {kPacedDual, kPac},
                              {kPacedAtrial, kFirstDegreeAvBlock},
                              {kPacedVentricular, kThirdDegreeAvBlock},
                              {kPacedVentricular, kVentricularCouplet},
                              {kEctopicAtrialRhythm, kPac},
                              {kEctopicAtrialRhythm, kFirstDegreeAvBlock},
                              {kWanderingPacemaker, kPac},
                              {kSinusRhythm, kParoxysmalSvt, kPac}};
  cases.insert(cases.end(), std::begin(mixed), std::end(mixed));
  return cases;
}

std::string Name(const FindingSet& findings) {
  std::string name;
  for (const Finding finding : findings.List()) {
    name += (name.empty() ? "" : "+") + std::string(Info(finding).code);
  }
  return name;
}

void ExpectInOrder(const Reading& reading) {
  const RhythmStrip& strip = reading.strip;
  for (size_t i = 1; i < strip.ventricular.size(); ++i) {
    const double rr_s = strip.ventricular[i].onset_s - strip.ventricular[i - 1].onset_s;
    ASSERT_GE(rr_s, 0.2);
    ASSERT_NEAR(strip.ventricular[i].rr_before_s, rr_s, 1e-9);
  }
  for (size_t i = 1; i < strip.atrial.size(); ++i) {
    ASSERT_GE(strip.atrial[i].onset_s - strip.atrial[i - 1].onset_s, 0.15)
        << strip.atrial[i].onset_s;
  }
  for (size_t i = 1; i < strip.spikes.size(); ++i) {
    ASSERT_GT(strip.spikes[i].time_s, strip.spikes[i - 1].time_s);
  }
}

void ExpectCovered(const Reading& reading) {
  const RhythmStrip& strip = reading.strip;
  ASSERT_FALSE(strip.ventricular.empty());
  const double longest_s = 4.6;  // a marked pause and an ordinary RR
  EXPECT_LE(strip.ventricular.front().onset_s, -3.0 + longest_s);
  EXPECT_GE(strip.ventricular.back().onset_s, reading.duration_s + 2.0 - longest_s);
  EXPECT_GE(strip.ventricular.front().onset_s, -3.001);
  EXPECT_LE(strip.ventricular.back().onset_s, reading.duration_s + 2.001);
}

void ExpectSaneNumbers(const Reading& reading) {
  const RhythmStrip& strip = reading.strip;
  EXPECT_GT(strip.mean_rr_s, 0.25);
  EXPECT_LT(strip.mean_rr_s, 3.0);
  EXPECT_GE(strip.pr_ms, 0.0);
  EXPECT_LT(strip.pr_ms, 420.0);
  EXPECT_LT(strip.atrial_rate_bpm, 560.0);
  for (const VentricularEvent& beat : strip.ventricular) {
    ASSERT_GT(beat.gain, 0.8);
    ASSERT_LT(beat.gain, 1.25);
    ASSERT_LE(beat.focus, 1);
  }
  if (strip.activity.kind != AtrialActivity::Kind::kNone) {
    EXPECT_GT(strip.activity.rate_hz, 3.9);
    EXPECT_LT(strip.activity.rate_hz, 9.1);
    EXPECT_GT(strip.activity.size_mv, 0.01);
    EXPECT_LT(strip.activity.size_mv, 0.6);
  }
}

TEST(MakeRhythm, OrdersAndSeparatesTheEventsOfEveryCase) {
  for (const FindingSet& findings : Cases()) {
    SCOPED_TRACE(Name(findings));
    testing::ForSeverities(
        findings,
        [](const Reading& reading) {
          ExpectInOrder(reading);
          ExpectCovered(reading);
          ExpectSaneNumbers(reading);
        },
        60);
  }
}

TEST(MakeRhythm, CoversRecordingsOfAnyLength) {
  for (const FindingSet& findings : Cases()) {
    SCOPED_TRACE(Name(findings));
    for (const double duration_s : {5.0, 30.0, 120.0}) {
      for (uint64_t seed = 0; seed < 6; ++seed) {
        const Reading reading = ReadRhythm(findings, 0.7, seed, duration_s);
        SCOPED_TRACE(duration_s);
        ExpectInOrder(reading);
        ExpectCovered(reading);
      }
    }
  }
}

TEST(MakeRhythm, GivesTheSameEventsForTheSameSeed) {
  for (const FindingSet& findings : Cases()) {
    const Reading a = ReadRhythm(findings, 0.5, 7);
    const Reading b = ReadRhythm(findings, 0.5, 7);
    ASSERT_EQ(a.strip.ventricular.size(), b.strip.ventricular.size());
    for (size_t i = 0; i < a.strip.ventricular.size(); ++i) {
      ASSERT_EQ(a.strip.ventricular[i].onset_s, b.strip.ventricular[i].onset_s);
      ASSERT_EQ(a.strip.ventricular[i].gain, b.strip.ventricular[i].gain);
    }
    EXPECT_EQ(a.strip.pr_ms, b.strip.pr_ms);
  }
}

TEST(MakeRhythm, IsSinusRhythmWhenNoRhythmIsNamed) {
  const Reading reading = ReadRhythm({kNormalEcg}, 0.0, 3);
  EXPECT_GT(reading.Rate(), 60.0);
  EXPECT_LT(reading.Rate(), 100.0);
  EXPECT_FALSE(reading.strip.atrial.empty());
}

TEST(MakeRhythm, VariesTheSizeOfBeatsWithBreathing) {
  double smallest = 2.0;
  double largest = 0.0;
  const Reading reading = ReadRhythm({kSinusRhythm}, 0.0, 11, 60.0);
  for (const VentricularEvent& beat : reading.Beats()) {
    smallest = std::min(smallest, beat.gain);
    largest = std::max(largest, beat.gain);
  }
  EXPECT_GT(largest - smallest, 0.01);
  EXPECT_LT(largest - smallest, 0.25);
}

}  // namespace
}  // namespace supreme
