#include "synth/compatibility.h"

#include <gtest/gtest.h>

#include "synth/diagnosis.h"

namespace supreme {
namespace {

using enum Finding;

TEST(Compatibility, IsSymmetricAndNeverExcludesAFindingFromItself) {
  for (const FindingInfo& a : FindingTable()) {
    EXPECT_TRUE(Compatible(a.finding, a.finding)) << a.code;
    for (const FindingInfo& b : FindingTable()) {
      EXPECT_EQ(Compatible(a.finding, b.finding), Compatible(b.finding, a.finding))
          << a.code << " " << b.code;
    }
  }
}

TEST(Compatibility, LetsThroughWhatIsSeenTogether) {
  for (const auto& [a, b] : {std::pair{kRbbb, kLafb},
                             {kAtrialFibrillation, kPvc},
                             {kLbbb, kFirstDegreeAvBlock},
                             {kLvh, kNonspecificIschaemia},
                             {kInferiorMi, kRbbb},
                             {kAnteroseptalMi, kLafb},
                             {kThirdDegreeAvBlock, kAtrialFibrillation},
                             {kPacedVentricular, kPvc},
                             {kNormalEcg, kSinusArrhythmia}}) {
    EXPECT_TRUE(Compatible(a, b)) << Info(a).code << " " << Info(b).code;
  }
}

TEST(Compatibility, KeepsApartWhatNoHeartShowsAtOnce) {
  for (const auto& [a, b] : {std::pair{kRbbb, kLbbb},
                             {kSinusRhythm, kAtrialFlutter},
                             {kAtrialFibrillation, kFirstDegreeAvBlock},
                             {kLvh, kLowVoltage},
                             {kLongQt, kShortQt},
                             {kPacedVentricular, kLafb},
                             {kVentricularTachycardia, kInferiorMi},
                             {kNormalEcg, kPac},
                             {kWenckebach, kThirdDegreeAvBlock}}) {
    EXPECT_FALSE(Compatible(a, b)) << Info(a).code << " " << Info(b).code;
  }
}

}  // namespace
}  // namespace supreme
