#include "synth/recorder/electrodes.h"

#include <gmock/gmock.h>

namespace supreme {
namespace {

CleanLeads OneSample(const IndependentLeads& values) {
  CleanLeads clean;
  for (size_t lead = 0; lead < clean.size(); ++lead) {
    clean[lead] = {static_cast<float>(values[lead])};
  }
  return clean;
}

ElectrodeOrder Swapped(size_t a, size_t b) {
  Rng rng(1);
  ElectrodeOrder order = DrawElectrodeOrder({}, rng);
  std::swap(order[a], order[b]);
  return order;
}

constexpr IndependentLeads kLeads = {0.5, 1.2, 0.1, 0.4, 0.7, 1.0, 0.9, 0.8};

void ExpectLeads(const CleanLeads& leads, const IndependentLeads& expected) {
  for (size_t lead = 0; lead < leads.size(); ++lead) {
    EXPECT_NEAR(leads[lead][0], expected[lead], 1e-6) << "lead " << lead;
  }
}

TEST(Electrodes, StayInOrderWithoutReversal) {
  Rng rng(1);
  EXPECT_TRUE(InOrder(DrawElectrodeOrder({}, rng)));
}

TEST(Electrodes, ArmReversalMirrorsLeadOneAndExchangesTwoAndThree) {
  ExpectLeads(ExchangeElectrodes(OneSample(kLeads), Swapped(kRightArm, kLeftArm)),
              {-0.5, 0.7, 0.1, 0.4, 0.7, 1.0, 0.9, 0.8});
}

TEST(Electrodes, RightArmLegReversalMirrorsLeadTwo) {
  ExpectLeads(ExchangeElectrodes(OneSample(kLeads), Swapped(kRightArm, kLeftLeg)),
              {-0.7, -1.2, 0.1, 0.4, 0.7, 1.0, 0.9, 0.8});
}

TEST(Electrodes, LeftArmLegReversalExchangesLeadsOneAndTwo) {
  ExpectLeads(ExchangeElectrodes(OneSample(kLeads), Swapped(kLeftArm, kLeftLeg)),
              {1.2, 0.5, 0.1, 0.4, 0.7, 1.0, 0.9, 0.8});
}

TEST(Electrodes, ChestReversalExchangesNeighbours) {
  ExpectLeads(ExchangeElectrodes(OneSample(kLeads), Swapped(kFirstChest, kFirstChest + 1)),
              {0.5, 1.2, 0.4, 0.1, 0.7, 1.0, 0.9, 0.8});
}

TEST(Electrodes, DrawsBothLegArmReversalsAndEveryChestPair) {
  Diagnosis legs;
  legs.Add(Finding::kLegArmReversal, 0.5);
  Diagnosis chest;
  chest.Add(Finding::kChestReversal, 0.5);
  std::array<int, kElectrodeCount> leg_partner{};
  std::array<int, kElectrodeCount> first_of_pair{};
  Rng rng(2);
  for (int i = 0; i < 200; ++i) {
    ++leg_partner[DrawElectrodeOrder(legs, rng)[kLeftLeg]];
    const ElectrodeOrder order = DrawElectrodeOrder(chest, rng);
    for (size_t e = 0; e < kElectrodeCount; ++e) first_of_pair[e] += order[e] == e + 1 ? 1 : 0;
  }
  EXPECT_GT(leg_partner[kRightArm], 60);
  EXPECT_GT(leg_partner[kLeftArm], 60);
  EXPECT_EQ(leg_partner[kLeftLeg], 0);
  for (size_t e = kFirstChest; e + 1 < kElectrodeCount; ++e) EXPECT_GT(first_of_pair[e], 15);
}

TEST(Electrodes, NoiseOfOneArmReachesEveryLeadAsWilsonShares) {
  PerElectrode noise{};
  noise[kRightArm] = 3.0;
  EXPECT_THAT(LeadDeviations(noise), testing::ElementsAre(3, 3, 1, 1, 1, 1, 1, 1));
}

}  // namespace
}  // namespace supreme
