// The twelve standard leads: names and canonical order (I, II, III, aVR, aVL, aVF, V1–V6).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace supreme {

inline constexpr size_t kLeadCount = 12;

inline constexpr std::array<std::string_view, kLeadCount> kLeadNames = {
    "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"};

// Canonical index of a lead name, in any case and with blanks around it ("AVR", "avl", " v1 ").
// Nothing for other names ("MLII", "vx"): a lead is never guessed.
std::optional<size_t> LeadIndex(std::string_view name);

}  // namespace supreme
