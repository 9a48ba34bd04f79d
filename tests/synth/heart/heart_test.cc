#include "synth/heart/heart.h"

#include <gtest/gtest.h>

#include "made_to_order.h"

namespace supreme {
namespace {

TEST(Heart, HasAllShapesThatTheStripUses) {
  RhythmStrip strip;
  strip.atrial = {{0.0}, {1.0, AtrialKind::kEctopic, 1}};
  strip.ventricular = {{0.2, 0.8}, {1.1, 0.9, VentricularKind::kEctopic, 1, true}};
  const Patient patient = testing::PatientNumber(1);
  const Diagnosis diagnosis = testing::DiagnosisOf({Finding::kPvc}, 0.5);
  Rng rng(1);
  const Heart heart =
      MakeHeart(patient, diagnosis, testing::TorsoOf(patient, diagnosis), strip, rng);
  EXPECT_EQ(heart.atrial[0].size(), 1U);
  EXPECT_EQ(heart.atrial[1].size(), 2U);
  EXPECT_EQ(heart.ventricular[0].size(), 1U);
  EXPECT_EQ(heart.ventricular[2].size(), 2U);
  EXPECT_TRUE(heart.ventricular[4].empty());
  EXPECT_FALSE(heart.ventricular[0][0].st_t.empty());
}

TEST(Heart, PicksTheShapeByFocusOrConduction) {
  VentricularEvent event;
  event.conduction = 0.0;
  EXPECT_EQ(ShapeIndex(event, 2), 1U);
  event.conduction = 1.0;
  EXPECT_EQ(ShapeIndex(event, 2), 0U);
  event.kind = VentricularKind::kEctopic;
  event.focus = 1;
  EXPECT_EQ(ShapeIndex(event, 2), 1U);
  EXPECT_EQ(ShapeIndex(event, 1), 0U);
}

}  // namespace
}  // namespace supreme
