// p-values corrected for being several.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace supreme {

enum class Correction {
  kNone,
  kHolm,               // family-wise error (Holm 1979, jstor.org/stable/4615733)
  kBenjaminiHochberg,  // false discovery rate (doi 10.1111/j.2517-6161.1995.tb02031.x)
};

std::string_view CorrectionName(Correction correction);  // "none", "holm", "bh"
// Of those names; anything else is none.
Correction ParseCorrection(std::string_view name);

// Corrected p-values in the given order, at most 1. kInvalidInput for one that is not in [0, 1].
std::vector<double> CorrectPValues(std::span<const double> p_values, Correction correction);

}  // namespace supreme
