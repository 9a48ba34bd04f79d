#include "synth/heart/atria.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "made_to_order.h"

namespace supreme {
namespace {

using testing::DiagnosisOf;
using testing::PatientNumber;

struct PWave {
  QrsTrace trace;
  double duration_ms;
};

PWave Measure(uint64_t number, const Diagnosis& diagnosis, AtrialKind kind) {
  const Patient patient = PatientNumber(number);
  Rng anatomy(patient.anatomy_seed);
  AtrialShape shape = MakeAtrialShape(patient, diagnosis, kind, 0, anatomy);
  shape.waves.pop_back();  // without the atria's repolarisation
  return {QrsTrace(shape.waves, Torso()), shape.duration_ms};
}

TEST(SinusP, IsUprightInIAndIIAndOfNormalWidth) {
  for (uint64_t i = 0; i < 200; ++i) {
    const PWave p = Measure(i, DiagnosisOf({}, 0.0), AtrialKind::kSinus);
    EXPECT_GT(p.trace[kLeadII].HighestMv(), -p.trace[kLeadII].LowestMv());
    // A vertical axis leaves lead I flat.
    EXPECT_GE(p.trace[kLeadI].HighestMv(), -p.trace[kLeadI].LowestMv());
    EXPECT_LT(p.trace[kLeadII].HighestMv(), 0.25);
    EXPECT_LE(p.duration_ms, 132.0);
    EXPECT_GE(p.duration_ms, 80.0);
  }
}

TEST(RetrogradeP, IsNegativeInInferiorLeads) {
  size_t negative = 0;
  for (uint64_t i = 0; i < 100; ++i) {
    const PWave p = Measure(i, DiagnosisOf({}, 0.0), AtrialKind::kRetrograde);
    negative += p.trace[kLeadAvf].LowestMv() < -p.trace[kLeadAvf].HighestMv() ? 1 : 0;
  }
  EXPECT_GE(negative, 98U);
}

TEST(LeftAtrialEnlargement, WidensP) {
  for (const double severity : {0.0, 0.5, 1.0}) {
    for (uint64_t i = 0; i < 50; ++i) {
      const PWave p =
          Measure(i, DiagnosisOf({Finding::kLeftAtrialEnlargement}, severity), AtrialKind::kSinus);
      EXPECT_GE(p.duration_ms, 120.0);
      EXPECT_LT(p.trace[kLeadV1].LowestMv(), -0.08);
    }
  }
}

TEST(RightAtrialEnlargement, MakesPTallInII) {
  size_t tall = 0;
  for (uint64_t i = 0; i < 150; ++i) {
    const PWave p = Measure(
        i, DiagnosisOf({Finding::kRightAtrialEnlargement}, 0.5 * static_cast<double>(i % 3)),
        AtrialKind::kSinus);
    tall += p.trace[kLeadII].HighestMv() > 0.25 ? 1 : 0;
  }
  EXPECT_GE(tall, 145U);
}

}  // namespace
}  // namespace supreme
