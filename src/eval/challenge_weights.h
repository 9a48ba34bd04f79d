// The weights file of the PhysioNet/Computing in Cardiology Challenges 2020 and 2021.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/score_matrix.h"

namespace supreme {

// A CSV table of weights: header and first column name the classes by code; codes that count as one
// class stand together, parted by '|'.
struct ChallengeWeights {
  std::vector<std::vector<std::string>> codes;
  std::vector<double> weights;  // classes × classes
};

// kCorruptData for a table that is not square, names that differ between header and rows, a code
// that stands twice, or text that is no number; kNotFound, kIo.
ChallengeWeights ReadChallengeWeights(const std::filesystem::path& path);

// The score of decisions at the thresholds. Classes of the data are matched by code; those that
// count as one are joined (true or said when one of them is), the others of the data are left out,
// classes of the table without data are never true or said. kInvalidInput when no class matches or
// `normal_code` is not in the table. Nothing where the score is undefined.
std::optional<double> ScoreChallenge(const ChallengeWeights& table, const ScoredLabels& data,
                                     std::span<const double> thresholds,
                                     const std::string& normal_code);

}  // namespace supreme
