// How the twelve leads hang together: their products, and the identities of Einthoven and
// Goldberger (II = I + III, aVR = -(I + II)/2, aVL = (I - III)/2, aVF = (II + III)/2).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "signal/leads.h"

namespace supreme {

// Leads of one length, finite; an empty span is a lead that is missing or cannot be used.
using LeadSpans = std::array<std::span<const float>, kLeadCount>;

// Mean products of the leads' deviations from their running mean over 0.6 s, in mV²: baseline
// wander and offsets do not count. Everything about whole leads follows from these 78 numbers.
struct LeadProducts {
  std::array<std::array<double, kLeadCount>, kLeadCount> mv2{};
  std::array<uint8_t, kLeadCount> used{};

  double DeviationMv(size_t lead) const;
  double Correlation(size_t a, size_t b) const;  // 0 when a lead has no deviation
};

LeadProducts MultiplyLeads(const LeadSpans& leads, double sample_rate_hz);

// target = a·first + b·second.
struct LimbIdentity {
  size_t target, first, second;
  double a, b;
  std::string_view text;
};

inline constexpr size_t kIdentityCount = 4;
extern const std::array<LimbIdentity, kIdentityCount> kLimbIdentities;

// How far an identity is from being true: rms of what it leaves over, and the limit of that: 0.01
// mV (a few steps of common recorders) or 3 % of the leads' own rms, whichever is larger.
struct IdentityResidual {
  double residual_mv = 0.0;
  double limit_mv = 0.0;
  bool Holds() const { return residual_mv <= limit_mv; }
};

// Nothing when one of its leads is not used.
std::optional<IdentityResidual> CheckIdentity(const LeadProducts& products,
                                              const LimbIdentity& identity);

// Where an identity is broken by more than `limit_mv` at single samples, offsets aside; the ends
// reach on to where it holds again within 0.01 mV.
struct BrokenStretch {
  size_t first_sample = 0;
  size_t last_sample = 0;
  size_t count = 0;  // samples in between that break it
  double largest_mv = 0.0;
};
std::optional<BrokenStretch> FindBrokenStretch(const LeadSpans& leads, const LimbIdentity& identity,
                                               double limit_mv);

// Share of a lead's power that the other independent leads (I, II, V1–V6) explain by a least
// squares fit, 0–1. A lead whose electrode is off shows nothing of the heart: its share is near 0.
double ExplainedShare(const LeadProducts& products, size_t lead);

}  // namespace supreme
