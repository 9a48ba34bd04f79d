// Leads under a wrong name, and electrodes at a wrong place.
//
// Wrong names break the identities of the limb leads, and exactly one exchange (or one inverted
// lead) mends them: that is proof. Exchanged electrodes keep every identity, for the machine formed
// the leads from them; only the shapes are unusual: those are heuristics, as is the order of the
// chest leads (Batchvarov, Malik, Camm, Europace 2007;9:1081).
#pragma once

#include <array>
#include <optional>
#include <string>

#include "signal/lead_relations.h"

namespace supreme {

// Leads `a` and `b` under each other's name; a == b: lead `a` upside down.
struct LeadMixUp {
  size_t a = 0;
  size_t b = 0;
  bool operator==(const LeadMixUp&) const = default;
};

// "leads aVL and aVF exchanged?", "lead aVR upside down?".
std::string Describe(const LeadMixUp& mix_up);

// The one exchange or inversion that mends all identities that can be checked, when one or more are
// broken. Nothing when none does, or when several do and so none is proven.
std::optional<LeadMixUp> FindLimbMixUp(const LeadProducts& products);

// Right and left arm exchanged: lead I opposite to V6, aVR with it. The value is the correlation of
// I and V6; nothing when it looks normal or the leads are not there.
std::optional<double> FindArmReversal(const LeadProducts& products);

// Index of a limb lead (I, II or III) with next to nothing of what the other two show: an arm
// electrode exchanged with the one of the right leg.
std::optional<size_t> FindEmptyLimbLead(const LeadProducts& products);

// Two chest leads whose exchange makes the way from V1 to V6 much shorter (sum of the rms
// differences of neighbours).
struct ChestOrder {
  LeadMixUp mix_up;
  double length_share = 1.0;  // of the way after the exchange
};
std::optional<ChestOrder> FindChestExchange(const LeadProducts& products);

inline constexpr double kMaxReversalCorrelation = -0.4;
inline constexpr double kMinLimbShare = 0.12;
inline constexpr double kMaxChestWayShare = 0.7;

}  // namespace supreme
