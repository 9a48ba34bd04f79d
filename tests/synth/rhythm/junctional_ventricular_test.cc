#include <gtest/gtest.h>

#include <cmath>

#include "tests/synth/rhythm/rhythm_reading.h"

namespace supreme {
namespace {

using enum Finding;
using testing::ForSeverities;
using testing::Reading;

TEST(JunctionalRhythm, IsSlowWithoutPOrWithARetrogradeOneNearby) {
  int without_p = 0;
  ForSeverities({kJunctionalRhythm}, [&](const Reading& reading) {
    EXPECT_GE(reading.Rate(), 35.0);
    EXPECT_LE(reading.Rate(), 60.0);
    without_p += reading.strip.atrial.empty();
    for (const AtrialEvent& p : reading.strip.atrial) {
      EXPECT_EQ(p.kind, AtrialKind::kRetrograde);
      double nearest_s = 9.0;
      for (const VentricularEvent& beat : reading.strip.ventricular) {
        nearest_s = std::min(nearest_s, std::abs(p.onset_s - beat.onset_s));
      }
      if (p.onset_s > -2.5 && p.onset_s < 11.5) {
        EXPECT_LE(nearest_s, 0.12);
      }
    }
  });
  EXPECT_GT(without_p, 100);
}

void ExpectVentricular(Finding base, VentricularKind kind, double lowest, double highest) {
  ForSeverities({base}, [&](const Reading& reading) {
    EXPECT_GE(reading.Rate(), lowest);
    EXPECT_LE(reading.Rate(), highest);
    EXPECT_LT(reading.RrVariation(), 0.05);
    EXPECT_EQ(reading.strip.pr_ms, 0.0);
    for (const VentricularEvent& beat : reading.strip.ventricular) EXPECT_EQ(beat.kind, kind);
  });
}

TEST(VentricularRhythms, KeepTheirRatesAndKinds) {
  ExpectVentricular(kVentricularEscapeRhythm, VentricularKind::kEscape, 20.0, 45.0);
  ExpectVentricular(kIdioventricularRhythm, VentricularKind::kEctopic, 50.0, 110.0);
  ExpectVentricular(kVentricularTachycardia, VentricularKind::kEctopic, 110.0, 230.0);
}

TEST(VentricularRhythms, LeaveTheAtriaAlone) {
  int with_p = 0;
  ForSeverities({kVentricularTachycardia}, [&](const Reading& reading) {
    if (reading.strip.atrial.empty()) return;
    ++with_p;
    // Unrelated: the P waves walk through the cycle.
    double smallest = 1.0;
    double largest = 0.0;
    for (const AtrialEvent& p : reading.strip.atrial) {
      double since_qrs = -1.0;
      for (const VentricularEvent& beat : reading.strip.ventricular) {
        if (beat.onset_s <= p.onset_s) since_qrs = p.onset_s - beat.onset_s;
      }
      if (since_qrs < 0.0) continue;
      smallest = std::min(smallest, since_qrs / reading.strip.mean_rr_s);
      largest = std::max(largest, since_qrs / reading.strip.mean_rr_s);
    }
    EXPECT_GT(largest - smallest, 0.25);
  });
  EXPECT_GT(with_p, 150);
}

}  // namespace
}  // namespace supreme
